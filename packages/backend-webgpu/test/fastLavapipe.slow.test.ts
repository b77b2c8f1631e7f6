import { test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { expectWithinBounds } from "./support/expectWithinBounds.ts";

/** The kernels in which its compiler makes a difference. */
const kernels = ["binary", "unary", "random"] as const;

describeOn("lavapipe", () => {
  test("the fast tier stays within its bounds", { timeout: 1_200_000 }, () => expectWithinBounds(kernels));
});

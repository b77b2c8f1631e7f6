import { test } from "vitest";
import { expectWithinBounds } from "./support/expectWithinBounds.ts";
import { describeOn } from "./support/softwareDriver.ts";

/** The kernels in which its compiler makes a difference. */
const kernels = ["binary", "unary", "random"] as const;

describeOn("lavapipe", () => {
  test("the fast tier stays within its bounds", { timeout: 1_200_000 }, () => expectWithinBounds(kernels));
});

import { test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { expectWithinBounds } from "./support/expectWithinBounds.ts";

/** Some of the kernels in which lost subnormals make a difference; the others are in the numerics card. */
const kernels = ["binary", "matmul", "scatterAddRows", "clip"] as const;

describeOn("swiftShader", () => {
  test("the fast tier stays within its bounds", { timeout: 1_200_000 }, () => expectWithinBounds(kernels));
});

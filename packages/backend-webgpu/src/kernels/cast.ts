import { dtypes, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

/** Files of `wgsl/casts`, by kind of the source and of the target. */
const casts = {
  float: { float: "floatToFloat", integer: "floatToInteger" },
  integer: { float: "integerToFloat", integer: "integerToInteger" },
} as const;

export function cast(
  runner: KernelRunner,
  [y]: readonly View[],
  [x]: readonly View[],
  { saturate = false }: Partial<KernelParams["cast"]>,
): void {
  const [from, to] = [x!.dtype, y!.dtype];
  const rounding = saturate ? "saturate" : "encode";
  const isNarrow = String(to !== "f32");
  const mask = dtypes[to].byteWidth === 1 ? "0xffu" : "0xffffffffu";
  runByWord(runner, y!, {
    kernel: "cast",
    options: { from, to, rounding, isNarrow, mask, cast: casts[kindOf(x!)][kindOf(y!)] },
    read: { x: x! },
  });
}

function kindOf({ dtype }: View): "float" | "integer" {
  return isFloatDtype(dtype) ? "float" : "integer";
}

import { type KernelParams, optimizerStateLayout, parameterFlags, scalerStateLayout, type View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";

const exponentMask = 0x7f800000;
const significandMask = 0x007fffff;

/** g = g·rn(1 ÷ scale) for every gradient; which held an infinity or a NaN goes to its flag word (N12). */
export function unscaleAndCheck(
  memory: Memory,
  [optimizerState, ...gradients]: readonly View[],
  [scalerState]: readonly View[],
  { parameters, recheck }: KernelParams["unscaleAndCheck"],
): void {
  const inverse = Math.fround(1 / memory.state(scalerState!).floats[scalerStateLayout.scale]!);
  const state = memory.state(optimizerState!).ints;
  gradients.forEach((view, i) => {
    const values = loadFloats(memory, view);
    let flags = nonFiniteFlags(values);
    const target = floatTarget(memory, view);
    for (let at = 0; at < values.length; at++) target[at] = values[at]! * inverse;
    storeFloats(memory, view, target);
    if (recheck) flags |= nonFiniteFlags(loadFloats(memory, view));
    if (flags === 0) return;
    state[optimizerStateLayout.flags + parameters[i]!]! |= flags;
    state[optimizerStateLayout.found] = 1;
  });
}

function nonFiniteFlags(values: Float32Array): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let flags = 0;
  for (let i = 0; i < words.length; i++) {
    if ((words[i]! & exponentMask) !== exponentMask) continue;
    flags |= (words[i]! & significandMask) === 0 ? parameterFlags.inf : parameterFlags.nan;
  }
  return flags;
}

import type { KernelParams, View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { windowCount } from "./pool.ts";
import { loadRows } from "./rows.ts";
import { forEachWindow } from "./windows.ts";

/** Terms are added in f32 from +0, in row-major order of `[n, c, oh, ow]`, and rounded once (N7). */
export function poolGradient(
  memory: Memory,
  [gx]: readonly View[],
  [g, index]: readonly View[],
  params: KernelParams["poolGradient"],
): void {
  const [planes, size] = [gx!.shape[0]! * gx!.shape[1]!, [gx!.shape[2]!, gx!.shape[3]!] as const];
  const outSize = [g!.shape[2]!, g!.shape[3]!] as const;
  const upstream = loadFloats(memory, g!);
  const target = floatTarget(memory, gx!).fill(0);
  const chosen = index === undefined ? undefined : loadRows(memory, index, size[0] * size[1]);
  for (let p = 0; p < planes; p++) {
    const plane = p * size[0] * size[1];
    const outPlane = p * outSize[0] * outSize[1];
    if (chosen !== undefined) {
      for (let i = outPlane; i < outPlane + outSize[0] * outSize[1]; i++) target[plane + chosen[i]!]! += upstream[i]!;
      continue;
    }
    forEachWindow(params, size, outSize, (output, top, bottom, left, right) => {
      const term = Math.fround(upstream[outPlane + output]! / windowCount(params, top, bottom, left, right));
      for (let h = top; h < bottom; h++) {
        for (let w = left; w < right; w++) target[plane + h * size[1] + w]! += term;
      }
    });
  }
  storeFloats(memory, gx!, target);
}

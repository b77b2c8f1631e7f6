import type { KernelParams, View } from "@binade/backend";
import { floatTarget, loadFloats, loadWords, outputWords, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { forEachWindow } from "./windows.ts";

type Pool = (memory: Memory, outputs: readonly View[], x: View, params: KernelParams["pool"]) => void;

const pools: { readonly [O in KernelParams["pool"]["op"]]: Pool } = { max: maxPool, avg: avgPool };

export function pool(
  memory: Memory,
  outputs: readonly View[],
  [x]: readonly View[],
  params: KernelParams["pool"],
): void {
  pools[params.op](memory, outputs, x!, params);
}

/** The first NaN if any, else the first maximum in row-major order with −0 < +0; padding never wins (N3). */
function maxPool(memory: Memory, [y, index]: readonly View[], x: View, params: KernelParams["pool"]): void {
  const { planes, size, outSize } = geometry(x, y!);
  const values = loadFloats(memory, x);
  const words = loadWords(memory, x);
  const targetWords = outputWords(memory, y!);
  const targetIndex = outputWords(memory, index!);
  for (let p = 0; p < planes; p++) {
    const plane = p * size[0] * size[1];
    const outPlane = p * outSize[0] * outSize[1];
    forEachWindow(params, size, outSize, (output, top, bottom, left, right) => {
      let best = plane + top * size[1] + left;
      for (let h = top; h < bottom; h++) {
        for (let w = left; w < right; w++) {
          const at = plane + h * size[1] + w;
          if (beats(values[at]!, values[best]!)) best = at;
        }
      }
      targetWords[outPlane + output] = words[best]!;
      targetIndex[outPlane + output] = best - plane;
    });
  }
}

function beats(value: number, record: number): boolean {
  if (value > record) return true;
  if (Number.isNaN(value)) return !Number.isNaN(record);
  return value === 0 && Object.is(record, -0) && Object.is(value, 0);
}

/** Window in row-major order from +0, then ÷ count; padding is counted only if asked (N7). */
function avgPool(memory: Memory, [y]: readonly View[], x: View, params: KernelParams["pool"]): void {
  const { planes, size, outSize } = geometry(x, y!);
  const values = loadFloats(memory, x);
  const target = floatTarget(memory, y!);
  for (let p = 0; p < planes; p++) {
    const plane = p * size[0] * size[1];
    const outPlane = p * outSize[0] * outSize[1];
    forEachWindow(params, size, outSize, (output, top, bottom, left, right) => {
      let sum = 0;
      for (let h = top; h < bottom; h++) {
        for (let w = left; w < right; w++) sum = Math.fround(sum + values[plane + h * size[1] + w]!);
      }
      target[outPlane + output] = sum / windowCount(params, top, bottom, left, right);
    });
  }
  storeFloats(memory, y!, target);
}

/** What an average divides by. */
export function windowCount(
  params: KernelParams["pool"],
  top: number,
  bottom: number,
  left: number,
  right: number,
): number {
  return params.countIncludePad ? params.kernelSize[0] * params.kernelSize[1] : (bottom - top) * (right - left);
}

function geometry(x: View, y: View): { planes: number; size: [number, number]; outSize: [number, number] } {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  return { planes: n * c, size: [h, w], outSize: [y.shape[2]!, y.shape[3]!] };
}

import { isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";

/** What i32 and u8 hold. */
const ranges = { i32: [-2147483648, 2147483647], u8: [0, 255] } as const;

export function fill(launcher: Launcher, [y]: readonly View[], _: readonly View[], params: KernelParams["fill"]): void {
  const { dtype } = y!;
  const word = isFloatDtype(dtype)
    ? f32Word(dtype === "f32" ? params.value : roundToOdd(params.value))
    : toInteger(dtype as keyof typeof ranges, params.value);
  launcher.run({ kernel: "fill", views: [y!], words: [word] });
}

/** Truncate, saturate, NaN → 0 (N8). */
function toInteger(dtype: keyof typeof ranges, value: number): number {
  if (Number.isNaN(value)) return 0;
  const [low, high] = ranges[dtype];
  return Math.min(Math.max(Math.trunc(value), low), high);
}

/** An f32 that a narrower format rounds to as it would the f64: the neighbour with an odd last bit where it is inexact. */
function roundToOdd(value: number): number {
  const nearest = Math.fround(value);
  if (nearest === value || Number.isNaN(value)) return nearest;
  const magnitude = f32Word(Math.abs(nearest)) - (Math.abs(nearest) > Math.abs(value) ? 1 : 0);
  const odd = new Float32Array(Uint32Array.of(magnitude | 1).buffer)[0] as number;
  return value < 0 ? -odd : odd;
}

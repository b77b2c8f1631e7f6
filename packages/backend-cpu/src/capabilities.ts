import type { Capabilities, Dtype, KernelCapability, KernelName } from "@binade/backend";
import { type TensorCoreUnit, tensorCoreInputs } from "./tensorCoreUnit.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const numbers: readonly Dtype[] = [...floats, "i32", "u8"];
const anything: readonly Dtype[] = [...numbers, "e4m3fn", "e5m2"];

/** Dtypes of the data that each kernel takes; everything here is in the exact tier. */
const supported: { readonly [N in KernelName]: readonly Dtype[] } = {
  fill: numbers,
  copy: anything,
  cast: anything,
  unary: floats,
  binary: [...floats, "i32"],
  compare: numbers,
  select: anything,
  reduce: numbers,
  matmul: [...floats, "e4m3fn", "e5m2"],
  im2col: anything,
  col2im: floats,
  pool: floats,
  poolGradient: floats,
  gatherRows: anything,
  scatterAddRows: floats,
  random: ["f32", "i32", "u8"],
  unscaleAndCheck: floats,
  updateScale: ["i32"],
  clip: floats,
  sgdStep: ["f32"],
  adamStep: ["f32"],
  advanceStep: ["i32"],
};

/** The reference needs no probe: every operation is one IEEE operation of the engine, rounded by `Math.fround`. */
const exact: KernelCapability = { tier: "exact" };

export const capabilities: Capabilities = Object.fromEntries(
  Object.entries(supported).map(([name, dtypes]) => [name, Object.fromEntries(dtypes.map((dtype) => [dtype, exact]))]),
);

const emulated: KernelCapability = { tier: "emulated" };

/** Everything is exact but the matmul of dtypes that the unit takes; that of f32 is exact too, but for tf32 mode. */
export function emulatedCapabilities(unit: TensorCoreUnit): Capabilities {
  const inputs = Object.keys(unit) as (keyof TensorCoreUnit)[];
  const matmul = Object.fromEntries(inputs.map((input) => [tensorCoreInputs[input].dtype, emulated]));
  return { ...capabilities, matmul: { ...capabilities.matmul, ...matmul } };
}

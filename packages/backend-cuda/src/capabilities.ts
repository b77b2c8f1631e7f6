import type { Capabilities, Dtype, KernelCapability, KernelName } from "@binade/backend";
import type { TensorCoreOperand, TensorCores } from "./tensorCore/tensorCores.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const numbers: readonly Dtype[] = [...floats, "i32", "u8"];
const anything: readonly Dtype[] = [...numbers, "e4m3fn", "e5m2"];

/** Dtypes of the data that each kernel takes; all of them are exact. */
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

/** No probe is needed: the kernels use IEEE intrinsics, whose meaning does not depend on the device, and integer code. */
const exact: KernelCapability = { tier: "exact" };

export const capabilities: Capabilities = Object.fromEntries(
  Object.entries(supported).map(([name, dtypes]) => [name, Object.fromEntries(dtypes.map((dtype) => [dtype, exact]))]),
);

/**
 * Bounds of a product before its last rounding, where nothing over- or underflows. A block of n products is cut off below
 * `2^-F` of its largest term, n + 1 times, and its sum is cut to 24 digits, or to 14 where Ada multiplies FP8 with F = 13.
 */
const bounds: { readonly [O in TensorCoreOperand]: string } = {
  f16: "(k + 16) · 2^-23 · Σ|a·b|",
  bf16: "(k + 16) · 2^-23 · Σ|a·b|",
  tf32: "(k + 16) · 2^-23 · Σ|a·b|, operands rounded at bit 13",
  e4m3fn: "(k + 32) · 2^-12 · Σ|a·b|",
  e5m2: "(k + 32) · 2^-12 · Σ|a·b|",
};

/** Everything is exact but the products that the tensor cores take; those of f32 are exact too, but for tf32 mode. */
export function fastCapabilities({ operands }: TensorCores): Capabilities {
  const matmul = Object.fromEntries(
    operands.map((operand): [Dtype, KernelCapability] => [
      operand === "tf32" ? "f32" : operand,
      { tier: "fast", bound: bounds[operand] },
    ]),
  );
  return { ...capabilities, matmul: { ...capabilities.matmul, ...matmul } };
}

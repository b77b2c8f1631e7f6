import { type Capabilities, capabilitiesOfAll, type Dtype, type KernelCapability } from "@binade/backend";
import type { TensorCoreOperand, TensorCores } from "./tensorCore/tensorCores.ts";

/** No probe is needed: the kernels use IEEE intrinsics, whose meaning does not depend on the device, and integer code. */
const exact: KernelCapability = { tier: "exact" };

export const capabilities: Capabilities = capabilitiesOfAll(() => exact);

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

import type { Capabilities, Dtype, KernelCapability, KernelName } from "@binade/backend";

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

import type { Capabilities, Dtype, KernelCapability, KernelName } from "@binade/backend";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const numbers: readonly Dtype[] = [...floats, "i32", "u8"];
const anything: readonly Dtype[] = [...numbers, "e4m3fn", "e5m2"];

/** Dtypes of the data that each kernel takes. */
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

/** Every kernel and dtype with what was found out about it. */
export function capabilitiesBy(capability: (kernel: KernelName, dtype: Dtype) => KernelCapability): Capabilities {
  const names = Object.keys(supported) as KernelName[];
  return Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(supported[name].map((dtype) => [dtype, capability(name, dtype)]))]),
  );
}

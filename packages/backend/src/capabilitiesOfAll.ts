import type { Capabilities, KernelCapability } from "./backend.ts";
import type { Dtype } from "./dtype.ts";
import type { KernelName } from "./kernels.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const numbers: readonly Dtype[] = [...floats, "i32", "u8"];
const anything: readonly Dtype[] = [...numbers, "e4m3fn", "e5m2"];

/** Dtypes of the data that each kernel of the contract takes. */
const kernelDtypes: { readonly [N in KernelName]: readonly Dtype[] } = {
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

/**
 * Capabilities of a backend that has every kernel for every dtype that the contract knows of it.
 *
 * @param capability What it gives for one of them.
 * @example
 * import { capabilitiesOfAll } from "@binade/backend";
 *
 * const capabilities = capabilitiesOfAll(() => ({ tier: "exact" }));
 * Object.keys(capabilities.adamStep ?? {}); // ["f32"]
 */
export function capabilitiesOfAll(capability: (kernel: KernelName, dtype: Dtype) => KernelCapability): Capabilities {
  const names = Object.keys(kernelDtypes) as KernelName[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(kernelDtypes[name].map((dtype) => [dtype, capability(name, dtype)])),
    ]),
  );
}

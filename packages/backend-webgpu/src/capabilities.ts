import type { Capabilities, Dtype, KernelCapability, KernelName } from "@binade/backend";
import type { ProbeReport } from "./probes/runProbes.ts";

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

/** Kernels that compute nothing in floats, whatever the dtype: what they give is exact on every device. */
const integerCode: ReadonlySet<KernelName> = new Set([
  "fill",
  "copy",
  "cast",
  "compare",
  "select",
  "im2col",
  "gatherRows",
  "advanceStep",
]);

/** What each kernel gives for each dtype, and which probes say so. */
export function capabilitiesOf(tier: "exact" | "fast", probes: ProbeReport): Capabilities {
  const exact: KernelCapability = { tier: "exact", probe: `all ${probes.cases} words of the arithmetic probes` };
  const fast: KernelCapability = {
    tier: "fast",
    probe: probes.failures[0]?.name ?? "none: formulas are not isolated",
    bound: "the contract's formula with f32 subnormals as zero; within 4 ulp of it; or within WGSL's intervals",
  };
  const integer: KernelCapability = { tier: "exact", probe: "none needed: integer code" };
  const capability = (name: KernelName, dtype: Dtype): KernelCapability => {
    const isInteger = integerCode.has(name) || (name !== "updateScale" && (dtype === "i32" || dtype === "u8"));
    return isInteger ? integer : tier === "exact" ? exact : fast;
  };
  const names = Object.keys(supported) as KernelName[];
  return Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(supported[name].map((dtype) => [dtype, capability(name, dtype)]))]),
  );
}

import { type Capabilities, capabilitiesOfAll, type KernelCapability, type KernelName } from "@binade/backend";
import type { ProbeReport } from "./probes/runProbes.ts";

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
  return capabilitiesOfAll((name, dtype) => {
    const isInteger = integerCode.has(name) || (name !== "updateScale" && (dtype === "i32" || dtype === "u8"));
    return isInteger ? integer : tier === "exact" ? exact : fast;
  });
}

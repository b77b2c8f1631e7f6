import { type Capabilities, capabilitiesOfAll, type KernelCapability } from "@binade/backend";

/** No probe is needed: WebAssembly prescribes the bits of every operation that is used, SIMD included. */
const exact: KernelCapability = { tier: "exact" };

export const capabilities: Capabilities = capabilitiesOfAll(() => exact);

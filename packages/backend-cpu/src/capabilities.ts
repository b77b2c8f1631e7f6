import { type Capabilities, capabilitiesOfAll, type KernelCapability } from "@binade/backend";
import { type TensorCoreUnit, tensorCoreInputs } from "./tensorCoreUnit.ts";

/** The reference needs no probe: every operation is one IEEE operation of the engine, rounded by `Math.fround`. */
const exact: KernelCapability = { tier: "exact" };

export const capabilities: Capabilities = capabilitiesOfAll(() => exact);

const emulated: KernelCapability = { tier: "emulated" };

/** Everything is exact but the matmul of dtypes that the unit takes; that of f32 is exact too, but for tf32 mode. */
export function emulatedCapabilities(unit: TensorCoreUnit): Capabilities {
  const inputs = Object.keys(unit) as (keyof TensorCoreUnit)[];
  const matmul = Object.fromEntries(inputs.map((input) => [tensorCoreInputs[input].dtype, emulated]));
  return { ...capabilities, matmul: { ...capabilities.matmul, ...matmul } };
}

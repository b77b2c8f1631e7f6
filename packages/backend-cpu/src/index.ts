export { type CpuBackendOptions, createCpuBackend } from "./createCpuBackend.ts";
export type { TensorCoreUnit } from "./tensorCoreUnit.ts";

export type { CudaBackend } from "./backendOn.ts";
export { type CudaBackendOptions, createCudaBackend } from "./createCudaBackend.ts";
export { type CudaDevice, type CudaDevices, listCudaDevices } from "./listCudaDevices.ts";
export type { ModelledGpu } from "./tensorCore/tensorCores.ts";

/// <reference types="@webgpu/types" preserve="true" />
export { createWebgpuBackend, type WebgpuBackend, type WebgpuBackendOptions } from "./createWebgpuBackend.ts";
export type { DeviceOptions } from "./device/openDevice.ts";
export type { ProbeCase, ProbeOperation } from "./probes/probeCases.ts";
export type { ProbeFailure, ProbeReport } from "./probes/runProbes.ts";

export { createWebgpuBackend, type WebgpuBackendOptions } from "./createWebgpuBackend.ts";

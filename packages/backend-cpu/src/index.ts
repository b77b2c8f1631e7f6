export { createCpuBackend } from "./createCpuBackend.ts";

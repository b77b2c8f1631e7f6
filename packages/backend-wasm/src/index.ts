export { createWasmBackend, type WasmBackendOptions } from "./createWasmBackend.ts";

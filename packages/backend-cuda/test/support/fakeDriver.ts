import { paths } from "../../build.mjs";

/** What the driver for tests does wrong; see `native/host/faults.h`. */
export type Fault =
  | "noDevice"
  | "version"
  | "capability"
  | "memory"
  | "failedLaunch"
  | "illegalAddress"
  | "cublasNotInitialized"
  | "cublasNoAlgorithm";

/**
 * Put our own libcuda.so.1 in the place of NVIDIA's: a library of that name that is loaded already is what dlopen gives. It
 * runs launches on the CPU, so that the whole path to a GPU runs but for the GPU. Call it before the addon is used.
 */
export function useFakeDriver(): void {
  process.env["BINADE_CUDA_ADDON"] = paths.testAddon;
  process.dlopen({ exports: {} }, paths.fakeDriver);
}

/** Likewise our own libcublasLt.so.13, after {@link useFakeDriver}. */
export function useFakeCublasLt(): void {
  process.dlopen({ exports: {} }, paths.fakeCublasLt);
}

/** From now on, or none. */
export function setFaults(faults: { readonly [F in Fault]?: number }): void {
  process.env["BINADE_FAKE_CUDA"] = Object.entries(faults)
    .map(([name, number]) => `${name}=${number}`)
    .join(",");
}

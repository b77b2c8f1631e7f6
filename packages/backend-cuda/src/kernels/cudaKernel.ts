import type { KernelName, KernelParams, View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

/** A kernel of the contract, as launches of those in `native/kernels`. */
export type CudaKernel<N extends KernelName> = (
  launcher: Launcher,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;

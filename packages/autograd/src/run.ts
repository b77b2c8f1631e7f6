import { type KernelName, type KernelParams, kernelFor } from "@binade/backend";
import type { Engine } from "./engine.ts";
import type { Tensor } from "./tensor.ts";

/** Enqueue one kernel on tensors. */
export function run<N extends KernelName>(
  engine: Engine,
  kernel: N,
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  params: KernelParams[N],
): void {
  kernelFor(engine.backend, kernel)(
    outputs.map((tensor) => tensor.view),
    inputs.map((tensor) => tensor.view),
    params,
  );
}

import type { KernelName, KernelParams, View } from "@binade/backend";
import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { compare } from "./compare.ts";
import { copy } from "./copy.ts";
import { fill } from "./fill.ts";
import type { KernelRunner } from "./kernelRunner.ts";
import { select } from "./select.ts";
import { unary } from "./unary.ts";

/** Enqueues the dispatches of one kernel on views that were checked. */
export type WebgpuKernel<N extends KernelName> = (
  runner: KernelRunner,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;

export const webgpuKernels: { readonly [N in KernelName]?: WebgpuKernel<N> } = {
  fill,
  copy,
  cast,
  unary,
  binary,
  compare,
  select,
};

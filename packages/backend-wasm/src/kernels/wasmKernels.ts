import type { KernelName } from "@binade/backend";
import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { compare } from "./compare.ts";
import { copy } from "./copy.ts";
import { fill } from "./fill.ts";
import type { WasmKernel } from "./machine.ts";
import { matmul } from "./matmul.ts";
import { reduce } from "./reduce.ts";
import { select } from "./select.ts";
import { unary } from "./unary.ts";

/** Every kernel of the contract. */
export const wasmKernels: { readonly [N in KernelName]?: WasmKernel<N> } = {
  fill,
  copy,
  cast,
  unary,
  binary,
  compare,
  select,
  reduce,
  matmul,
};

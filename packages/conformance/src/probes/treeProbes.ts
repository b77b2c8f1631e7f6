/** In which order sums and matrix products add. */
import type { TreeProbe } from "./probe.ts";

const source = "masks after FPRev (arXiv 2411.00442)";

export const treeProbes: readonly TreeProbe[] = [
  {
    kind: "tree",
    id: "sum.f32.order8",
    asks: "In which order are 8 f32 numbers summed?",
    source,
    kernel: "reduce",
    dtype: "f32",
    count: 8,
  },
  {
    kind: "tree",
    id: "sum.f32.order",
    asks: "In which order are 130 f32 numbers summed?",
    source,
    kernel: "reduce",
    dtype: "f32",
    count: 130,
  },
  {
    kind: "tree",
    id: "matmul.f32.order",
    asks: "In which order does a product add 300 f32 products?",
    source,
    kernel: "matmul",
    dtype: "f32",
    count: 300,
  },
  ...(["f16", "bf16", "e4m3fn", "e5m2"] as const).map(
    (dtype): TreeProbe => ({
      kind: "tree",
      id: `matmul.${dtype}.order`,
      asks: `In which order does a product add 32 ${dtype} products?`,
      source,
      kernel: "matmul",
      dtype,
      count: 32,
    }),
  ),
  {
    kind: "tree",
    id: "matmul.tf32.order",
    asks: "In which order does a product add 32 tf32 products?",
    source,
    kernel: "matmul",
    dtype: "f32",
    tf32: "rna",
    count: 32,
  },
];

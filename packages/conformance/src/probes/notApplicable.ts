/** What is asked of shaders and cannot be asked of kernels, and why; so that a card does not seem to have forgotten it. */
export const notApplicable: readonly { readonly asks: string; readonly because: string }[] = [
  {
    asks: "Are the payloads and the quietness of NaN kept?",
    because: "NaN is one value in every comparison of the contract (N1)",
  },
  {
    asks: "Is a word kept when it is read as another type (bitcast)?",
    because: "no kernel reads words as another type; f32.copy.subnormal asks it of a copy",
  },
  {
    asks: "Does a fused multiply-add exist, and do barriers against fusing work?",
    because: "kernels do not offer it; whether they fuse is asked by the contract probes",
  },
  {
    asks: "Is (a + b) − a simplified, does TwoSum work?",
    because: "no kernel has this expression; sums are asked for their order, formulas of optimizers by their judgement",
  },
  {
    asks: "Is an f16 expression kept in f32 between two operations?",
    because: "an operation on f16 is one kernel with one rounding (N4); f16.sum.accumulator asks it of a sum",
  },
  {
    asks: "How far are division, square root and functions off?",
    because: "it takes a sweep: the judgement has it by operation and dtype, in ulps",
  },
  {
    asks: "What does a tensor core make of a subnormal or other addend c?",
    because: "a kernel starts from +0; the addend is made by earlier products of the same sum",
  },
];

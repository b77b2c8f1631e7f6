/** What a behaviour does to training, with numbers; by tag, the part before a colon's value where that decides. */
export interface Consequence {
  /** The behaviour as a sentence without a subject. */
  readonly does: string;
  readonly training: string;
}

const subnormal =
  "Adam's second moment below 1.2e-38 becomes 0, so √v is 0 there and eps alone is left in the denominator; gradients below 1.2e-38 vanish";
const otherOrder =
  "f32 sums differ in the last digits, by up to about n·6e-8 of the sum of magnitudes for n terms in a row: the same run gives other bits, and after some hundred steps other losses";
const nanHidden =
  "a NaN in an activation or a loss goes unnoticed, and a skipped step or a stop that waits for it does not come";

const byTag: Readonly<Record<string, Consequence>> = {
  daz: { does: "flushes f32 subnormals where it reads them", training: subnormal },
  ftz: { does: "flushes f32 subnormals where it writes them", training: subnormal },
  copiesFlush: {
    does: "flushes subnormals in copies",
    training: "words of masks, indices and saved tensors that look like subnormals change in a copy",
  },
  rz: {
    does: "rounds f32 results toward zero",
    training:
      "every operation errs in one direction by up to 2^-23 of its result: n equal terms lose up to n·6e-8 of their sum, and weights drift toward zero",
  },
  rna: {
    does: "rounds ties away from zero",
    training:
      "updates of exactly half a unit of a weight always grow it; the bits of a run differ from those of ties to even",
  },
  ru: {
    does: "rounds f32 results up",
    training: "every operation errs upward by up to 1.2e-7 of its result: sums of many terms drift",
  },
  rd: {
    does: "rounds f32 results down",
    training: "every operation errs downward by up to 1.2e-7 of its result: sums of many terms drift",
  },
  saturates: {
    does: "stays at the largest number where f32 overflows",
    training: "an overflow shows no infinity: a loss scaler does not see it and takes the step",
  },
  contracts: {
    does: "fuses products and sums",
    training:
      "f32 results differ in the last digit (6e-8); where terms cancel, as in 1 + 2^-11 − (1 + 2^-12)², the result is 6e-8 instead of 0: runs are not the same bit for bit",
  },
  reassociates: {
    does: "regroups expressions",
    training: "compensated sums (Kahan) are undone, and a − a + b may lose b",
  },
  finiteMath: { does: "assumes that there are no NaN and infinities", training: nanHidden },
  nanIgnored: {
    does: "ignores NaN in maximum and minimum",
    training: `relu and max pooling turn NaN to a number: ${nanHidden}`,
  },
  pmax: {
    does: "takes maximum by a comparison",
    training: "whether a NaN survives relu or max pooling depends on the order of operands",
  },
  nanOrdered: { does: "compares NaN as a number", training: nanHidden },
  zeroSign: {
    does: "loses signs of zeros",
    training: "1 ÷ x changes from −∞ to ∞ at zero; otherwise nothing but the bits",
  },
  zeroOrder: { does: "orders zeros otherwise", training: "nothing but the bits, and 1 ÷ x at zero" },
  reciprocalDivision: {
    does: "divides by a rounded reciprocal",
    training: "quotients are off by a unit (6e-8) in about a third of the cases; Adam divides three times a step",
  },
  reciprocalMean: {
    does: "takes means by a reciprocal",
    training: "losses and batch statistics differ in the last digit in 20 to 34 % of the cases",
  },
  unscaleDivides: {
    does: "divides by the loss scale",
    training: "nothing for scales that are powers of two, else the last digit of gradients",
  },
  f16Flushes: {
    does: "flushes f16 numbers below 6.1e-5",
    training:
      "f16 activations and gradients lose 10 of their binades: what is below 6.1e-5 becomes 0 instead of below 6e-8",
  },
  "f16:rz": {
    does: "cuts f16 results",
    training: "f16 results err toward zero by up to 9.8e-4: activations shrink from layer to layer",
  },
  "f16:rna": { does: "rounds f16 ties away from zero", training: "f16 results that are ties grow by 4.9e-4" },
  "accumulator:f16": {
    does: "accumulates in f16",
    training: "2048 + 1 is 2048: sums of more than about 2000 equal terms stop growing, and 65504 overflows",
  },
  "accumulator:bf16": {
    does: "accumulates in bf16",
    training: "256 + 1 is 256: sums of more than about 250 equal terms stop growing",
  },
  "f16Cast:rz": {
    does: "truncates casts to f16",
    training: "weights and gradients lose up to 9.8e-4 in every cast, always toward zero",
  },
  "f16Cast:rna": {
    does: "rounds casts to f16 ties away",
    training: "ties grow by 4.9e-4: a bias where values have few digits",
  },
  "f16Cast:doubleRounding": {
    does: "rounds twice on the way to f16",
    training: "about one cast in 2000 near a tie goes the wrong way by 4.9e-4",
  },
  "f16Cast:ftz": {
    does: "flushes casts to f16 below 6.1e-5",
    training:
      "scaled gradients below 6.1e-5 become 0, not only those below 3e-8: the loss scale has to be 1024 times as large",
  },
  "f16Cast:truncatesSubnormals": {
    does: "truncates casts to f16 below 6.1e-5",
    training: "gradients between 3e-8 and 6e-8 become 0 instead of 6e-8",
  },
  "f16Cast:saturates": {
    does: "saturates casts to f16 at 65504",
    training: "an overflow shows no infinity: a dynamic loss scaler never backs off and trains on clipped gradients",
  },
  "bf16Cast:rz": {
    does: "truncates casts to bf16",
    training: "weights and gradients lose up to 7.8e-3 in every cast, always toward zero: updates are biased",
  },
  "bf16Cast:rna": { does: "rounds casts to bf16 ties away", training: "ties grow by 3.9e-3" },
  "bf16Cast:ftz": {
    does: "flushes casts to bf16 below 1.2e-38",
    training: "gradients below 1.2e-38 become 0 in bf16; those of ordinary networks are larger",
  },
  "cast:nanLost": { does: "loses NaN in casts", training: nanHidden },
  "cast:doubleRounding": {
    does: "rounds integers twice",
    training: "integers above 2^24 differ by a unit after a cast; counts and indices below are not hit",
  },
  "fp8Cast:saturates": {
    does: "saturates casts to FP8",
    training:
      "an overflow gives 448 or 57344 instead of NaN or infinity: wanted for activations, but it hides a wrong scale",
  },
  "fp8Cast:rz": {
    does: "truncates casts to FP8",
    training: "values lose up to 12 % (e4m3fn) or 25 % (e5m2), always toward zero",
  },
  "fp8Accumulator:14": {
    does: "accumulates FP8 products in 14 digits",
    training:
      "what is below 2^-13 of the sum is lost: 262144 products of 2^-8 give 64 instead of 1024; split long k and add the parts in f32",
  },
  "tensorCore:bf16Flushes": {
    does: "gives zero where a product of bf16 matrices is below 2^-126",
    training: "gradients below 1.2e-38 vanish in matrix products",
  },
  "tensorCore:flushes": {
    does: "reads f16 subnormals as zero in matrix products",
    training: "f16 weights and gradients below 6.1e-5 count as 0 in matrix products: scale them",
  },
  notMonotone: {
    does: "gives smaller sums for larger addends",
    training:
      "line searches and finite differences on matrix products can point the wrong way by about 1e-7 of the largest term",
  },
  nondeterministic: {
    does: "gives other words for the same call",
    training: "no run can be repeated bit for bit, not even on the same device",
  },
  excessPrecision: {
    does: "keeps more digits than the format",
    training: "results are closer to the exact ones, but differ in the last digit",
  },
  "tf32:rz": { does: "cuts tf32 operands", training: "operands of f32 products lose up to 9.8e-4, always toward zero" },
  "tf32:ignored": {
    does: "does not round to tf32",
    training: "products are more exact than asked for, but other bits",
  },
  "toInteger:wgsl": {
    does: "casts what is beyond i32 to 2147483520",
    training: "indices made from floats beyond 2^31 differ",
  },
  "toInteger:x86": {
    does: "casts NaN and what is beyond i32 to −2147483648",
    training: "an index made from a NaN is far out of range instead of 0",
  },
  "toInteger:nearest": {
    does: "rounds where it casts floats to integers",
    training: "indices and counts that are made from fractions are one higher in half of the cases",
  },
  "toInteger:wraps": {
    does: "wraps where a float is beyond an integer",
    training: "indices made from large floats are arbitrary numbers in range",
  },
  "toInteger:saturates": {
    does: "saturates i32 at 255 where it casts to u8",
    training: "masks and bytes made from larger integers differ",
  },
  "widening:flushes": {
    does: "flushes 16-bit subnormals where it widens them",
    training: "f16 weights and gradients below 6.1e-5 count as 0 in everything that computes in f32",
  },
  nanSign: { does: "orders a NaN with a sign below all numbers", training: nanHidden },
  foldedZero: {
    does: "starts sums without +0",
    training: "a sum of −0 stays −0: nothing but the bits, and 1 ÷ x at zero",
  },
  tf32: {
    does: "computes f32 products in tf32",
    training: "f32 matrix products have 11 digits instead of 24: each operand is off by up to 4.9e-4",
  },
  bf16Operands: {
    does: "computes f32 products in bf16",
    training: "f32 matrix products have 8 digits instead of 24: each operand is off by up to 3.9e-3",
  },
  "tf32:rna": {
    does: "rounds tf32 operands to nearest, ties away, whatever is asked",
    training: "other bits than asked for, of the same accuracy",
  },
  "tf32:rne": {
    does: "rounds tf32 operands ties to even, whatever is asked",
    training: "other bits than asked for, of the same accuracy",
  },
  "tf32:nanLost": { does: "loses NaN in tf32 operands", training: nanHidden },
  libraryFunctions: {
    does: "uses functions of a library",
    training: "functions differ by a unit or two in the last place, and with the version of the library",
  },
  oneSidedSigmoid: {
    does: "computes sigmoid by one formula",
    training: "sigmoid of large negative numbers is 0 too early: its gradient vanishes below −88",
  },
  adamLerp: {
    does: "spells Adam's first moment as a difference",
    training: "36 % of the first moments differ in the last digit",
  },
  uniform23: {
    does: "draws uniform numbers of 23 bits",
    training: "initial weights and dropout masks differ: another run",
  },
  poolCountsPadding: {
    does: "counts padding in average pooling",
    training: "averages at the border are too small: with a 3 × 3 window by up to 5 of 9",
  },
  overread: {
    does: "reads past the end of an operand",
    training: "results depend on what lies behind a tensor: wrong, and not repeatable",
  },
  argmaxLast: { does: "takes the last of equal maxima", training: "ties in max pooling send their gradient elsewhere" },
};

/** Families of tags whose values are many. */
const byFamily: Readonly<Record<string, Consequence>> = {
  emptySums: {
    does: "does not write results that have nothing to sum",
    training: "a product with an empty batch or no inner elements leaves what was in memory, not zeros",
  },
  dot: { does: "adds products of a matrix product in another order", training: otherOrder },
  gatherOrder: { does: "adds gathered gradients in another order", training: otherOrder },
  cast: {
    does: "casts to narrow formats otherwise",
    training: "16-bit weights, activations and gradients differ in the last digit or at the ends of the range",
  },
  summationTree: {
    does: "adds in another order",
    training: otherOrder,
  },
  tensorCore: {
    does: "adds blocks of n products with F bits below the largest term",
    training:
      "terms below 2^-F of the largest in a block are lost, and results are cut toward zero where round=rz: sums over long k shrink by up to about k/n · 2^-23",
  },
};

/** Rounding tags of probes, and the names that candidate models have for them. */
const modes: Readonly<Record<string, string>> = {
  rz: "roundTowardZero",
  rna: "roundTiesToAway",
  ru: "roundTowardPositive",
  rd: "roundTowardNegative",
};

/** What a tag does to training; undefined for tags that say that nothing is unusual, such as `rne`. */
export function consequenceOf(tag: string): Consequence | undefined {
  if (tag.endsWith(":contract")) return undefined;
  const [name] = Object.entries(modes).find(([, mode]) => mode === tag) ?? [tag];
  return byTag[name] ?? byFamily[tag.split(/[:{]/)[0] as string];
}

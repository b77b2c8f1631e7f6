/** N12 and N13: unscaling, the transition of the scale, clipping. */
import { type FloatDtype, optimizerStateLayout, parameterFlags, scalerStateLayout } from "@binade/backend";
import { decode, FP32, isNaN as isNaNCode } from "@binade/softfloat";
import type { Evaluator } from "./evaluator.ts";
import { rn32 } from "./hostScalar.ts";
import { computedOnce, elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** inv = rn32(1 ÷ scale), g' = rn32(g·inv); the check reads bits, before the product and again after it if asked. */
export const unscaleAndCheck: Evaluator<"unscaleAndCheck"> = ({ outputs, inputs, params }, arithmetic) => {
  const [state, ...gradients] = outputs as [SpecTensor, ...SpecTensor[]];
  const scaler = inputs[0] as SpecTensor;
  const inverse = arithmetic.div(rn32(1), scaler.words[scalerStateLayout.scale] as Word);
  const widenedAt = ({ dtype, words }: SpecTensor, i: number): Word =>
    arithmetic.widen(dtype as FloatDtype, words[i] as Word);
  const unscaled = gradients.map((g) =>
    elementwise(g, (i) => arithmetic.narrow(g.dtype as FloatDtype, arithmetic.mul(widenedAt(g, i), inverse))),
  );
  const flagsOf = (parameter: number): number => {
    const g = gradients[parameter] as SpecTensor;
    const after = unscaled[parameter] as { wordAt: (i: number) => Word };
    return Array.from(g.words, (_, i) => {
      const isRechecked = params.recheck ? nonFinite(arithmetic.widen(g.dtype as FloatDtype, after.wordAt(i))) : 0;
      return nonFinite(widenedAt(g, i)) | isRechecked;
    }).reduce((flags, flag) => flags | flag, 0);
  };
  const stateAfter = computedOnce(state, () => {
    const words = Array.from(state.words);
    params.parameters.forEach((parameter, i) => {
      const flags = flagsOf(i);
      const at = optimizerStateLayout.flags + parameter;
      words[at] = (words[at] as number) | flags;
      if (flags !== 0) words[optimizerStateLayout.found] = 1;
    });
    return words;
  });
  return [stateAfter, ...unscaled];
};

/** One transition over the found flags of all optimizers, which are cleared. */
export const updateScale: Evaluator<"updateScale"> = ({ outputs, params }, arithmetic) => {
  const [scaler, ...states] = outputs as [SpecTensor, ...SpecTensor[]];
  const isFound = states.some(({ words }) => words[optimizerStateLayout.found] !== 0);
  const cleared = states.map((state) =>
    elementwise(state, (i) => {
      if (i === optimizerStateLayout.found) return 0;
      return i < optimizerStateLayout.flags
        ? (state.words[i] as Word)
        : (state.words[i] as Word) & parameterFlags.stepped;
    }),
  );
  const scale = scaler.words[scalerStateLayout.scale] as Word;
  const tracker = scaler.words[scalerStateLayout.growthTracker] as number;
  const next = (): { scale: Word; tracker: number } => {
    if (!params.dynamic) return { scale, tracker };
    if (isFound) {
      const reduced = arithmetic.mul(scale, rn32(params.backoffFactor));
      return { scale: arithmetic.maximum(reduced, rn32(params.minScale)), tracker: 0 };
    }
    const count = tracker + 1;
    const grows = params.growthTest === "equal" ? count === params.growthInterval : count >= params.growthInterval;
    if (!grows) return { scale, tracker: count };
    const grown = arithmetic.mul(scale, rn32(params.growthFactor));
    const isWithinCap = decode(FP32, grown) <= params.maxScale; // beyond the cap growth is refused, the tracker restarts
    return { scale: isWithinCap ? grown : scale, tracker: 0 };
  };
  const after = computedOnce(scaler, () => {
    const { scale: newScale, tracker: newTracker } = next();
    const words = Array.from(scaler.words);
    words[scalerStateLayout.scale] = newScale;
    words[scalerStateLayout.growthTracker] = newTracker;
    return words;
  });
  return [after, ...cleared];
};

/** total = √(sum of the parameters' sum(g·g)); coef = minimum(1, maxNorm ÷ (total + 1e-6)); every g·coef. */
export const clip: Evaluator<"clip"> = ({ outputs, params }, arithmetic) => {
  const [state, ...gradients] = outputs as [SpecTensor, ...SpecTensor[]];
  const { add, mul, div, sqrt, sum, minimum, widen, narrow } = arithmetic;
  const widened = ({ dtype, words }: SpecTensor): Word[] =>
    Array.from(words, (word) => widen(dtype as FloatDtype, word));
  let shared: { total: Word; coef: Word } | undefined;
  const factors = (): { total: Word; coef: Word } => {
    if (shared === undefined) {
      const total = sqrt(sum(gradients.map((g) => sum(widened(g).map((word) => mul(word, word))))));
      shared = { total, coef: minimum(rn32(1), div(rn32(params.maxNorm), add(total, rn32(1e-6)))) };
    }
    return shared;
  };
  const stateAfter = {
    ...elementwise(state, (i) => {
      if (i === optimizerStateLayout.norm) return factors().total;
      return i === optimizerStateLayout.coef ? factors().coef : (state.words[i] as Word);
    }),
    floatWords: [optimizerStateLayout.norm, optimizerStateLayout.coef],
  };
  const clipped = gradients.map((g) =>
    elementwise(g, (i) =>
      narrow(g.dtype as FloatDtype, mul(widen(g.dtype as FloatDtype, g.words[i] as Word), factors().coef)),
    ),
  );
  return [stateAfter, ...clipped];
};

function nonFinite(word: Word): number {
  if (isNaNCode(FP32, word)) return parameterFlags.nan;
  return (word & 0x7fffffff) === FP32.infinity ? parameterFlags.inf : 0;
}

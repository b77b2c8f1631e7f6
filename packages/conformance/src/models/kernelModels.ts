/** Devices whose rule for a whole kernel differs from the contract's. */
import { type BinaryOp, type FloatDtype, optimizerStateLayout, type UnaryOp } from "@binade/backend";
import { decode, encode, FP32 } from "@binade/softfloat";
import type { Arithmetic } from "../spec/arithmetic.ts";
import type { Evaluator } from "../spec/evaluator.ts";
import { formatOf } from "../spec/formatOf.ts";
import { exp } from "../spec/functions/exponential.ts";
import { one } from "../spec/functions/words.ts";
import { rn32 } from "../spec/hostScalar.ts";
import { elementwise } from "../spec/lazy.ts";
import { specEvaluators } from "../spec/specEvaluators.ts";
import type { LazyTensor, SpecTensor, Word } from "../spec/specTensor.ts";
import type { CandidateModel } from "./candidateModel.ts";

/** A unary kernel with some functions replaced. */
function unaryWith(
  replacements: Partial<Record<UnaryOp, (x: Word, arithmetic: Arithmetic) => Word>>,
): Evaluator<"unary"> {
  return (call, arithmetic) => {
    const replacement = replacements[call.params.op];
    if (replacement === undefined) return specEvaluators.unary(call, arithmetic);
    const x = call.inputs[0] as SpecTensor;
    const dtype = x.dtype as FloatDtype;
    const compute = (i: number): Word => replacement(arithmetic.widen(dtype, x.words[i] as Word), arithmetic);
    return [elementwise(call.outputs[0] as SpecTensor, (i) => arithmetic.narrow(dtype, compute(i)))];
  };
}

/** A function of the engine's library, in binary64 and rounded once: almost always the correctly rounded result. */
const fromLibrary =
  (compute: (x: number) => number) =>
  (x: Word): Word =>
    encode(FP32, compute(decode(FP32, x)));

const library: Partial<Record<UnaryOp, (x: Word) => Word>> = {
  exp: fromLibrary(Math.exp),
  expm1: fromLibrary(Math.expm1),
  log: fromLibrary(Math.log),
  log1p: fromLibrary(Math.log1p),
  sin: fromLibrary(Math.sin),
  cos: fromLibrary(Math.cos),
  tanh: fromLibrary(Math.tanh),
  sigmoid: fromLibrary((x) => 1 / (1 + Math.exp(-x))),
  rsqrt: fromLibrary((x) => 1 / Math.sqrt(x)),
};

/** Reads the inputs or writes the outputs of a kernel as the exact one would, for another op. */
function renamed(from: BinaryOp, to: BinaryOp): Evaluator<"binary"> {
  return (call, arithmetic) =>
    specEvaluators.binary(call.params.op === from ? { ...call, params: { op: to } } : call, arithmetic);
}

export const kernelModels: readonly CandidateModel[] = [
  {
    name: "library-functions",
    does: "computes elementary functions with a library, in binary64",
    tag: "libraryFunctions",
    evaluators: { unary: unaryWith(library) },
  },
  {
    name: "one-sided-sigmoid",
    does: "computes sigmoid as 1 ÷ (1 + e^−x) for negative numbers too",
    tag: "oneSidedSigmoid",
    evaluators: {
      unary: unaryWith({
        sigmoid: (x, arithmetic) => arithmetic.div(one, arithmetic.add(one, exp(arithmetic.negate(x), arithmetic))),
      }),
    },
  },
  {
    name: "relu-by-comparison",
    does: "computes relu as x > 0 ? x : 0, which turns NaN into zero",
    tag: "nanIgnored",
    evaluators: {
      unary: unaryWith({ relu: (x, { compare }) => (compare("gt", x, 0) ? x : 0) }),
    },
  },
  {
    name: "neg-by-subtraction",
    does: "negates by 0 − x, which gives +0 for +0",
    tag: "zeroSign",
    evaluators: { unary: unaryWith({ neg: (x, { sub }) => sub(0, x) }) },
  },
  {
    name: "truncated-functions",
    does: "cuts results of functions off at the dtype's last digit instead of rounding",
    evaluators: {
      unary: (call, arithmetic) =>
        specEvaluators.unary(call, {
          ...arithmetic,
          narrow: (dtype, word) => arithmetic.narrow(dtype, dtype === "bf16" ? (word & ~0xffff) >>> 0 : word),
        }),
    },
  },
  {
    name: "swapped-operands",
    does: "swaps the operands of a subtraction or division",
    evaluators: { binary: swapped },
  },
  {
    name: "maximum-is-minimum",
    does: "takes minimum for maximum",
    evaluators: { binary: renamed("maximum", "minimum") },
  },
  {
    name: "unscale-by-division",
    does: "divides gradients by the scale instead of multiplying with its rounded reciprocal",
    tag: "unscaleDivides",
    evaluators: {
      unscaleAndCheck: (call, arithmetic) => {
        const scale = (call.inputs[0] as SpecTensor).words[0] as Word;
        return specEvaluators.unscaleAndCheck(call, {
          ...arithmetic,
          mul: (gradient) => arithmetic.div(gradient, scale),
        });
      },
    },
  },
  {
    name: "first-moment-by-difference",
    does: "moves Adam's first moment by m + (1 − β)·(g − m)",
    tag: "adamLerp",
    evaluators: { adamStep: adamByDifference },
  },
  {
    name: "uniform-23-bits",
    does: "draws uniform numbers with 23 bits instead of 24",
    tag: "uniform23",
    evaluators: {
      random: (call, arithmetic) =>
        specEvaluators.random(call, {
          ...arithmetic,
          multiplyAdd: (span, u, low) =>
            arithmetic.multiplyAdd(span, encode(FP32, Math.floor(decode(FP32, u) * 8388608) / 8388608), low),
        }),
    },
  },
  {
    name: "pool-counts-padding",
    does: "divides an average by the whole window, padding included",
    tag: "poolCountsPadding",
    evaluators: {
      pool: (call, arithmetic) =>
        specEvaluators.pool({ ...call, params: { ...call.params, countIncludePad: true } }, arithmetic),
    },
  },
  {
    name: "counts-skipped-steps",
    does: "counts a step that was skipped for an overflow",
    evaluators: {
      advanceStep: ({ outputs }) => {
        const state = outputs[0] as SpecTensor;
        return [elementwise(state, (i) => (state.words[i] as Word) + (i === optimizerStateLayout.step ? 1 : 0))];
      },
    },
  },
  {
    name: "growth-at-least",
    does: "grows the scale once the interval is reached or passed, whatever test is asked for",
    evaluators: {
      updateScale: (call, arithmetic) =>
        specEvaluators.updateScale({ ...call, params: { ...call.params, growthTest: "atLeast" } }, arithmetic),
    },
  },
  {
    name: "sgd-dampens-first-step",
    does: "dampens the gradient in the first step of SGD too",
    evaluators: {
      sgdStep: (call, arithmetic) => {
        const state = call.outputs[call.outputs.length - 1] as SpecTensor;
        const words = Array.from(state.words, (word, i) => (i < optimizerStateLayout.flags ? word : word | 1));
        const results = specEvaluators.sgdStep(
          { ...call, outputs: [...call.outputs.slice(0, -1), { ...state, words }] },
          arithmetic,
        );
        const [flags] = specEvaluators.sgdStep(call, arithmetic).slice(-1);
        return flags === undefined ? results : [...results.slice(0, -1), flags];
      },
    },
  },
  {
    name: "reads-past-k",
    does: "adds a product beyond the end of k, of whatever lies there in memory",
    tag: "overread",
    evaluators: { matmul: readsPastK },
  },
  {
    name: "empty-sums-skipped",
    does: "does not write a result that has nothing to sum",
    tag: "emptySums:skipped",
    evaluators: {
      matmul: (call, arithmetic) => {
        const [a] = call.inputs as [SpecTensor];
        return a.shape[a.shape.length - 1] === 0 ? [leftAlone(call)] : specEvaluators.matmul(call, arithmetic);
      },
      reduce: (call, arithmetic) => {
        const [x] = call.inputs as [SpecTensor];
        const isEmpty = call.params.axes.some((axis) => x.shape[axis] === 0);
        return isEmpty ? [leftAlone(call)] : specEvaluators.reduce(call, arithmetic);
      },
    },
  },
  {
    name: "argmax-takes-last",
    does: "takes the last of equal maxima",
    tag: "argmaxLast",
    evaluators: { reduce: lastMaximum },
  },
  {
    name: "nan-indices-ignored",
    does: "passes over NaN in argmax and max pooling",
    tag: "nanIgnored",
    evaluators: {
      reduce: (call, arithmetic) => specEvaluators.reduce(call, ignoringNaN(arithmetic)),
      pool: (call, arithmetic) => specEvaluators.pool(call, ignoringNaN(arithmetic)),
    },
  },
  {
    name: "gathered-in-reverse",
    does: "adds gathered terms in reverse order",
    tag: "gatherOrder:reversed",
    evaluators: { scatterAddRows: scatterReversed },
  },
  {
    name: "copies-flush",
    does: "moves f32 through a unit that flushes subnormals",
    tag: "copiesFlush",
    evaluators: {
      copy: (call) => [
        elementwise(call.outputs[0] as SpecTensor, (i) => {
          const word = (call.inputs[0] as SpecTensor).words[i] as Word;
          return (call.inputs[0] as SpecTensor).dtype === "f32" && (word & 0x7f800000) === 0 ? 0 : word;
        }),
      ],
    },
  },
];

/** The first output as it was before the call. */
function leftAlone({ outputs }: Parameters<Evaluator<"matmul" | "reduce">>[0]): LazyTensor {
  const [y] = outputs as [SpecTensor];
  return elementwise(y, (i) => y.words[i] as Word);
}

function swapped(...[call, arithmetic]: Parameters<Evaluator<"binary">>): ReturnType<Evaluator<"binary">> {
  return specEvaluators.binary({ ...call, inputs: [...call.inputs].reverse() }, arithmetic);
}

/** m = m + (o1·(g − m)) in place of (b1·m) + (o1·g); everything else by the contract. */
function adamByDifference(...[call, arithmetic]: Parameters<Evaluator<"adamStep">>): ReturnType<Evaluator<"adamStep">> {
  const o1 = rn32(1 - call.params.beta1);
  const b1 = rn32(call.params.beta1);
  let gradient: Word = 0; // of the product o1·g that was computed last, which the sum that follows takes
  return specEvaluators.adamStep(call, {
    ...arithmetic,
    mul: (a, b) => {
      if (a === o1) gradient = b;
      return arithmetic.mul(a, b);
    },
    multiplyAdd: (a, m, product) =>
      a === b1
        ? arithmetic.add(m, arithmetic.mul(o1, arithmetic.sub(gradient, m)))
        : arithmetic.multiplyAdd(a, m, product),
  });
}

function lastMaximum(...[call, arithmetic]: Parameters<Evaluator<"reduce">>): ReturnType<Evaluator<"reduce">> {
  if (call.params.op !== "argmax") return specEvaluators.reduce(call, arithmetic);
  const x = call.inputs[0] as SpecTensor;
  const reversed = { ...x, words: Array.from(x.words).reverse() };
  const [result] = specEvaluators.reduce({ ...call, inputs: [reversed] }, arithmetic);
  const count = call.params.axes.reduce((product, axis) => product * (x.shape[axis] as number), 1);
  const total = (call.outputs[0] as SpecTensor).words.length;
  return [elementwise(call.outputs[0] as SpecTensor, (i) => count - 1 - (result?.wordAt(total - 1 - i) ?? 0))];
}

function ignoringNaN(arithmetic: Arithmetic): Arithmetic {
  const keep =
    (better: Arithmetic["maximum"]) =>
    (a: Word, b: Word): Word =>
      arithmetic.isNaN(b) ? a : arithmetic.isNaN(a) ? b : better(a, b);
  return {
    ...arithmetic,
    isNaN: () => false,
    maximum: keep(arithmetic.maximum),
    minimum: keep(arithmetic.minimum),
  };
}

function scatterReversed(
  ...[call, arithmetic]: Parameters<Evaluator<"scatterAddRows">>
): ReturnType<Evaluator<"scatterAddRows">> {
  const [g, index] = call.inputs as [SpecTensor, SpecTensor];
  const width = g.shape[1] as number;
  const rows = Array.from({ length: g.shape[0] as number }, (_, row) =>
    Array.from(g.words).slice(row * width, (row + 1) * width),
  );
  const reversed = { ...g, words: rows.reverse().flat() };
  return specEvaluators.scatterAddRows(
    { ...call, inputs: [reversed, { ...index, words: Array.from(index.words).reverse() }] },
    arithmetic,
  );
}

/** One product more: the element after the row in memory, and the one below the column; a NaN behind the end. */
function readsPastK(...[call, arithmetic]: Parameters<Evaluator<"matmul">>): ReturnType<Evaluator<"matmul">> {
  const [a, b] = call.inputs as [SpecTensor, SpecTensor];
  const depth = a.shape[a.shape.length - 1] as number;
  if (a.shape.length !== 2 || depth % 4 === 0 || call.inputs.length !== 2 || call.params.tf32 !== undefined) {
    return specEvaluators.matmul(call, arithmetic);
  }
  const y = call.outputs[0] as SpecTensor;
  const n = b.shape[1] as number;
  const read = ({ dtype, words }: SpecTensor, at: number): Word =>
    arithmetic.widen(
      dtype as FloatDtype,
      at < words.length ? (words[at] as Word) : formatOf[dtype as FloatDtype].canonicalNaN,
    );
  return [
    elementwise(y, (i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      const left = Array.from({ length: depth + 1 }, (_, k) => read(a, row * depth + k));
      const right = Array.from({ length: depth + 1 }, (_, k) => read(b, k * n + column));
      return arithmetic.narrow(y.dtype as FloatDtype, arithmetic.dot(left, right));
    }),
  ];
}

/** Cases of the kernels that keep training on the device (N10 to N13). */
import {
  type AdamParams,
  type FloatDtype,
  parameterFlags,
  type SgdParams,
  type UpdateScaleParams,
} from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import type { Word } from "../spec/specTensor.ts";
import type { CaseGenerator, CaseSet, Operand } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { operand } from "./operands.ts";
import { randomWords, type Spread, specialWords } from "./words.ts";

const computing = ["f32", "f16", "bf16"] as const satisfies readonly FloatDtype[];
const f32 = (x: number): Word => encode(FP32, x);

interface OptimizerState {
  readonly found?: number;
  readonly step?: number;
  readonly flags?: readonly number[];
}

function optimizerState({ found = 0, step = 0, flags = [0] }: OptimizerState): Operand {
  return operand("i32", [4 + flags.length], [found, step, f32(0.5), f32(0.25), ...flags]);
}

function scalerState(scale: number, growthTracker: number): Operand {
  return operand("i32", [2], [f32(scale), growthTracker]);
}

interface Draw {
  readonly id: string;
  readonly set: CaseSet;
  readonly words: (dtype: FloatDtype, count: number, random: () => number) => Word[];
}

const bySpread = (spread: Spread) => (dtype: FloatDtype, count: number, random: () => number) =>
  randomWords(dtype, count, random, spread);

const draws: readonly Draw[] = [
  { id: "moderate", set: "random", words: bySpread("moderate") },
  { id: "subnormals", set: "subnormals", words: bySpread("subnormal") },
  { id: "anything", set: "overflow", words: bySpread("anything") },
  { id: "specials", set: "specials", words: (dtype, count) => specialWords(dtype).slice(0, count) },
];

const finiteLength = 41; // odd, so that vectors have a rest

const adamParams: readonly (AdamParams & { readonly id: string })[] = [
  { id: "default", learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, decoupled: false },
  {
    id: "weight decay",
    learningRate: 3e-3,
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-6,
    weightDecay: 0.01,
    decoupled: false,
  },
  { id: "decoupled", learningRate: 1e-3, beta1: 0.8, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, decoupled: true },
  { id: "tiny decay", learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 1e-60, decoupled: false },
];

/** Entries of a table of bias corrections by N10: rn32(1 − p), p ← p·β in f64. */
function corrections(beta: number, length: number): Operand {
  let power = 1;
  const words = Array.from({ length }, () => {
    power *= beta;
    return f32(1 - power);
  });
  return operand("f32", [length], words);
}

export const adamStepCases: CaseGenerator<"adamStep"> = function* ({ seed }) {
  for (const { id, ...params } of adamParams) {
    for (const dtype of computing) {
      for (const draw of draws) {
        for (const state of [{ step: 0 }, { step: 4 }, { step: 100 }, { step: 4, found: 1 }]) {
          const random = createRandom(seed);
          const f32Operand = (): Operand => operand("f32", [finiteLength], draw.words("f32", finiteLength, random));
          const second = f32Operand();
          const tables = [corrections(params.beta1, 30), corrections(params.beta2, 30)];
          yield {
            id: `${id}, ${dtype} gradient, ${draw.id}, step ${state.step}${state.found === undefined ? "" : ", found"}`,
            kernel: "adamStep",
            op: "adamStep",
            dtype: "f32",
            set: state.found === undefined ? draw.set : "state",
            params,
            outputs: [
              f32Operand(),
              f32Operand(),
              { ...second, words: Uint32Array.from(second.words, (word) => word & 0x7fffffff) },
            ],
            inputs: [
              operand(dtype, [finiteLength], draw.words(dtype, finiteLength, random)),
              optimizerState(state),
              ...tables,
            ],
          };
        }
      }
    }
  }
};

const sgdParams: readonly (Omit<SgdParams, "parameter"> & { readonly id: string })[] = [
  { id: "plain", learningRate: 0.1, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false },
  {
    id: "plain, dampening ignored",
    learningRate: 0.1,
    momentum: 0,
    dampening: 0.5,
    weightDecay: 0.01,
    nesterov: false,
  },
  { id: "momentum", learningRate: 0.03, momentum: 0.9, dampening: 0, weightDecay: 0, nesterov: false },
  { id: "dampening", learningRate: 0.03, momentum: 0.9, dampening: 0.1, weightDecay: 0.001, nesterov: false },
  { id: "nesterov", learningRate: 0.03, momentum: 0.7, dampening: 0, weightDecay: 0.001, nesterov: true },
];

export const sgdStepCases: CaseGenerator<"sgdStep"> = function* ({ seed }) {
  const states: readonly (OptimizerState & { readonly id: string })[] = [
    { id: "first step", step: 3, flags: [parameterFlags.stepped, 0] },
    { id: "later step", step: 3, flags: [0, parameterFlags.stepped] },
    { id: "found", step: 3, found: 1, flags: [0, parameterFlags.inf] },
  ];
  for (const { id, ...params } of sgdParams) {
    for (const dtype of computing) {
      for (const draw of draws) {
        for (const { id: stateId, ...state } of states) {
          const random = createRandom(seed);
          const weights = (): Operand => operand("f32", [finiteLength], draw.words("f32", finiteLength, random));
          yield {
            id: `${id}, ${dtype} gradient, ${draw.id}, ${stateId}`,
            kernel: "sgdStep",
            op: "sgdStep",
            dtype: "f32",
            set: stateId === "found" ? "state" : draw.set,
            params: { ...params, parameter: 1 },
            outputs: [weights(), ...(params.momentum === 0 ? [] : [weights()]), optimizerState(state)],
            inputs: [operand(dtype, [finiteLength], draw.words(dtype, finiteLength, random))],
          };
        }
      }
    }
  }
};

export const advanceStepCases: CaseGenerator<"advanceStep"> = function* () {
  for (const found of [0, 1]) {
    for (const step of [0, 1, 41]) {
      yield {
        id: `step ${step}, found ${found}`,
        kernel: "advanceStep",
        op: "advanceStep",
        dtype: "i32",
        set: "state",
        params: {},
        outputs: [optimizerState({ found, step })],
        inputs: [],
      };
    }
  }
};

export const unscaleAndCheckCases: CaseGenerator<"unscaleAndCheck"> = function* ({ seed }) {
  for (const dtype of computing) {
    for (const recheck of [true, false]) {
      for (const scale of [1, 65536, 3, 2 ** -10, 2 ** 126]) {
        for (const draw of draws) {
          const random = createRandom(seed);
          yield {
            id: `scale ${scale}, ${draw.id}${recheck ? ", recheck" : ""}`,
            kernel: "unscaleAndCheck",
            op: recheck ? "recheck" : "once",
            dtype,
            set: draw.set,
            params: { parameters: [2, 0], recheck },
            outputs: [
              optimizerState({ step: 2, flags: [parameterFlags.stepped, 0, 0] }),
              operand(dtype, [finiteLength], draw.words(dtype, finiteLength, random)),
              operand(dtype, [3, 7], randomWords(dtype, 21, random)),
            ],
            inputs: [scalerState(scale, 5)],
          };
        }
      }
    }
    for (const [name, word] of nonFiniteWords(dtype)) {
      const words = Array.from({ length: finiteLength }, (_, i) => (i === finiteLength - 1 ? word : 0));
      yield {
        id: `one ${name}, at the end`,
        kernel: "unscaleAndCheck",
        op: "once",
        dtype,
        set: "nan",
        params: { parameters: [0], recheck: false },
        outputs: [optimizerState({}), operand(dtype, [finiteLength], words)],
        inputs: [scalerState(1024, 0)],
      };
    }
  }
};

/** The infinities and NaNs among the special words. */
function nonFiniteWords(dtype: FloatDtype): (readonly [string, Word])[] {
  const infinity = { f32: 0x7f800000, f16: 0x7c00, bf16: 0x7f80, e4m3fn: 0x7f, e5m2: 0x7c }[dtype];
  const signBit = specialWords(dtype)[specialWords(dtype).length / 2] as Word;
  return [
    ["infinity", infinity],
    ["−infinity", infinity + signBit],
    ["signaling NaN", infinity + 1],
    ["negative NaN", infinity + signBit + 3],
  ];
}

const updateParams: readonly (UpdateScaleParams & { readonly id: string })[] = [
  {
    id: "dynamic",
    dynamic: true,
    growthFactor: 2,
    backoffFactor: 0.5,
    growthInterval: 4,
    growthTest: "equal",
    minScale: 1,
    maxScale: 2 ** 126,
  },
  {
    id: "at least",
    dynamic: true,
    growthFactor: 1.5,
    backoffFactor: 0.75,
    growthInterval: 3,
    growthTest: "atLeast",
    minScale: 0.25,
    maxScale: 2 ** 20,
  },
  {
    id: "constant",
    dynamic: false,
    growthFactor: 2,
    backoffFactor: 0.5,
    growthInterval: 4,
    growthTest: "equal",
    minScale: 1,
    maxScale: 2 ** 126,
  },
];

export const updateScaleCases: CaseGenerator<"updateScale"> = function* () {
  const flags = [parameterFlags.stepped | parameterFlags.inf, parameterFlags.nan];
  for (const { id, ...params } of updateParams) {
    for (const scale of [65536, 1, 1.5, 0.1, 2 ** 126, 741455]) {
      for (const tracker of [0, 2, 3, 4]) {
        for (const found of [[], [0], [1], [0, 1]]) {
          yield {
            id: `${id}, scale ${scale}, tracker ${tracker}, found [${found}]`,
            kernel: "updateScale",
            op: "updateScale",
            dtype: "i32",
            set: "state",
            params,
            outputs: [
              scalerState(scale, tracker),
              ...found.map((value) => optimizerState({ found: value, step: 7, flags })),
            ],
            inputs: [],
          };
        }
      }
    }
  }
};

export const clipCases: CaseGenerator<"clip"> = function* ({ suite, seed }) {
  const lengths = suite === "full" ? [1, 40, 65, 4097] : [1, 40, 65];
  for (const dtype of computing) {
    for (const maxNorm of [1, 0.1, 1e6]) {
      for (const draw of draws) {
        for (const length of lengths) {
          const random = createRandom(seed);
          yield {
            id: `norm ${maxNorm}, ${draw.id}, ${length}`,
            kernel: "clip",
            op: "clip",
            dtype,
            set: draw.set,
            params: { maxNorm },
            outputs: [
              optimizerState({ step: 1 }),
              operand(dtype, [length], draw.words(dtype, length, random)),
              operand(dtype, [2, 3], randomWords(dtype, 6, random)),
            ],
            inputs: [],
          };
        }
      }
    }
  }
};

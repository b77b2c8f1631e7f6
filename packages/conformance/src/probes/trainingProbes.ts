/** How kernels that hold a whole formula of training round inside it. */
import { encode, FP32 } from "@binade/softfloat";
import type { Operand } from "../cases/conformanceCase.ts";
import type { WordsProbe } from "./probe.ts";
import { call, vector } from "./probeCalls.ts";

const state = (words: readonly number[]): Operand => ({ dtype: "i32", shape: [words.length], words });
const f32 = (x: number): number => encode(FP32, x);
/** Of an optimizer with one parameter: found, step, norm, coef, flags. */
const optimizerState = state([0, 0, 0, 0, 0]);
const adam = { learningRate: 0.5, beta1: 0.5, beta2: 0.5, epsilon: 1, weightDecay: 0, decoupled: false };
const halves = vector("f32", "3f000000");

export const trainingProbes: readonly WordsProbe[] = [
  {
    kind: "words",
    id: "training.sgd.contract",
    asks: "Is lr·g rounded before SGD subtracts it (1 + 2^-11 − (1 + 2^-12)²)?",
    calls: [
      {
        ...call(
          "sgdStep",
          { learningRate: 1 + 1 / 4096, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, parameter: 0 },
          [vector("f32", "3f801000"), optimizerState],
          [vector("f32", "3f800800")],
        ),
        sample: [[0], []],
      },
    ],
    outcomes: [
      { words: "00000000", class: "separate", means: "rounds lr·g before it subtracts it" },
      {
        words: "b3800000",
        class: "fuses",
        tag: "contracts",
        means: "fuses lr·g and the subtraction into one rounding",
      },
    ],
  },
  {
    kind: "words",
    id: "training.adam.secondMoment",
    asks: "Does Adam's second moment hold the square of a gradient of 2^-70 (½·2^-140)?",
    calls: [
      call(
        "adamStep",
        adam,
        [vector("f32", "3f800000"), vector("f32", "00000000"), vector("f32", "00000000")],
        [vector("f32", "1c800000"), optimizerState, halves, halves],
      ),
    ],
    outcomes: [
      { words: "3f800000 1c000000 00000100", class: "keeps", means: "keeps second moments below 2^-126" },
      { words: "3f800000 1c000000 00000000", class: "flushes", tag: "ftz", means: "loses second moments below 2^-126" },
    ],
  },
  {
    kind: "words",
    id: "training.unscale",
    asks: "Does unscaling multiply by the rounded reciprocal of the scale (5, scale 3)?",
    calls: [
      {
        ...call(
          "unscaleAndCheck",
          { parameters: [0], recheck: false },
          [optimizerState, vector("f32", "40a00000")],
          [state([f32(3), 0])],
        ),
        dtype: "f32",
        sample: [[], [0]],
      },
    ],
    outcomes: [
      { words: "3fd55556", class: "reciprocal", means: "multiplies gradients by the rounded reciprocal of the scale" },
      { words: "3fd55555", class: "divides", tag: "unscaleDivides", means: "divides gradients by the scale" },
    ],
  },
];

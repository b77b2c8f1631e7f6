import {
  add,
  BF16,
  bf16Add,
  bf16Div,
  bf16Mul,
  bf16Sub,
  div,
  FP16,
  f16Add,
  f16Div,
  f16Mul,
  f16Sub,
  mul,
  sub,
} from "../../src/index.ts";
import { bulkJobs } from "../arraysJobs.ts";
import { elementaryJob } from "../elementary/wholeFormats.ts";
import { bitsOf, type LayoutName, layouts, maxFiniteOf } from "../oracle/layout.ts";
import type { OperationName } from "../oracle/operations.ts";
import { modes } from "../oracle/round.ts";
import type { Options } from "../oracle/special.ts";
import { everyChoice, someRandomBits } from "./choices.ts";
import { allOptions, createConversionCheck, createRootCheck, targetsOf } from "./conversions.ts";
import { checkMagnitude, midpointOf } from "./midpoints.ts";
import { numbersOf } from "./numbersOf.ts";
import { type Outcome, total } from "./outcome.ts";
import { type Binary, checkRow, createChecker } from "./pairs16.ts";
import type { Job } from "./resumable.ts";
import { createCaseChecker, smallNames, subjectOf } from "./smallFormats.ts";

type Sixteen = "FP16" | "BF16";
type Arithmetic = "add" | "sub" | "mul" | "div";

/** Makes the function anew, so that the engine compiles one for every job. */
const host: Readonly<Record<Arithmetic, () => Binary>> = {
  add: () => (x, y) => x + y,
  sub: () => (x, y) => x - y,
  mul: () => (x, y) => x * y,
  div: () => (x, y) => x / y,
};

function pairsJob(name: string, layout: Sixteen, operation: Arithmetic, compute: Binary, stride = 1): Job {
  return {
    name,
    chunks: 2 ** 16,
    start: () => {
      const context = { numbers: numbersOf(layouts[layout]), check: createChecker(layouts[layout]), compute };
      const compute64 = host[operation]();
      return (a) => checkRow(a, stride, { ...context, host: compute64 });
    },
  };
}

/** 2^32 pairs each, values. */
const fastTier: readonly Job[] = [
  pairsJob("f16Add", "FP16", "add", f16Add),
  pairsJob("f16Sub", "FP16", "sub", f16Sub),
  pairsJob("f16Mul", "FP16", "mul", f16Mul),
  pairsJob("f16Div", "FP16", "div", f16Div),
  pairsJob("bf16Add", "BF16", "add", bf16Add),
  pairsJob("bf16Sub", "BF16", "sub", bf16Sub),
  pairsJob("bf16Mul", "BF16", "mul", bf16Mul),
  pairsJob("bf16Div", "BF16", "div", bf16Div),
];

/** The same through the functions that take a format, every 251st pair: 17 million each. */
const specTier: readonly Job[] = [
  pairsJob("add-FP16", "FP16", "add", (a, b) => add(FP16, a, b), 251),
  pairsJob("sub-FP16", "FP16", "sub", (a, b) => sub(FP16, a, b), 251),
  pairsJob("mul-FP16", "FP16", "mul", (a, b) => mul(FP16, a, b), 251),
  pairsJob("div-FP16", "FP16", "div", (a, b) => div(FP16, a, b), 251),
  pairsJob("add-BF16", "BF16", "add", (a, b) => add(BF16, a, b), 251),
  pairsJob("sub-BF16", "BF16", "sub", (a, b) => sub(BF16, a, b), 251),
  pairsJob("mul-BF16", "BF16", "mul", (a, b) => mul(BF16, a, b), 251),
  pairsJob("div-BF16", "BF16", "div", (a, b) => div(BF16, a, b), 251),
];

/** Every conversion and root of every code under every option, values and flags. */
function unaryJob(from: LayoutName): Job {
  const codes = 2 ** bitsOf(layouts[from]);
  const perChunk = Math.min(64, codes);
  return {
    name: `unary-${from}`,
    chunks: codes / perChunk,
    start: () => {
      const checks = targetsOf(from).map((to) => createConversionCheck(from, to, allOptions));
      checks.push(createRootCheck(from, allOptions));
      return (chunk) =>
        total(checks.flatMap((check) => Array.from({ length: perChunk }, (_, i) => check(chunk * perChunk + i))));
    },
  };
}

/** Every midpoint of neighbours and the binary64 numbers beside it, every mode, values and flags. */
function midpointsJob(name: Sixteen): Job {
  const magnitudes = Number(maxFiniteOf(layouts[name])) + 1;
  return {
    name: `midpoints-${name}`,
    chunks: magnitudes,
    start: () => (chunk) => total(midpointOf(name, BigInt(chunk)).map((x) => checkMagnitude(name, x))),
  };
}

const everyPairChoice: readonly Options[] = [...everyChoice, ...someRandomBits];

/** Every pair under + − × ÷ and every choice, values and flags. */
function smallPairsJob(name: LayoutName): Job {
  const size = 2 ** bitsOf(layouts[name]);
  const operations: readonly OperationName[] = ["add", "sub", "mul", "div"];
  return {
    name: `pairs-${name}`,
    chunks: size,
    start: () => {
      const checks = operations.map((operation) => createCaseChecker(subjectOf(name), operation, everyPairChoice));
      return (a) =>
        runCases(
          checks,
          everyPairChoice.length,
          Array.from({ length: size }, (_, b) => [a, b]),
        );
    },
  };
}

const triplesChoices: readonly Options[] = [
  ...modes.map((rounding): Options => ({ rounding })),
  { saturate: true },
  { tininess: "beforeRounding" },
];

/** Every triple under the fused multiply-add, every mode and the defaults' two alternatives, values and flags. */
function triplesJob(name: LayoutName): Job {
  const size = 2 ** bitsOf(layouts[name]);
  return {
    name: `fma-${name}`,
    chunks: size * size,
    start: () => {
      const check = createCaseChecker(subjectOf(name), "fma", triplesChoices);
      return (chunk) => {
        const [a, b] = [Math.floor(chunk / size), chunk % size];
        return runCases(
          [check],
          triplesChoices.length,
          Array.from({ length: size }, (_, c) => [a, b, c]),
        );
      };
    },
  };
}

function runCases(
  checks: readonly ReturnType<typeof createCaseChecker>[],
  choices: number,
  operands: readonly (readonly number[])[],
): Outcome {
  const failures: string[] = [];
  for (const check of checks) {
    for (const codes of operands) {
      for (let k = 0; k < choices; k++) {
        const failure = check(codes, k);
        if (failure !== undefined) failures.push(failure);
      }
    }
  }
  return { cases: checks.length * operands.length * choices, failures };
}

const sixteen: readonly Sixteen[] = ["FP16", "BF16"];

/** Everything that can be compared in full and takes too long for the check. */
export const jobs: readonly Job[] = [
  ...[...sixteen, ...smallNames].map(unaryJob),
  ...sixteen.map(midpointsJob),
  ...smallNames.map(smallPairsJob),
  ...specTier,
  ...fastTier,
  ...smallNames.filter((name) => name !== "E8M0FNU").map(triplesJob),
  ...bulkJobs,
  elementaryJob,
];

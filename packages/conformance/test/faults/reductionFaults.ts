import type { KernelName } from "@binade/backend";
import type { Fault, FaultCall, FaultOperand } from "./faultyBackend.ts";
import { f32, nearestF16, valueOf32, wordOf32 } from "./floats.ts";
import { dtypeOf, fault, outputDtype, type PlantedFault, wordsOf } from "./plant.ts";

/** N6 on values, with one part to be changed. */
function laneSum(
  values: readonly number[],
  { start = 0, blocks = 4096 }: { start?: number; blocks?: number } = {},
): number {
  const results: number[] = [];
  for (let from = 0; from === 0 || from < values.length; from += blocks) {
    let lanes = Array.from({ length: 64 }, (_, lane) => {
      let sum = start;
      for (let i = from + lane; i < Math.min(from + blocks, values.length); i += 64)
        sum = f32(sum + (values[i] as number));
      return sum;
    });
    while (lanes.length > 1) {
      const half = lanes.length / 2;
      lanes = lanes.slice(0, half).map((lane, i) => f32(lane + (lanes[i + half] as number)));
    }
    results.push(lanes[0] as number);
  }
  return results.length === 1 ? (results[0] as number) : laneSum(results, { start, blocks });
}

/** Another reduction of f32 tensors. */
function reduction(op: string, compute: (values: readonly number[]) => number, toWord = wordOf32): Fault<KernelName> {
  return fault<"reduce">({
    kernel: "reduce",
    hits: (call) => call.params.op === op && dtypeOf(call, 0) === "f32",
    after: (call) => {
      const target = wordsOf(call.outputs[0] as FaultOperand);
      groupsOf(call, target.length).forEach((group, i) => {
        const result = compute(group);
        target[i] = outputDtype(call) === "f16" ? nearestF16(result) : toWord(result);
      });
    },
  });
}

/** The values that each result is made of, in row-major order of the reduced axes. */
function groupsOf(call: FaultCall<"reduce">, results: number): readonly (readonly number[])[] {
  const { shape, words } = call.inputs[0] as FaultOperand;
  const { axes } = call.params;
  const groups = Array.from({ length: results }, (): number[] => []);
  words.forEach((word, i) => {
    let [rest, kept, unit] = [i, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      if (!axes.includes(axis)) {
        kept += (rest % size) * unit;
        unit *= size;
      }
      rest = Math.floor(rest / size);
    }
    groups[kept]?.push(valueOf32(word));
  });
  return groups;
}

const asIndex = (index: number): number => index;
const better = (a: number, b: number): boolean => a > b || (a === 0 && b === 0 && Object.is(a, 0) && Object.is(b, -0));

/** In reductions. */
export const reductionFaults: readonly PlantedFault[] = [
  {
    name: "sum in order",
    does: "sums from first to last",
    cause: "sum-sequential",
    kernels: ["reduce"],
    op: "sum",
    faults: [reduction("sum", (values) => values.reduce((sum, x) => f32(sum + x), 0))],
  },
  {
    name: "reversed reduction",
    does: "sums from last to first",
    cause: "sum-reversed",
    kernels: ["reduce"],
    op: "sum",
    faults: [reduction("sum", (values) => laneSum([...values].reverse()))],
  },
  {
    name: "no blocks of 4096",
    does: "sums in 64 lanes over the whole length",
    cause: "sum-64-lanes",
    kernels: ["reduce"],
    op: "sum",
    faults: [reduction("sum", (values) => laneSum(values, { blocks: Number.MAX_SAFE_INTEGER }))],
  },
  {
    name: "sum from a folded zero",
    does: "gives −0 for a sum of −0",
    cause: "sum-without-zero",
    kernels: ["reduce"],
    op: "sum",
    faults: [
      reduction("sum", (values) => (values.length > 0 && values.every((x) => Object.is(x, -0)) ? -0 : laneSum(values))),
    ],
  },
  {
    name: "mean by reciprocal",
    does: "multiplies a sum with 1 ÷ n",
    cause: "reciprocal-mean",
    kernels: ["reduce"],
    op: "mean",
    faults: [reduction("mean", (values) => f32(laneSum(values) * f32(1 / values.length)))],
  },
  {
    name: "argmax passes NaN over",
    does: "takes the index of the greatest number, whatever NaN there is",
    cause: "nan-indices-ignored",
    kernels: ["reduce"],
    op: "argmax",
    faults: [
      reduction(
        "argmax",
        (values) => {
          let best = -1;
          values.forEach((x, i) => {
            if (!Number.isNaN(x) && (best < 0 || better(x, values[best] as number))) best = i;
          });
          return Math.max(best, 0);
        },
        asIndex,
      ),
    ],
  },
  {
    name: "argmax takes the last",
    does: "takes the last of equal maxima",
    cause: "argmax-takes-last",
    kernels: ["reduce"],
    op: "argmax",
    faults: [
      reduction(
        "argmax",
        (values) => {
          let best = 0;
          values.forEach((x, i) => {
            const record = values[best] as number;
            if (Number.isNaN(x) || (!Number.isNaN(record) && (x === record ? !better(record, x) : x > record)))
              best = i;
          });
          return best;
        },
        asIndex,
      ),
    ],
  },
];

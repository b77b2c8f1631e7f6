import type { KernelName } from "@binade/backend";
import type { Fault } from "./faultyBackend.ts";
import { f32, valueOf32, wordOf32 } from "./floats.ts";
import { dtypeOf, flush, input, isF32, type PlantedFault, recompute } from "./plant.ts";

const binary = (op: string, compute: (a: number, b: number) => number): Fault<KernelName> =>
  recompute(
    "binary",
    (call) => call.params.op === op && isF32(call),
    (call, i) => wordOf32(compute(valueOf32(input(call, 0, i)), valueOf32(input(call, 1, i)))),
  );

/** In operations on single elements. */
export const elementwiseFaults: readonly PlantedFault[] = [
  {
    name: "subnormals flushed by the adder",
    does: "reads and writes subnormals as zero in f32 addition",
    cause: "flushed-inputs-and-outputs",
    kernels: ["binary"],
    op: "add",
    faults: [
      recompute(
        "binary",
        (call) => call.params.op === "add" && isF32(call),
        (call, i) => flush(wordOf32(f32(valueOf32(flush(input(call, 0, i))) + valueOf32(flush(input(call, 1, i)))))),
      ),
    ],
  },
  {
    name: "subnormals read as zero by the multiplier",
    does: "reads subnormals as zero in f32 multiplication",
    cause: "flushed-inputs",
    kernels: ["binary"],
    op: "mul",
    faults: [
      recompute(
        "binary",
        (call) => call.params.op === "mul" && isF32(call),
        (call, i) => wordOf32(valueOf32(flush(input(call, 0, i))) * valueOf32(flush(input(call, 1, i)))),
      ),
    ],
  },
  {
    name: "reciprocal division",
    does: "divides by multiplying with 1 ÷ b",
    cause: "reciprocal-division",
    kernels: ["binary"],
    op: "div",
    faults: [binary("div", (a, b) => f32(a * f32(1 / b)))],
  },
  {
    name: "pmax",
    does: "takes a < b ? b : a for the maximum",
    cause: "maximum-by-comparison",
    kernels: ["binary"],
    op: "maximum",
    faults: [
      recompute(
        "binary",
        (call) => call.params.op === "maximum" && isF32(call),
        (call, i) =>
          valueOf32(input(call, 0, i)) < valueOf32(input(call, 1, i)) ? input(call, 1, i) : input(call, 0, i),
      ),
    ],
  },
  {
    name: "maxNum",
    does: "takes the number where one operand of maximum is a NaN",
    cause: "maximum-ignores-nan",
    kernels: ["binary"],
    op: "maximum",
    faults: [binary("maximum", (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)))],
  },
  {
    name: "zeros in the wrong order",
    does: "gives −0 for the maximum of +0 and −0",
    cause: "maximum-orders-zeros-wrongly",
    kernels: ["binary"],
    op: "maximum",
    faults: [binary("maximum", (a, b) => (a === 0 && b === 0 ? (Object.is(a, -0) ? a : b) : Math.max(a, b)))],
  },
  {
    name: "a NaN's sign counts",
    does: "orders the words of maximum as integers, so that −NaN is the least",
    cause: "negative-nan-lost",
    kernels: ["binary"],
    op: "maximum",
    faults: [
      recompute(
        "binary",
        (call) => call.params.op === "maximum" && isF32(call),
        (call, i) => {
          const order = (word: number): number => (word >= 0x80000000 ? 0x7fffffff - word : word);
          const [a, b] = [input(call, 0, i), input(call, 1, i)];
          return order(a) >= order(b) ? a : b;
        },
      ),
    ],
  },
  {
    name: "dropped NaN in relu",
    does: "computes relu as x > 0 ? x : 0",
    cause: "relu-by-comparison",
    kernels: ["unary"],
    op: "relu",
    faults: [
      recompute(
        "unary",
        (call) => call.params.op === "relu" && isF32(call),
        (call, i) => (valueOf32(input(call, 0, i)) > 0 ? input(call, 0, i) : 0),
      ),
    ],
  },
  {
    name: "negation by subtraction",
    does: "computes −x as 0 − x",
    cause: "neg-by-subtraction",
    kernels: ["unary"],
    op: "neg",
    faults: [
      recompute(
        "unary",
        (call) => call.params.op === "neg" && isF32(call),
        (call, i) => wordOf32(0 - valueOf32(input(call, 0, i))),
      ),
    ],
  },
  {
    name: "Math.exp",
    does: "takes e^x from the engine",
    cause: "library-functions",
    kernels: ["unary"],
    op: "exp",
    faults: [
      recompute(
        "unary",
        (call) => call.params.op === "exp" && isF32(call),
        (call, i) => wordOf32(Math.exp(valueOf32(input(call, 0, i)))),
      ),
    ],
  },
  {
    name: "NaN compared as ordered",
    does: "finds a NaN not different from itself",
    cause: "nan-inequality-folded",
    kernels: ["compare"],
    op: "ne",
    faults: [
      recompute(
        "compare",
        (call) => call.params.op === "ne" && dtypeOf(call, 0) === "f32",
        (call, i) => {
          const [a, b] = [valueOf32(input(call, 0, i)), valueOf32(input(call, 1, i))];
          return Number.isNaN(a) || Number.isNaN(b) ? 0 : a !== b ? 1 : 0;
        },
      ),
    ],
  },
  {
    name: "comparison reads subnormals as zero",
    does: "finds a subnormal equal to zero",
    cause: "flushed-inputs",
    kernels: ["compare"],
    op: "eq",
    faults: [
      recompute(
        "compare",
        (call) => call.params.op === "eq" && dtypeOf(call, 0) === "f32",
        (call, i) => (valueOf32(flush(input(call, 0, i))) === valueOf32(flush(input(call, 1, i))) ? 1 : 0),
      ),
    ],
  },
  {
    name: "copy flushes subnormals",
    does: "moves f32 through a unit that flushes",
    cause: "copies-flush",
    kernels: ["copy"],
    faults: [
      recompute(
        "copy",
        (call) => dtypeOf(call, 0) === "f32",
        (call, i) => ((input(call, 0, i) & 0x7f800000) === 0 ? 0 : input(call, 0, i)),
      ),
    ],
  },
];

import type { Dtype, KernelName } from "@binade/backend";
import type { Fault, FaultCall, FaultOperand } from "./faultyBackend.ts";
import {
  f32,
  isNaN32,
  isSubnormal32,
  nearestF16,
  truncateToBf16,
  truncateToF16,
  valueOf16,
  valueOf32,
  wordOf32,
} from "./floats.ts";

/** A wrong backend, and what the judge has to say about it. */
export interface PlantedFault {
  readonly name: string;
  /** What the wrong backend does. */
  readonly does: string;
  /** The model that explains it. */
  readonly cause: string;
  /** Kernels whose cases are run to find it, and of them only these operations, where it is named. */
  readonly kernels: readonly KernelName[];
  readonly op?: string;
  /** Dtypes in which it shows; default f32 and i32. */
  readonly dtypes?: readonly Dtype[];
  readonly faults: readonly Fault<KernelName>[];
}

type Words = (operand: FaultOperand) => Uint32Array;
const wordsOf: Words = ({ words }) => words;

/** A fault with the types of its kernel forgotten, for the table. */
function fault<N extends KernelName>(definition: Fault<N>): Fault<KernelName> {
  return definition as unknown as Fault<KernelName>;
}

/** Recompute every word of the first output. */
function recompute<N extends KernelName>(
  kernel: N,
  hits: (call: FaultCall<N>) => boolean,
  word: (call: FaultCall<N>, i: number) => number,
): Fault<KernelName> {
  return fault({
    kernel,
    hits,
    after: (call) => {
      const target = wordsOf(call.outputs[0] as FaultOperand);
      for (let i = 0; i < target.length; i++) target[i] = word(call, i);
    },
  });
}

const input = (call: FaultCall<KernelName>, index: number, i: number): number => call.inputs[index]?.words[i] as number;
const dtypeOf = (call: FaultCall<KernelName>, index: number): string | undefined => call.inputs[index]?.dtype;
const outputDtype = (call: FaultCall<KernelName>): string | undefined => call.outputs[0]?.dtype;
const isF32 = (call: FaultCall<KernelName>): boolean => dtypeOf(call, 0) === "f32" && outputDtype(call) === "f32";
const isCast =
  (from: string, to: string) =>
  (call: FaultCall<"cast">): boolean =>
    dtypeOf(call, 0) === from && outputDtype(call) === to;
const binary = (op: string, compute: (a: number, b: number) => number): Fault<KernelName> =>
  recompute(
    "binary",
    (call) => call.params.op === op && isF32(call),
    (call, i) => wordOf32(compute(valueOf32(input(call, 0, i)), valueOf32(input(call, 1, i)))),
  );
const flush = (word: number): number => (isSubnormal32(word) ? (word & 0x80000000) >>> 0 : word);

/** The f32 values of the k pairs of one element of a product, of any number of batches. */
function pairsOf(call: FaultCall<"matmul">, i: number): { a: number[]; b: number[] } {
  const [left, right] = call.inputs as [FaultOperand, FaultOperand];
  const [m, n] = (call.outputs[0] as FaultOperand).shape.slice(-2) as [number, number];
  const depth = left.shape[left.shape.length - 1] as number;
  const [batch, row, column] = [Math.floor(i / (m * n)), Math.floor(i / n) % m, i % n];
  return {
    a: Array.from({ length: depth }, (_, k) => valueOf32(left.words[(batch * m + row) * depth + k] as number)),
    b: Array.from({ length: depth }, (_, k) => valueOf32(right.words[(batch * depth + k) * n + column] as number)),
  };
}

const isF32Product = (call: FaultCall<"matmul">): boolean =>
  isF32(call) && dtypeOf(call, 1) === "f32" && call.params.tf32 === undefined;

const isPlainProduct = (call: FaultCall<"matmul">): boolean =>
  isF32Product(call) && call.inputs.length === 2 && call.inputs[0]?.shape.length === 2;

/** Another sum of the products of two f32 matrices; the bias is added as it should be. */
const product = (compute: (a: readonly number[], b: readonly number[]) => number): Fault<KernelName> =>
  recompute("matmul", isF32Product, (call, i) => {
    const { a, b } = pairsOf(call, i);
    const bias = call.inputs[2]?.words[i];
    return wordOf32(bias === undefined ? compute(a, b) : f32(f32(compute(a, b)) + valueOf32(bias)));
  });

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

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: "truncating cast to bf16",
    does: "cuts f32 off where it casts to bf16",
    cause: "cast-roundTowardZero",
    kernels: ["cast"],
    op: "f32 to bf16",
    faults: [
      recompute("cast", isCast("f32", "bf16"), (call, i) => {
        const word = truncateToBf16(input(call, 0, i));
        return call.params.saturate && (word & 0x7fff) === 0x7f80 ? word - 1 : word;
      }),
    ],
  },
  {
    name: "truncating cast to f16",
    does: "cuts f32 off where it casts to f16",
    cause: "cast-roundTowardZero",
    kernels: ["cast"],
    op: "f32 to f16",
    faults: [
      recompute("cast", isCast("f32", "f16"), (call, i) => {
        const word = truncateToF16(valueOf32(input(call, 0, i)));
        return call.params.saturate && (word & 0x7fff) === 0x7c00 ? word - 1 : word;
      }),
    ],
  },
  {
    name: "flushed cast to f16",
    does: "casts what is below 2^-14 to zero of f16",
    cause: "cast-flushed",
    kernels: ["cast"],
    op: "f32 to f16",
    faults: [
      fault({
        kernel: "cast",
        hits: isCast("f32", "f16"),
        after: ({ outputs }) => {
          const words = wordsOf(outputs[0] as FaultOperand);
          for (let i = 0; i < words.length; i++)
            if (((words[i] as number) & 0x7c00) === 0) words[i] = (words[i] as number) & 0x8000;
        },
      }),
    ],
  },
  {
    name: "f16 subnormals widened to zero",
    does: "reads f16 subnormals as zero where it casts to f32",
    cause: "cast-flushed-source",
    kernels: ["cast"],
    op: "f16 to f32",
    dtypes: ["f16"],
    faults: [
      recompute("cast", isCast("f16", "f32"), ({ inputs, outputs }, i) => {
        const word = inputs[0]?.words[i] as number;
        return (word & 0x7c00) === 0 ? ((word & 0x8000) << 16) >>> 0 : (outputs[0]?.words[i] as number);
      }),
    ],
  },
  {
    name: "NaN becomes a number in bf16",
    does: "adds half a unit to a NaN where it casts to bf16",
    cause: "cast-carry-into-nan",
    kernels: ["cast"],
    op: "f32 to bf16",
    faults: [
      recompute(
        "cast",
        (call) => isCast("f32", "bf16")(call) && call.params.saturate !== true,
        (call, i) => {
          const word = input(call, 0, i);
          return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
        },
      ),
    ],
  },
  {
    name: "double rounding to f16",
    does: "casts f32 to f16 by way of bf16",
    cause: "cast-through-bf16",
    kernels: ["cast"],
    op: "f32 to f16",
    faults: [
      fault({
        kernel: "cast",
        hits: isCast("f32", "f16"),
        prepare: ({ inputs }) => {
          const words = wordsOf(inputs[0] as FaultOperand);
          for (let i = 0; i < words.length; i++) {
            const word = words[i] as number;
            if (!isNaN32(word)) words[i] = ((word + 0x7fff + ((word >>> 16) & 1)) & ~0xffff) >>> 0;
          }
        },
      }),
    ],
  },
  {
    name: "i32 to bf16 through f32",
    does: "casts i32 to bf16 by way of f32",
    cause: "cast-through-f32",
    kernels: ["cast"],
    op: "i32 to bf16",
    faults: [
      recompute("cast", isCast("i32", "bf16"), (call, i) => {
        const word = wordOf32(input(call, 0, i) | 0);
        return (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
      }),
    ],
  },
  {
    name: "saturated overflow",
    does: "casts f32 beyond f16 to 65504 though nobody asks",
    cause: "cast-saturates",
    kernels: ["cast"],
    op: "f32 to f16",
    faults: [
      fault({
        kernel: "cast",
        hits: isCast("f32", "f16"),
        after: ({ outputs }) => {
          const words = wordsOf(outputs[0] as FaultOperand);
          for (let i = 0; i < words.length; i++)
            if (((words[i] as number) & 0x7fff) === 0x7c00) words[i] = (words[i] as number) - 1;
        },
      }),
    ],
  },
  {
    name: "saturation ignored",
    does: "gives infinity where saturation is asked for",
    cause: "cast-never-saturates",
    kernels: ["cast"],
    op: "f32 to bf16",
    faults: [
      recompute(
        "cast",
        (call) => isCast("f16", "f32")(call) === false && isCast("f32", "bf16")(call) && call.params.saturate === true,
        (call, i) => {
          const word = input(call, 0, i);
          return isNaN32(word) ? 0x7fc0 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
        },
      ),
    ],
  },
  {
    name: "ties away in f16",
    does: "rounds ties away from zero where it casts bf16 to f16",
    cause: "cast-roundTiesToAway",
    kernels: ["cast"],
    op: "f32 to f16",
    faults: [
      recompute("cast", isCast("f32", "f16"), (call, i) =>
        tiesAwayToF16(valueOf32(input(call, 0, i)), call.params.saturate ?? false),
      ),
    ],
  },
  {
    name: "float to i32 rounds",
    does: "casts f32 to i32 to the nearest integer",
    cause: "to-integer-rounds-to-nearest",
    kernels: ["cast"],
    op: "f32 to i32",
    faults: [
      recompute("cast", isCast("f32", "i32"), (call, i) => {
        const value = valueOf32(input(call, 0, i));
        const nearest = Math.abs(value) < 2 ** 31 ? evenNearest(value) : value;
        return Number.isNaN(value) ? 0 : Math.min(Math.max(nearest, -2147483648), 2147483647) >>> 0;
      }),
    ],
  },
  {
    name: "NaN to the least integer",
    does: "casts NaN and what is out of range to −2^31, as x86 does",
    cause: "to-integer-x86",
    kernels: ["cast"],
    op: "f32 to i32",
    faults: [
      recompute("cast", isCast("f32", "i32"), (call, i) => {
        const value = Math.trunc(valueOf32(input(call, 0, i)));
        return value >= -2147483648 && value <= 2147483647 ? value >>> 0 : 0x80000000;
      }),
    ],
  },
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
    name: "fused multiply-add in a product",
    does: "accumulates f32 products with one rounding",
    cause: "dot-fused",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => blockDot(a, b, 256, fusedValue))],
  },
  {
    name: "no blocks of 256",
    does: "accumulates along all of k",
    cause: "dot-sequential",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => a.reduce((sum, x, k) => f32(sum + f32(x * (b[k] as number))), 0))],
  },
  {
    name: "empty product skipped",
    does: "does nothing where k is 0, so that the result keeps what was in memory",
    cause: "empty-sums-skipped",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      fault<"matmul">({
        kernel: "matmul",
        hits: ({ inputs: [a] }) => a?.shape[a.shape.length - 1] === 0,
        after: ({ before, outputs }) => wordsOf(outputs[0] as FaultOperand).set(wordsOf(before[0] as FaultOperand)),
      }),
    ],
  },
  {
    name: "accumulator without +0",
    does: "starts at the first product, so that −0 stays",
    cause: "dot-without-zero",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      product((a, b) =>
        a.length === 0 ? 0 : a.map((x, k) => f32(x * (b[k] as number))).reduce((sum, x) => f32(sum + x)),
      ),
    ],
  },
  {
    name: "binary64 accumulator",
    does: "accumulates products in binary64",
    cause: "sum-wide",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0))],
  },
  {
    name: "tf32 NaN lost",
    does: "cuts the low 13 bits of a NaN operand off",
    cause: "tf32-nan-lost",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 !== undefined,
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++)
              if (isNaN32(words[i] as number)) words[i] = ((words[i] as number) & ~0x1fff) >>> 0;
        },
      }),
    ],
  },
  {
    name: "tf32 NaN to zero",
    does: "reads a NaN operand of a tf32 product as zero",
    cause: "tf32-nan-to-zero",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 !== undefined,
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++) if (isNaN32(words[i] as number)) words[i] = 0;
        },
      }),
    ],
  },
  {
    name: "tf32 tie rule",
    does: "rounds tf32 operands to even where ties go away",
    cause: "tf32-rne",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 === "rna",
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++) {
              const word = words[i] as number;
              if ((word & 0x7f800000) !== 0x7f800000) words[i] = ((word + 0xfff + ((word >>> 13) & 1)) & ~0x1fff) >>> 0;
            }
        },
      }),
    ],
  },
  {
    name: "one element past the tile",
    does: "adds one product beyond k when k is no multiple of 4",
    cause: "reads-past-k",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      recompute(
        "matmul",
        (call) => isPlainProduct(call) && (call.inputs[0]?.shape[1] as number) % 4 !== 0,
        (call, i) => {
          const [left, right] = call.inputs as [FaultOperand, FaultOperand];
          const depth = left.shape[1] as number;
          const n = right.shape[1] as number;
          const { a, b } = pairsOf(call, i);
          const beyond = (words: Uint32Array, at: number): number =>
            valueOf32(at < words.length ? (words[at] as number) : 0xffffffff);
          const [row, column] = [Math.floor(i / n), i % n];
          return wordOf32(
            blockDot(
              [...a, beyond(left.words, (row + 1) * depth)],
              [...b, beyond(right.words, depth * n + column)],
              256,
            ),
          );
        },
      ),
    ],
  },
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
  {
    name: "unscale by division",
    does: "divides f32 gradients by the scale",
    cause: "unscale-by-division",
    kernels: ["unscaleAndCheck"],
    faults: [
      fault({
        kernel: "unscaleAndCheck",
        after: ({ outputs, before, inputs }) => {
          const scale = valueOf32(inputs[0]?.words[0] as number);
          outputs.forEach((output, index) => {
            if (output.dtype !== "f32") return;
            const g = before[index] as FaultOperand;
            for (let i = 0; i < output.words.length; i++)
              output.words[i] = wordOf32(valueOf32(g.words[i] as number) / scale);
          });
        },
      }),
    ],
  },
  {
    name: "rows added in reverse",
    does: "scatters rows from the last to the first",
    cause: "gathered-in-reverse",
    kernels: ["scatterAddRows"],
    faults: [
      fault({
        kernel: "scatterAddRows",
        prepare: ({ inputs }) => {
          const [g, index] = inputs as [FaultOperand, FaultOperand];
          const width = g.shape[1] as number;
          const rows = Array.from({ length: g.shape[0] as number }, (_, row) =>
            Array.from(g.words.slice(row * width, (row + 1) * width)),
          );
          g.words.set(rows.reverse().flat());
          index.words.reverse();
        },
      }),
    ],
  },
  {
    name: "Adam's other spelling",
    does: "moves the first moment by m + o1·(g − m)",
    cause: "first-moment-by-difference",
    kernels: ["adamStep"],
    faults: [
      fault({
        kernel: "adamStep",
        hits: (call) => isApplied(call.inputs[1]),
        after: adamByDifference,
      }),
    ],
  },
  {
    name: "padding counted",
    does: "divides an average by the whole window though padding is not to count",
    cause: "pool-counts-padding",
    kernels: ["pool"],
    op: "avg",
    faults: [
      fault({
        kernel: "pool",
        hits: ({ params }) => params.op === "avg" && !params.countIncludePad,
        after: averageOverAll,
      }),
    ],
  },
  {
    name: "steps on a found overflow",
    does: "counts a step that was skipped",
    cause: "counts-skipped-steps",
    kernels: ["advanceStep"],
    faults: [
      fault({
        kernel: "advanceStep",
        after: ({ outputs, before }) => {
          (outputs[0] as FaultOperand).words[1] = ((before[0] as FaultOperand).words[1] as number) + 1;
        },
      }),
    ],
  },
  {
    name: "growth at every step beyond",
    does: "grows the scale when the tracker is at least the interval though equality is asked for",
    cause: "growth-at-least",
    kernels: ["updateScale"],
    faults: [
      fault({
        kernel: "updateScale",
        hits: ({ params, before }) =>
          params.dynamic &&
          params.growthTest === "equal" &&
          ((before[0] as FaultOperand).words[1] as number) >= params.growthInterval &&
          before.slice(1).every(isApplied),
        after: ({ outputs, before, params }) => {
          const state = (outputs[0] as FaultOperand).words;
          const grown = f32(valueOf32((before[0] as FaultOperand).words[0] as number) * params.growthFactor);
          if (grown <= params.maxScale) state[0] = wordOf32(grown);
          state[1] = 0;
        },
      }),
    ],
  },
  {
    name: "dampened first step",
    does: "dampens the gradient in the first step too",
    cause: "sgd-dampens-first-step",
    kernels: ["sgdStep"],
    faults: [
      fault({
        kernel: "sgdStep",
        hits: ({ params, before }) =>
          params.momentum !== 0 &&
          params.dampening !== 0 &&
          params.weightDecay !== 0 &&
          before.length === 3 &&
          isApplied(before[2]) &&
          (((before[2] as FaultOperand).words[4 + params.parameter] as number) & 1) === 0,
        after: ({ params, outputs, before, inputs }) => {
          const [w, buffer] = outputs as [FaultOperand, FaultOperand, FaultOperand];
          const g = inputs[0] as FaultOperand;
          if (g.dtype !== "f32") return;
          for (let i = 0; i < w.words.length; i++) {
            const weight = valueOf32((before[0] as FaultOperand).words[i] as number);
            const gradient = f32(valueOf32(g.words[i] as number) + f32(f32(params.weightDecay) * weight));
            const old = valueOf32((before[1] as FaultOperand).words[i] as number);
            const velocity = f32(f32(f32(params.momentum) * old) + f32(f32(1 - params.dampening) * gradient));
            buffer.words[i] = wordOf32(velocity);
            const direction = params.nesterov ? f32(gradient + f32(f32(params.momentum) * velocity)) : velocity;
            w.words[i] = wordOf32(weight - f32(f32(params.learningRate) * direction));
          }
        },
      }),
    ],
  },
];

function isApplied(state: FaultOperand | undefined): boolean {
  return state?.words[0] === 0;
}

function adamByDifference({ params, outputs, before, inputs }: FaultCall<"adamStep">): void {
  const [w, m, v] = outputs as [FaultOperand, FaultOperand, FaultOperand];
  const [g, state, table1, table2] = inputs as [FaultOperand, FaultOperand, FaultOperand, FaultOperand];
  const entry = ({ words }: FaultOperand): number =>
    valueOf32(words[Math.min(state.words[1] as number, words.length - 1)] as number);
  const [c1, c2, lr, eps] = [entry(table1), entry(table2), f32(params.learningRate), f32(params.epsilon)];
  const [o1, b2, o2] = [f32(1 - params.beta1), f32(params.beta2), f32(1 - params.beta2)];
  const at = (index: number, i: number): number => valueOf32((before[index] as FaultOperand).words[i] as number);
  const decay = f32(params.weightDecay);
  for (let i = 0; i < w.words.length; i++) {
    const weight = params.decoupled ? f32(at(0, i) * f32(1 - params.learningRate * params.weightDecay)) : at(0, i);
    const own = valueOfWord(g, i);
    const gradient = decay !== 0 && !params.decoupled ? f32(own + f32(decay * weight)) : own;
    const first = f32(at(1, i) + f32(o1 * f32(gradient - at(1, i))));
    const second = f32(f32(b2 * at(2, i)) + f32(o2 * f32(gradient * gradient)));
    m.words[i] = wordOf32(first);
    v.words[i] = wordOf32(second);
    const denominator = f32(f32(Math.sqrt(f32(second / c2))) + eps);
    w.words[i] = wordOf32(weight - f32(f32(lr * f32(first / c1)) / denominator));
  }
}

/** The value of an element of a gradient of any dtype. */
function valueOfWord({ dtype, words }: FaultOperand, i: number): number {
  const word = words[i] as number;
  if (dtype === "f32") return valueOf32(word);
  return dtype === "f16" ? valueOf16(word) : valueOf32((word << 16) >>> 0);
}

function averageOverAll({ params, outputs, inputs }: FaultCall<"pool">): void {
  const [y, x] = [outputs[0] as FaultOperand, inputs[0] as FaultOperand];
  if (x.dtype !== "f32") return;
  const [, , height, width] = x.shape as [number, number, number, number];
  const [, , outHeight, outWidth] = y.shape as [number, number, number, number];
  for (let i = 0; i < y.words.length; i++) {
    const [plane, oh, ow] = [
      Math.floor(i / (outHeight * outWidth)),
      Math.floor(i / outWidth) % outHeight,
      i % outWidth,
    ];
    let sum = 0;
    for (let kh = 0; kh < params.kernelSize[0]; kh++) {
      for (let kw = 0; kw < params.kernelSize[1]; kw++) {
        const [h, w] = [oh * params.stride[0] + kh - params.padding[0], ow * params.stride[1] + kw - params.padding[1]];
        if (h < 0 || h >= height || w < 0 || w >= width) continue;
        sum = f32(sum + valueOf32(x.words[(plane * height + h) * width + w] as number));
      }
    }
    y.words[i] = wordOf32(sum / (params.kernelSize[0] * params.kernelSize[1]));
  }
}

/** An f32 product and sum with one rounding: exact in two parts, then rounded to odd in binary64. */
function fusedValue(a: number, b: number, c: number): number {
  const p = a * b; // exact: 24 + 24 digits
  const sum = p + c;
  const back = sum - p;
  const error = p - (sum - back) + (c - back);
  if (!Number.isFinite(sum) || error === 0) return f32(sum);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, sum);
  const word = view.getBigUint64(0);
  if ((word & 1n) === 0n) view.setBigUint64(0, word + (error > 0 === sum > 0 ? 1n : -1n));
  return f32(view.getFloat64(0));
}

function blockDot(
  a: readonly number[],
  b: readonly number[],
  blocks: number,
  step: (x: number, y: number, sum: number) => number = (x, y, sum) => f32(sum + f32(x * y)),
): number {
  let total = 0;
  for (let from = 0; from < a.length; from += blocks) {
    let sum = 0;
    for (let k = from; k < Math.min(from + blocks, a.length); k++) sum = step(a[k] as number, b[k] as number, sum);
    total = f32(total + sum);
  }
  return total;
}

function evenNearest(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  return fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

function tiesAwayToF16(value: number, saturate: boolean): number {
  const low = truncateToF16(value);
  const magnitude = low & 0x7fff;
  if (magnitude >= 0x7c00) return saturate && magnitude === 0x7c00 ? low - 1 : low;
  const next = magnitude === 0x7bff ? 65536 : valueOf16(magnitude + 1);
  const isUp = Math.abs(value) - valueOf16(magnitude) >= next - Math.abs(value);
  return isUp && !(saturate && magnitude === 0x7bff) ? low + 1 : low;
}

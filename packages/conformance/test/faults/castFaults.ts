import type { FaultCall, FaultOperand } from "./faultyBackend.ts";
import { isNaN32, truncateToBf16, truncateToF16, valueOf16, valueOf32, wordOf32 } from "./floats.ts";
import { dtypeOf, fault, input, outputDtype, type PlantedFault, recompute, wordsOf } from "./plant.ts";

const isCast =
  (from: string, to: string) =>
  (call: FaultCall<"cast">): boolean =>
    dtypeOf(call, 0) === from && outputDtype(call) === to;

/** In casts. */
export const castFaults: readonly PlantedFault[] = [
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
];

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

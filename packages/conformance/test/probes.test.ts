import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, it, test } from "vitest";
import { notApplicable } from "../src/probes/notApplicable.ts";
import type { Probe } from "../src/probes/probe.ts";
import { probes } from "../src/probes/probes.ts";
import { recoverTree } from "../src/probes/recoverTree.ts";
import { contractWords, runProbes } from "../src/probes/runProbes.ts";
import { leavesOf, type SumTree, sumTreeText } from "../src/probes/sumTree.ts";
import { faultyBackend } from "./faults/faultyBackend.ts";
import { isSubnormal32, truncateToF16, valueOf32, wordOf32 } from "./faults/floats.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

const ofIds = (pattern: RegExp): Probe[] => probes.filter(({ id }) => pattern.test(id));
const words = probes.filter((probe) => probe.kind === "words");

async function classesOf(
  backend: Awaited<ReturnType<typeof createCpuBackend>>,
  asked: readonly Probe[],
): Promise<Record<string, string>> {
  const results = await runProbes(backend, asked);
  return Object.fromEntries(results.map(({ id, class: name }) => [id, name]));
}

describe("probes", () => {
  it("have ids and outcomes of their own", () => {
    expect(new Set(probes.map(({ id }) => id)).size).toBe(probes.length);
    for (const { id, outcomes } of words) {
      expect(new Set(outcomes.map((outcome) => outcome.words)).size, id).toBe(outcomes.length);
    }
    expect(notApplicable.length).toBeGreaterThan(0);
  });

  // 262144 products take the spec tier too long; the value is 1024 by arithmetic
  test.each(words.filter(({ id }) => id !== "tensor.e4m3fn.stuck"))(
    "$id: the first outcome is the contract's",
    ({ calls, outcomes }) => {
      expect(contractWords(calls)).toBe(outcomes[0].words);
    },
  );
});

describe("runProbes(backend)", () => {
  it("finds the contract in the exact tier of the reference", async () => {
    const results = await runProbes(await createCpuBackend());
    expect(results.filter(({ isContract }) => isContract !== true)).toEqual([]);
  });

  /** Outcomes that Fasi et al., FTTN and the recorded models list, by GPU. */
  // biome-ignore format: columns
  const tensorCores = {
    V100: { "tensor.f16.guard": "none", "tensor.f16.cancel": "noGuard", "tensor.f16.round": "towardZero", "tensor.f16.width": "blocks4",
            "tensor.f16.monotone": "notMonotone", "matmul.f16.order": "blocks4", "tensor.f16.subnormal": "keeps", "tensor.f16.output": "nearest",
            "matmul.bf16.order": "contract", "tensor.e5m2.accumulator": "f32", "tensor.e4m3fn.stuck": "exact" },
    A100: { "tensor.f16.guard": "one", "tensor.f16.cancel": "exact", "tensor.f16.round": "towardZero", "tensor.f16.width": "blocks8",
            "tensor.f16.monotone": "notMonotone", "matmul.f16.order": "blocks8", "tensor.bf16.guard": "one", "matmul.bf16.order": "blocks8",
            "matmul.tf32.order": "blocks4", "tensor.tf32.monotone": "cut", "tensor.bf16.tiny": "fusedProducts", "tensor.e5m2.accumulator": "f32" },
    H100: { "tensor.f16.guard": "two", "tensor.f16.cancel": "exact", "tensor.f16.round": "towardZero", "tensor.f16.width": "blocks16",
            "tensor.f16.monotone": "notMonotone", "matmul.f16.order": "blocks16", "matmul.tf32.order": "blocks8", "matmul.e4m3fn.order": "blocks32",
            "tensor.e5m2.accumulator": "fourteenDigits", "tensor.e4m3fn.stuck": "stuck", "tensor.tf32.operands": "asAsked" },
    B200: { "matmul.e4m3fn.order": "interleaved", "tensor.e5m2.accumulator": "f32", "tensor.f16.guard": "two" },
  } as const;

  test.each(Object.entries(tensorCores))("tells the tensor cores of %s", async (gpu, expected) => {
    const backend = await createCpuBackend({ tier: "emulated", tensorCore: gpu as keyof typeof tensorCores });
    const classes = await classesOf(backend, ofIds(/^(tensor|matmul)\.(?!f32)/));
    expect(classes).toMatchObject(expected);
  });

  it("says which behaviours of a backend are faults, and nothing about the others", async () => {
    const flush = (word: number): number => (isSubnormal32(word) ? (word & 0x80000000) >>> 0 : word);
    const binary = { kernel: "binary" } as const;
    const flushAll = ({ words: own }: { readonly words: Uint32Array }): void => own.set(own.map(flush));
    const isF32 = ({ inputs }: { inputs: readonly { dtype: string }[] }): boolean => inputs[0]?.dtype === "f32";
    const flushing = faultyBackend(await createCpuBackend(), "flushing", [
      { ...binary, hits: isF32, prepare: ({ inputs }) => inputs.forEach(flushAll) },
      { ...binary, hits: isF32, after: ({ outputs }) => outputs.forEach(flushAll) },
    ]);
    const results = await runProbes(flushing, ofIds(/^(f32|f16)\./));
    const wrong = results.filter(({ isContract }) => !isContract);
    expect(wrong.map(({ id, class: name, tag }) => [id, name, tag])).toEqual([
      ["f32.add.subnormal", "flushes", undefined],
      ["f32.daz", "flushes", "daz"],
      ["f32.ftz", "flushes", "ftz"],
      ["f32.mul.daz", "flushes", "daz"],
      ["f32.mul.ftz", "flushes", "ftz"],
      ["f32.maximum.daz", "flushes", "daz"],
    ]);
  });

  it("finds a truncating cast", async () => {
    const isToF16 = ({
      inputs,
      outputs,
    }: {
      inputs: readonly { dtype: string }[];
      outputs: readonly { dtype: string }[];
    }): boolean => inputs[0]?.dtype === "f32" && outputs[0]?.dtype === "f16";
    const truncating = faultyBackend(await createCpuBackend(), "truncating", [
      {
        kernel: "cast",
        hits: isToF16,
        after: ({ inputs, outputs }) =>
          outputs[0]!.words.set(Array.from(inputs[0]!.words, (word) => truncateToF16(valueOf32(word)))),
      },
    ]);
    expect(await classesOf(truncating, ofIds(/^cast\.f16/))).toEqual({
      "cast.f16.rounding": "towardZero",
      "cast.f16.subnormal": "truncates",
      "cast.f16.overflow": "saturates",
    });
  });

  test.each([
    ["reciprocal division", "f32.divide", "reciprocal"],
    ["mean by reciprocal", "f32.divide.mean", "reciprocal"],
    ["maxNum", "f32.maximum.nan", "ignores"],
    ["pmax", "f32.maximum.nan", "first"],
    ["zeros in the wrong order", "f32.zero.sign", "other"],
    ["copy flushes subnormals", "f32.copy.subnormal", "flushes"],
    ["NaN becomes a number in bf16", "cast.bf16.rounding", "nanLost"],
    ["ties away in f16", "cast.f16.rounding", "tiesAway"],
    ["i32 to bf16 through f32", "cast.i32.once", "twice"],
    ["unscale by division", "training.unscale", "divides"],
  ])("finds the planted fault «%s»", async (part, id, expected) => {
    const fault = plantedFaults.find(({ name }) => name === part)!;
    const backend = faultyBackend(await createCpuBackend(), fault.name, fault.faults);
    const asked = probes.filter((probe) => probe.id === id);
    expect(await classesOf(backend, asked)).toEqual({ [id]: expected });
  });

  it("names another order of a sum", async () => {
    const sum = (values: number[]): number => values.reduce((total, x) => Math.fround(total + x), 0);
    const sequential = faultyBackend(await createCpuBackend(), "sequential", [
      {
        kernel: "reduce",
        after: ({ inputs, outputs }) => {
          const [rows, count] = inputs[0]!.shape as [number, number];
          for (let row = 0; row < rows; row++) {
            const own = Array.from(inputs[0]!.words.subarray(row * count, (row + 1) * count), valueOf32);
            outputs[0]!.words[row] = wordOf32(sum(own.reverse()));
          }
        },
      },
    ]);
    const [result] = await runProbes(sequential, ofIds(/^sum\.f32\.order8/));
    expect(result).toMatchObject({ class: "reversed", words: "0+(1+(2+(3+(4+(5+(6+7))))))", isContract: false });
  });

  it("says absent and failed where nothing ran", async () => {
    const cpu = await createCpuBackend();
    const { copy: _, ...others } = cpu.capabilities;
    const broken = {
      ...cpu,
      capabilities: others,
      kernels: {
        ...cpu.kernels,
        binary: () => {
          throw new Error("lost");
        },
      },
    };
    expect(await classesOf(broken, ofIds(/^f32\.(copy|daz)/))).toEqual({
      "f32.copy.subnormal": "absent",
      "f32.daz": "failed",
    });
  });
});

describe("recoverTree(count, measure)", () => {
  /** Leaves under the node where two leaves meet, by walking down the tree. */
  const metIn = (tree: SumTree, pair: readonly [number, number]): number => {
    const part =
      typeof tree === "number" ? undefined : tree.find((own) => pair.every((leaf) => leavesOf(own).includes(leaf)));
    return part === undefined ? leavesOf(tree).length : metIn(part, pair);
  };
  test.each<[tree: SumTree, text: string]>([
    [[[[0, 1], 2], 3], "0+…+3"],
    [
      [
        [0, 4],
        [2, [1, 3]],
      ],
      "0+4+(1+3+2)",
    ],
    [[[0, 1, 2, 3], 4, 5, 6, 7], "{{0…3}, 4…7}"],
    [
      [
        [0, [1, 5]],
        [2, 3, 4],
      ],
      "0+(1+5)+{2, 3, 4}",
    ],
    [[0, [1, [2, 3]]], "0+(1+(2+3))"],
  ])("recovers %j", async (tree, text) => {
    const found = await recoverTree(leavesOf(tree).length, async (pairs) => pairs.map((pair) => metIn(tree, pair)));
    expect(found === undefined ? undefined : sumTreeText(found)).toBe(text);
  });

  it("gives nothing where nothing is absorbed", async () => {
    expect(await recoverTree(5, async (pairs) => pairs.map(() => 2))).toBeUndefined();
  });
});

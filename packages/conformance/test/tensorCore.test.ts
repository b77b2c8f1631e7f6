import type { Backend } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { type MmaSyncGpu, mmaSyncModels } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import {
  type ConformanceReport,
  countCases,
  createReport,
  isConforming,
  judgeBackend,
  reportHtml,
  reportText,
} from "../src/index.ts";

const emulated = (gpu: MmaSyncGpu): Promise<Backend> =>
  createCpuBackend({ tier: "emulated", tensorCore: mmaSyncModels(gpu) });

async function judge(create: Promise<Backend>, tensorCore: MmaSyncGpu): Promise<ConformanceReport> {
  const backend = await create;
  const groups = [];
  for await (const group of judgeBackend(backend, { tensorCore })) groups.push(group);
  await backend.dispose();
  return createReport(backend, { suite: "quick", seed: 1, tensorCore }, groups);
}

const opsThat = ({ groups }: ConformanceReport, verdict: string): string[] =>
  groups.filter((group) => group.verdict === verdict).map(({ op }) => op);

/** The first dtype that an op multiplies. */
const dtypesOf = (ops: readonly string[]): string[] => [
  ...new Set(ops.map((op) => /f16|bf16|tf32|e4m3fn|e5m2/.exec(op.replace("tensor core, ", ""))?.[0] ?? op)),
];

describe("judgeBackend(backend, { tensorCore })", () => {
  test.each<[MmaSyncGpu, string[]]>([
    ["A100", ["f16", "bf16", "tf32"]],
    ["Ada", ["f16", "bf16", "e4m3fn", "e5m2", "tf32"]],
    ["H100", ["f16", "bf16", "e4m3fn", "e5m2", "tf32"]],
  ])("the emulation of %s is what it is said to be, for %j", async (gpu, dtypes) => {
    const report = await judge(emulated(gpu), gpu);
    expect(report.verdict, reportText(report)).toBe("exact");
    expect(report.words).toBeGreaterThan(5000);
    expect(dtypesOf(opsThat(report, "exact")).sort()).toEqual([...dtypes].sort());
    expect(isConforming(report)).toBe(true);
  });

  test.each<[is: MmaSyncGpu, claimed: MmaSyncGpu, differing: string[]]>([
    ["A100", "H100", ["f16", "bf16", "tf32"]],
    ["H100", "A100", ["f16", "bf16", "tf32"]],
    ["Ada", "H100", ["e4m3fn", "e5m2"]],
    ["H100", "Ada", ["e4m3fn", "e5m2"]],
  ])("%s that claims to be %s is found out, in %j, and named", async (is, claimed, differing) => {
    const report = await judge(emulated(is), claimed);
    const ops = opsThat(report, "differs");
    expect(dtypesOf(ops)).toEqual(expect.arrayContaining(differing));
    for (const group of report.groups.filter(
      ({ op, verdict }) => op.startsWith("tensor core") && verdict === "differs",
    )) {
      if (!dtypesOf([group.op]).some((dtype) => differing.includes(dtype))) continue;
      const [best] = group.explanations;
      expect(best?.model, group.op).toBe(`mma.sync of ${is}`);
      expect(best?.reproduced, group.op).toBe(best?.tried);
    }
    expect(isConforming(report)).toBe(false);
  });

  test("sums by the contract are no tensor core's", async () => {
    const report = await judge(createCpuBackend(), "H100");
    const group = report.groups.find(({ op }) => op === "tensor core, bf16 to f32");
    expect(group?.verdict).toBe("differs");
    expect(group?.explanations[0]?.model).toBe("contract");
    expect(reportText(report)).toMatch(/^cpu, tier exact, against mma\.sync of H100, quick suite, seed 1: differs$/m);
    expect(reportHtml([report])).toContain("against mma.sync of H100: differs; it is not what it says it is");
  });

  test("a backend that claims none of it has not been shown to conform", async () => {
    const backend = await createCpuBackend();
    const nothing: Backend = { ...backend, capabilities: {} };
    const report = await judge(Promise.resolve(nothing), "A100");
    expect(report.words).toBe(0);
    expect(isConforming(report)).toBe(false);
  });

  test("only matrix products are judged, and only those that the GPU takes", () => {
    expect(countCases({ tensorCore: "A100", kernels: ["copy"] })).toBe(0);
    expect(countCases({ tensorCore: "A100" })).toBeLessThan(countCases({ tensorCore: "H100" }));
  });
});

/** Judges two planted faults whole: the explanation of a sum tries every model, which takes a minute. */
import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, test } from "vitest";
import { judgementOf } from "../src/card/judgementOf.ts";
import { judgeBackend } from "../src/judge/judge.ts";
import { faultyBackend } from "./faults/faultyBackend.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

describe("judgement", () => {
  test.each([
    ["sum in order", "sum", "interval", "sums from the first element to the last, one after the other"],
    // by more than a few ulps where the reciprocal is subnormal or overflows, which is out of the domain of WGSL's bound
    ["reciprocal division", "div", "interval", "divides by multiplying with a reciprocal"],
  ])("of the fault «%s» in %s is %s", async (name, op, expected, cause) => {
    const { faults, kernels } = plantedFaults.find((planted) => planted.name === name)!;
    const backend = faultyBackend(await createCpuBackend(), name, faults);
    const isDone = (group: { readonly op: string; readonly dtype: string }): boolean =>
      group.op !== op || group.dtype !== "f32";
    const judgement = [];
    for await (const judged of judgeBackend(backend, { kernels, isDone })) judgement.push(judgementOf(judged));
    expect(judgement).toHaveLength(1);
    expect(judgement[0]).toMatchObject({ class: expected, cause });
    expect(judgement[0]!.differingWords).toBeGreaterThan(0);
  });
});

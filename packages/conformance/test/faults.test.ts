import type { Dtype } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, test } from "vitest";
import { type GroupName, judgeBackend } from "../src/judge/judge.ts";
import { faultyBackend } from "./faults/faultyBackend.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

/** The faults are planted in f32 and i32; that every other group is exact is what `cpu.test.ts` shows. */
const isTouched = (dtype: Dtype): boolean => dtype === "f32" || dtype === "i32";

describe("every planted fault is found, and its cause is named", () => {
  test.each(plantedFaults)("$name", { timeout: 600_000 }, async ({ cause, kernels, op = "", faults }) => {
    const backend = faultyBackend(await createCpuBackend(), "faulty", faults);
    const wrong = [];
    const isDone = (group: GroupName): boolean => !group.op.startsWith(op) || !isTouched(group.dtype);
    for await (const group of judgeBackend(backend, { kernels, isDone }))
      if (group.verdict !== "exact") wrong.push(group);
    const found = wrong.filter(({ verdict }) => verdict === "differs");
    expect(found.length, "groups that differ").toBeGreaterThan(0);
    for (const { kernel, op, dtype, explanations } of found) {
      const [best] = explanations;
      const equallyGood = explanations.filter(({ reproduced }) => reproduced === best?.reproduced);
      const named = equallyGood.map(({ model }) => model);
      expect(named, `${kernel} ${op} ${dtype}`).toContain(cause);
      expect(best?.reproduced, `${kernel} ${op} ${dtype}: cases reproduced`).toBe(best?.tried);
    }
  });
});

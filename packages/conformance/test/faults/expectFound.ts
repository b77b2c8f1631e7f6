import type { Dtype } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { expect } from "vitest";
import { type GroupName, judgeBackend } from "../../src/judge/judge.ts";
import { faultyBackend } from "./faultyBackend.ts";
import type { PlantedFault } from "./plantedFaults.ts";

/** The faults are planted in f32 and i32; that every other group is exact is what `cpu.test.ts` shows. */
const isTouched = (dtype: Dtype): boolean => dtype === "f32" || dtype === "i32";

/** Plant a fault and expect that the judge finds it, and that the model which explains every case is the right one. */
export async function expectFound({ cause, kernels, op = "", faults }: PlantedFault): Promise<void> {
  const backend = faultyBackend(await createCpuBackend(), "faulty", faults);
  const isDone = (group: GroupName): boolean => !group.op.startsWith(op) || !isTouched(group.dtype);
  const found = [];
  for await (const group of judgeBackend(backend, { kernels, isDone }))
    if (group.verdict === "differs") found.push(group);
  expect(found.length, "groups that differ").toBeGreaterThan(0);
  for (const { kernel, op: name, dtype, explanations } of found) {
    const [best] = explanations;
    const named = explanations.filter(({ reproduced }) => reproduced === best?.reproduced).map(({ model }) => model);
    expect(named, `${kernel} ${name} ${dtype}`).toContain(cause);
    expect(best?.reproduced, `${kernel} ${name} ${dtype}: cases reproduced`).toBe(best?.tried);
  }
}

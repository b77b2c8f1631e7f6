import type { Dtype } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import type { Classification } from "../../src/judge/classify.ts";
import type { GroupResult } from "../../src/judge/groupJudge.ts";
import { type GroupName, type JudgeOptions, judgeBackend } from "../../src/judge/judge.ts";
import { faultyBackend } from "./faultyBackend.ts";
import type { PlantedFault } from "./plant.ts";

/** Where a fault shows unless it says otherwise; that every other group is exact is what `cpu.test.ts` shows. */
const usualDtypes: readonly Dtype[] = ["f32", "i32"];

/** Plant a fault in the reference backend, judge that, and give the groups that differ. */
export async function judgePlanted(
  { kernels, op = "", dtypes = usualDtypes, faults }: PlantedFault,
  options: Pick<JudgeOptions, "models"> = {},
): Promise<readonly GroupResult[]> {
  const backend = faultyBackend(await createCpuBackend(), "faulty", faults);
  const isDone = (group: GroupName): boolean => !group.op.startsWith(op) || !dtypes.includes(group.dtype);
  const differing = [];
  for await (const group of judgeBackend(backend, { ...options, kernels, isDone }))
    if (group.verdict === "differs") differing.push(group);
  return differing;
}

/** The models that explain a group best; several, where its cases do not tell them apart. */
export function causesOf({ explanations }: GroupResult): readonly Classification[] {
  return explanations.filter(({ reproduced }) => reproduced === explanations[0]?.reproduced);
}

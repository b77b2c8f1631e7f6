import type { Backend, KernelName } from "@binade/backend";
import type { MmaSyncGpu } from "@binade/softfloat";
import type { ConformanceCase, Suite } from "../cases/conformanceCase.ts";
import type { CandidateModel } from "../models/candidateModel.ts";
import { GroupJudge, type GroupResult } from "./groupJudge.ts";
import { standardOf } from "./standard.ts";

/** Every kernel of the contract, in the order in which they are judged. */
export const kernelNames: readonly KernelName[] = standardOf().kernels;

/** What one judgement is about. */
export type GroupName = Pick<GroupResult, "kernel" | "op" | "dtype">;

/** What to judge, and how thoroughly. */
export interface JudgeOptions {
  /** Default `"quick"`. */
  readonly suite?: Suite;
  /** Default all kernels of the contract. */
  readonly kernels?: readonly KernelName[];
  /**
   * Judge a matrix product by what `mma.sync` of this GPU gives instead of by the contract, and no other kernel: the cases
   * are those whose operands its tensor cores take.
   */
  readonly tensorCore?: MmaSyncGpu;
  /** Of the random cases; the same seed gives the same report. Default 1. */
  readonly seed?: number;
  /** What is tried to explain a difference; default all that the package knows. */
  readonly models?: readonly CandidateModel[];
  /** Groups to leave out, because they are judged already. */
  readonly isDone?: (group: GroupName) => boolean;
  /** Called before each case. */
  readonly onCase?: (testCase: ConformanceCase) => void;
}

/**
 * Run the cases of every kernel on a backend and judge each operation and dtype as its cases end.
 *
 * What the backend's capabilities do not list is `absent`, which is counted and no verdict against it. What it throws for
 * a case that it claims is.
 */
export async function* judgeBackend(backend: Backend, options: JudgeOptions = {}): AsyncGenerator<GroupResult> {
  const standard = standardOf(options.tensorCore);
  const { suite = "quick", kernels = standard.kernels, seed = 1, models = standard.models, isDone, onCase } = options;
  for (const kernel of kernels) {
    for (const group of groupsOf(standard.casesOf(kernel, { suite, seed }))) {
      const [{ op, dtype }] = group;
      if (isDone?.({ kernel, op, dtype })) continue;
      const judge = new GroupJudge(backend, standard.evaluators, models);
      const isAbsent = !isListed(backend, group[0]);
      for (const testCase of isAbsent ? [] : group) {
        onCase?.(testCase);
        await judge.run(testCase);
      }
      yield judge.result(kernel, op, dtype, isAbsent);
    }
  }
}

/** How many cases a run has, for its progress; they are made and thrown away, which takes a second or two. */
export function countCases({ suite = "quick", kernels, seed = 1, tensorCore }: JudgeOptions = {}): number {
  const standard = standardOf(tensorCore);
  let count = 0;
  for (const kernel of kernels ?? standard.kernels) for (const _ of standard.casesOf(kernel, { suite, seed })) count++;
  return count;
}

/** Runs of cases with one operation and dtype; the generators keep them together. */
function* groupsOf(cases: Iterable<ConformanceCase>): Generator<[ConformanceCase, ...ConformanceCase[]]> {
  let group: [ConformanceCase, ...ConformanceCase[]] | undefined;
  for (const testCase of cases) {
    if (group !== undefined && group[0].op === testCase.op && group[0].dtype === testCase.dtype) group.push(testCase);
    else {
      if (group !== undefined) yield group;
      group = [testCase];
    }
  }
  if (group !== undefined) yield group;
}

/** Whether the backend claims the kernel for every dtype of data that the case has. */
export function isListed({ capabilities }: Backend, { kernel, dtype, outputs, inputs }: ConformanceCase): boolean {
  const listed = capabilities[kernel] ?? {};
  const isData = kernel === "cast" || kernel === "matmul";
  const dtypes = isData ? [...outputs, ...inputs].map((operand) => operand.dtype) : [dtype];
  return dtypes.every((name) => listed[name] !== undefined && listed[name]?.tier !== "absent");
}

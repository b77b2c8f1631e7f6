import { createEngine, type Engine } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import { batchNormOutcomes, layerNormOutcomes, randomOutcomes } from "./contractCompositions.ts";
import type { ContractFile, KernelCase } from "./contractFile.ts";
import { evaluateKernelCase, hasCounterpart } from "./contractKernels.ts";
import { clipOutcomes, type Outcome, optimizerOutcomes, unscaleOutcomes } from "./contractSteps.ts";
import { hexOf } from "./hexWords.ts";
import { isAffected, restoredNote, restoreInputs } from "./restoreContractInputs.ts";
import type { VectorResult } from "./vectorResult.ts";

export type { ContractFile } from "./contractFile.ts";

const shownDisagreements = 5;
const shownDigits = 64;

/** Run every case on the reference backend, alone or through the operations of autograd; every word must match. */
export async function checkContract(json: ContractFile): Promise<VectorResult[]> {
  const backend = await createCpuBackend();
  const engine = createEngine(backend);
  const results: VectorResult[] = [];
  const cases = json.kernels.map((one) => restoreInputs(one, json.kernels));
  for (const [kernel, group] of byKernel(cases)) results.push(await checkKernel(engine, kernel, group));

  results.push(await checkAll(engine, "optimizers", json.optimizers, optimizerOutcomes));
  results.push(await checkAll(engine, "clip", json.clip, clipOutcomes));
  results.push(await checkAll(engine, "unscale", json.unscale, unscaleOutcomes));
  results.push(await checkAll(engine, "random", json.random, randomOutcomes));
  results.push(await checkAll(engine, "layerNorm", json.layerNorm, layerNormOutcomes));
  results.push(await checkAll(engine, "batchNorm", json.batchNorm, batchNormOutcomes));
  await backend.dispose();
  return results;
}

function byKernel(cases: readonly KernelCase[]): Map<string, KernelCase[]> {
  const groups = new Map<string, KernelCase[]>();
  for (const one of cases) groups.set(one.kernel, [...(groups.get(one.kernel) ?? []), one]);
  return groups;
}

async function checkKernel(engine: Engine, kernel: string, cases: readonly KernelCase[]): Promise<VectorResult> {
  const present = cases.filter((one) => hasCounterpart(engine, one));
  const name = present.some(isAffected) ? `${kernel} (${restoredNote})` : kernel;
  const result = await checkAll(engine, name, present, async (_, one) => {
    const got = await Promise.all(evaluateKernelCase(engine, one).map(hexOf));
    return [{ label: describeCase(one), expected: one.output.words, got: got.join("") }];
  });
  return { ...result, noCounterpart: cases.length - present.length };
}

async function checkAll<C>(
  engine: Engine,
  name: string,
  cases: readonly C[],
  outcomesOf: (engine: Engine, one: C) => Promise<readonly Outcome[]>,
): Promise<VectorResult> {
  const disagreements: string[] = [];
  let agree = 0;
  for (const [i, one] of cases.entries()) {
    const scope = engine.scope();
    const wrong = (await outcomesOf(engine, one)).filter(({ expected, got }) => expected !== got);
    scope.end();
    if (wrong.length === 0) agree++;
    for (const outcome of wrong) disagreements.push(`${name} case ${i}, ${describeOutcome(outcome)}`);
  }
  return {
    name: `contract/exact.json.gz: ${name}`,
    agree,
    total: cases.length,
    noCounterpart: 0,
    disagreements: disagreements.slice(0, shownDisagreements),
  };
}

function describeCase({ params, inputs, output }: KernelCase): string {
  const operands = inputs.map(({ dtype, shape }) => `${dtype} [${shape}]`).join(", ");
  return `${operands} -> ${output.dtype} [${output.shape}] ${JSON.stringify(params)}`;
}

function describeOutcome({ label, expected, got }: Outcome): string {
  let at = 0;
  while (at < expected.length && expected[at] === got[at]) at++;
  const start = at - (at % 8);
  const excerpt = (words: string): string => words.slice(start, start + shownDigits);
  return `${label}: from digit ${start} expected ${excerpt(expected)}, got ${excerpt(got)}`;
}

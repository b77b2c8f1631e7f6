import type { Backend, Dtype } from "@binade/backend";
import type { ConformanceCase } from "../cases/conformanceCase.ts";
import { canonical, expectedOf } from "../judge/compareCase.ts";
import { isListed } from "../judge/judge.ts";
import { runCase } from "../judge/runCase.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { specEvaluators } from "../spec/specEvaluators.ts";
import { knownTree } from "./knownTrees.ts";
import type { Probe, ProbeResult, RepeatProbe, TreeProbe, WordsProbe } from "./probe.ts";
import { hexOf } from "./probeCalls.ts";
import { probes as allProbes } from "./probes.ts";
import { recoverTree } from "./recoverTree.ts";
import { sumTreeText } from "./sumTree.ts";
import { metAfter, treeCall } from "./treeCalls.ts";

type Finding = Omit<ProbeResult, "id" | "asks">;

/**
 * Ask a backend the questions of a numerics card. What its capabilities do not list is `absent`, what it throws for is
 * `failed`, and words that no table knows are `other`.
 *
 * @example
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { runProbes } from "@binade/conformance";
 *
 * const results = await runProbes(await createCpuBackend());
 * results.find(({ id }) => id === "f32.daz")?.words; // "00800000"
 * results.every(({ isContract }) => isContract); // true
 */
export async function runProbes(
  backend: Backend,
  probes: readonly Probe[] = allProbes,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const probe of probes) {
    const { id, asks } = probe;
    results.push({ id, asks, ...(await run(backend, probe)) });
  }
  return results;
}

async function run(backend: Backend, probe: Probe): Promise<Finding> {
  const calls = probe.kind === "tree" ? [treeCall(probe, [[0, 1]])] : probe.calls;
  if (!calls.every((testCase) => isListed(backend, testCase))) {
    return { words: "", class: "absent", means: "is not among what the backend offers", isContract: null };
  }
  try {
    return await runners[probe.kind](backend, probe as never);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { words: "", class: "failed", means: `failed: ${reason}`, isContract: null };
  }
}

const runners: {
  readonly [K in Probe["kind"]]: (backend: Backend, probe: Extract<Probe, { kind: K }>) => Promise<Finding>;
} = {
  words: runWords,
  tree: runTree,
  repeat: runRepeatedly,
};

async function runWords(backend: Backend, { calls, outcomes }: WordsProbe): Promise<Finding> {
  const words = await wordsOf(backend, calls);
  const outcome = outcomes.find((possible) => possible.words === words);
  if (outcome === undefined)
    return { words, class: "other", means: "gives words that are in no table", isContract: false };
  return { ...outcome, isContract: outcome === outcomes[0] };
}

async function runTree(backend: Backend, probe: TreeProbe): Promise<Finding> {
  const tree = await recoverTree(probe.count, async (pairs) => {
    const { outputs } = await runCase(backend, treeCall(probe, pairs));
    return Array.from(outputs[0] as ArrayLike<number>, (word) => metAfter(probe, word));
  });
  if (tree === undefined) {
    return {
      words: "",
      class: "other",
      means: "adds in no recoverable order: more digits than f32, or an order that changes",
      isContract: false,
    };
  }
  const known = knownTree(probe.kernel, tree, probe.count);
  const name = known?.class ?? "other";
  return {
    words: sumTreeText(tree),
    class: name,
    tag: `summationTree:${probe.kernel === "reduce" ? "sum" : "matmul"}-${probe.tf32 === undefined ? probe.dtype : "tf32"}:${name}`,
    means: known?.means ?? "adds in an order without a name",
    isContract: name === "contract",
  };
}

async function runRepeatedly(backend: Backend, { calls, times }: RepeatProbe): Promise<Finding> {
  const first = await wordsOf(backend, calls);
  for (let time = 1; time < times; time++) {
    if ((await wordsOf(backend, calls)) !== first) {
      return {
        words: first,
        class: "changes",
        tag: "nondeterministic",
        means: "gives other words for the same call",
        isContract: false,
      };
    }
  }
  const isContract = first === contractWords(calls);
  return { words: first, class: "identical", means: `gives the same words ${times} times`, isContract };
}

async function wordsOf(backend: Backend, calls: readonly ConformanceCase[]): Promise<string> {
  const texts: string[] = [];
  for (const testCase of calls) {
    const { outputs } = await runCase(backend, testCase);
    texts.push(...shown(testCase, (output, index) => outputs[output]?.[index] ?? 0));
  }
  return texts.join(" ");
}

/** The words that the numeric contract gives for calls, as a probe shows them. */
export function contractWords(calls: readonly ConformanceCase[]): string {
  return calls
    .flatMap((testCase) => {
      const expected = expectedOf(testCase, specEvaluators, exactArithmetic);
      return shown(testCase, (output, index) =>
        canonical(testCase.outputs[output]?.dtype as Dtype, expected[output]?.wordAt(index) as number),
      );
    })
    .join(" ");
}

function shown({ outputs, sample }: ConformanceCase, wordAt: (output: number, index: number) => number): string[] {
  return outputs.flatMap(({ dtype, words }, output) =>
    (sample?.[output] ?? Array.from({ length: words.length }, (_, index) => index)).map((index) =>
      hexOf(dtype, wordAt(output, index)),
    ),
  );
}

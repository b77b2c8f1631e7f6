import type { Backend } from "@binade/backend";
import { notApplicable } from "../probes/notApplicable.ts";
import type { ProbeResult } from "../probes/probe.ts";
import { runProbes } from "../probes/runProbes.ts";
import type { ConformanceReport } from "../report/conformanceReport.ts";
import { canonicalJson } from "./canonicalJson.ts";
import { cardTags } from "./cardTags.ts";
import { judgementOf } from "./judgementOf.ts";
import { cardSchema, type DeviceFacts, type NumericsCard } from "./numericsCard.ts";
import { sha256 } from "./sha256.ts";

/** What a card is made of besides the backend. */
export interface CardSources {
  /** The judgement; `createReport` with what `judgeBackend` found. */
  readonly report: ConformanceReport;
  readonly device: DeviceFacts;
  /** Results of `runProbes` where they are at hand; else the probes are run. */
  readonly probes?: readonly ProbeResult[];
}

/**
 * The numerics card of a backend on a device: every probe with its words, tags, the judgement and a hash. It holds no time,
 * so that the same device gives the same card.
 *
 * @example
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { createCard, createReport, judgeBackend } from "@binade/conformance";
 *
 * const backend = await createCpuBackend();
 * const groups = [];
 * for await (const group of judgeBackend(backend, { kernels: ["select"] })) groups.push(group);
 * const report = createReport(backend, { suite: "quick", seed: 1 }, groups);
 * const card = await createCard(backend, { report, device: { name: "this machine" } });
 * card.tags.includes("rne"); // true
 * card.tags.includes("daz"); // false
 */
export async function createCard(
  backend: Backend,
  { report, device, probes: known }: CardSources,
): Promise<NumericsCard> {
  const probes = known ?? (await runProbes(backend));
  const tags = cardTags(probes, report.groups);
  const judgement = report.groups.map(judgementOf);
  const unhashed = {
    schema: cardSchema,
    backend: { name: backend.name, tier: backend.tier },
    device,
    tags,
    probes,
    notAsked: notApplicable,
    suite: report.suite,
    seed: report.seed,
    judgement,
    behaviour: sha256(canonicalJson({ tags, probes, judgement })),
  } as const;
  return { ...unhashed, hash: hashOf(unhashed) };
}

/** The hash that a card has to have; another one means that it was changed. */
export function hashOf(card: Omit<NumericsCard, "hash">): string {
  const { hash: _, ...unhashed } = card as NumericsCard;
  return sha256(canonicalJson(unhashed));
}

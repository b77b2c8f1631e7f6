import {
  type ConformanceReport,
  cardHtml,
  cardMarkdown,
  createCard,
  type DeviceFacts,
  type Suite,
} from "@binade/conformance";
import { loadBackend } from "../backends.ts";
import { CliError } from "../cliError.ts";
import { judgeInProcess } from "../conformance/judgeInProcess.ts";
import { openPartialResults } from "../conformance/partialResults.ts";
import { listenForInterruption } from "../listenForInterruption.ts";
import { createProgress } from "../progress.ts";
import { checkWritable, writeFileAtomically } from "../writeFileAtomically.ts";

export interface MakeCardArguments {
  readonly backend: string;
  readonly suite: Suite;
  readonly seed: number;
  /** Path without an extension. */
  readonly out: string;
  readonly device?: string;
  readonly vendor?: string;
  readonly driver?: string;
  readonly timeLimit: number;
}

/** Judge a backend, run the probes, and write its card as JSON, Markdown and HTML. */
export async function makeCard(options: MakeCardArguments): Promise<void> {
  const json = `${options.out}.json`;
  await checkWritable(json);
  const partial = openPartialResults(json, { ...options, kernels: undefined });
  const report = await judge(options, partial);
  if (report.problem !== undefined)
    throw new CliError(`card: ${options.backend} ${report.problem}; there is no card of it`);
  const backend = await loadBackend(options.backend);
  try {
    const card = await createCard(backend, { report, device: deviceFacts(options) });
    await writeFileAtomically(json, `${JSON.stringify(card, null, 1)}\n`);
    await writeFileAtomically(`${options.out}.md`, cardMarkdown(card));
    await writeFileAtomically(`${options.out}.html`, cardHtml(card));
    partial.remove();
    console.log(`wrote ${options.out}.json, .md and .html (behaviour ${card.behaviour.slice(0, 12)})`);
  } finally {
    await backend.dispose();
  }
}

async function judge(
  { backend, suite, seed, timeLimit }: MakeCardArguments,
  partial: ReturnType<typeof openPartialResults>,
): Promise<ConformanceReport> {
  const interruption = listenForInterruption("interrupted: start the same command again to go on");
  const progress = createProgress();
  let onCases: (cases: number) => void = () => undefined;
  try {
    return await judgeInProcess(
      { backend, suite, seed, kernels: undefined, done: partial.done },
      {
        onStart: (cases) => {
          onCases = progress.add(`judgement of ${backend}`, cases);
        },
        onCases: (cases) => onCases(cases),
        onGroup: partial.add,
        signal: interruption.signal,
        silenceMs: timeLimit * 1000,
      },
    );
  } finally {
    interruption.stop();
    progress.stop();
  }
}

/** What is said about the device, else the processor's architecture and the engine. */
function deviceFacts({ device, vendor, driver }: MakeCardArguments): DeviceFacts {
  return {
    name: device ?? `${process.arch} processor with V8`,
    ...(vendor === undefined ? {} : { vendor }),
    ...(driver === undefined ? {} : { driver }),
    versions: { node: process.versions.node, v8: process.versions.v8 ?? "unknown" },
  };
}

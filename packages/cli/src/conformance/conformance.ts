import type { KernelName } from "@binade/backend";
import { type ConformanceReport, isConforming, reportHtml, reportText, type Suite } from "@binade/conformance";
import type { MmaSyncGpu } from "@binade/softfloat";
import { CliError } from "../cliError.ts";
import { listenForInterruption } from "../listenForInterruption.ts";
import { createProgress } from "../progress.ts";
import { checkWritable, writeFileAtomically } from "../writeFileAtomically.ts";
import { judgeInProcess } from "./judgeInProcess.ts";
import { openPartialResults } from "./partialResults.ts";

export interface ConformanceArguments {
  readonly backend: readonly string[];
  readonly suite: Suite;
  readonly seed: number;
  readonly kernel?: readonly KernelName[];
  readonly tensorCore?: MmaSyncGpu;
  readonly timeLimit: number;
  readonly json?: string;
  readonly html?: string;
}

/**
 * Judge backends one after the other, each in a process of its own, and print what was found. Interrupted, a run with
 * `--json` goes on where it was when it is started again.
 */
export async function conformance(options: ConformanceArguments): Promise<void> {
  for (const file of [options.json, options.html]) if (file !== undefined) await checkWritable(file);
  const { suite, seed, kernel: kernels, tensorCore } = options;
  const others = tensorCore === undefined ? [] : (kernels ?? []).filter((kernel) => kernel !== "matmul");
  if (others.length > 0) {
    throw new CliError(`conformance: with --tensor-core only the kernel matmul expected, got ${others.join(", ")}`);
  }
  const reports: ConformanceReport[] = [];
  const partials = options.backend.map((backend) =>
    openPartialResults(options.json, { backend, suite, seed, kernels, tensorCore }),
  );
  for (const [i, backend] of options.backend.entries()) {
    const report = await judge(backend, options, partials[i] as (typeof partials)[number]);
    reports.push(report);
    console.log(`${reportText(report)}\n`);
  }
  if (options.html !== undefined) await writeFileAtomically(options.html, reportHtml(reports));
  if (options.json !== undefined) {
    await writeFileAtomically(options.json, `${JSON.stringify(reports, null, 1)}\n`);
    for (const partial of partials) partial.remove();
  }
  const wrong = reports
    .filter((report) => !isConforming(report))
    .map((report) => `${report.backend} ${report.verdict}`);
  if (wrong.length > 0) throw new CliError(`conformance: ${wrong.join(", ")}`);
}

async function judge(
  backend: string,
  { suite, seed, kernel: kernels, tensorCore, timeLimit }: ConformanceArguments,
  partial: ReturnType<typeof openPartialResults>,
): Promise<ConformanceReport> {
  const interruption = listenForInterruption("interrupted: start the same command again to go on, if it has --json");
  const progress = createProgress();
  let onCases: (cases: number) => void = () => undefined;
  try {
    return await judgeInProcess(
      { backend, suite, seed, kernels, tensorCore, done: partial.done },
      {
        onStart: (cases) => {
          onCases = progress.add(`conformance of ${backend}`, cases);
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

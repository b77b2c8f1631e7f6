/** What runs in every engine, bundled into one script. */
import { BackendError, type KernelName } from "@binade/backend";
import { createReport, judgeBackend, kernelNames, type Suite } from "@binade/conformance";
import { createWasmBackend } from "../../src/index.ts";
import { forcedBackend } from "./forcedBackend.ts";

export interface Judged {
  readonly verdict: string;
  readonly cases: number;
  readonly differing: readonly KernelName[];
  /** Pieces that each worker has done. */
  readonly pieces: readonly number[];
}

/** The conformance suite on a backend of one thread, or on one whose workers compute all that can be cut. */
export async function judge(suite: Suite, workers: number): Promise<Judged> {
  const pooled = workers === 0 ? undefined : await forcedBackend(workers);
  const backend = pooled?.backend ?? (await createWasmBackend());
  const options = { suite, seed: 1 } as const;
  const groups = [];
  for (const kernel of kernelNames) {
    for await (const group of judgeBackend(backend, { ...options, kernels: [kernel] })) groups.push(group);
  }
  const { verdict } = createReport(backend, options, groups);
  const pieces = pooled?.pool.piecesByWorker ?? [];
  await backend.dispose();
  return {
    verdict,
    cases: groups.reduce((sum, group) => sum + group.cases, 0),
    differing: groups.filter(({ differingCases }) => differingCases > 0).map(({ kernel }) => kernel),
    pieces,
  };
}

/** The code of the error of asking for two threads, if it is one. */
export async function codeOfTwoThreads(): Promise<string> {
  try {
    const backend = await createWasmBackend({ threads: 2 });
    await backend.dispose();
    return "none";
  } catch (error) {
    return error instanceof BackendError ? error.code : String(error);
  }
}

/** Products that start the workers of a backend, which is then left as it is. */
export async function leaveRunning(): Promise<void> {
  const backend = await createWasmBackend({ threads: 2 });
  const view = { dtype: "f32", shape: [512, 512], strides: [512, 1], offset: 0 } as const;
  const [a, y] = [backend.alloc(2 ** 20), backend.alloc(2 ** 20)];
  for (let i = 0; i < 10; i++) {
    backend.kernels.matmul?.(
      [{ ...view, buffer: y }],
      [
        { ...view, buffer: a },
        { ...view, buffer: a },
      ],
      {},
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

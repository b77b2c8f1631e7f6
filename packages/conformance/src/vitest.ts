import type { Backend, KernelName } from "@binade/backend";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Suite } from "./cases/conformanceCase.ts";
import { judgeBackend, kernelNames } from "./judge/judge.ts";
import { createReport } from "./report/conformanceReport.ts";
import { reportText } from "./report/reportText.ts";

/** What {@link describeBackendConformance} runs. */
export interface DescribeOptions {
  /** Default `"quick"`. */
  readonly suite?: Suite;
  readonly seed?: number;
  /** Default all kernels of the contract. */
  readonly kernels?: readonly KernelName[];
  /** Milliseconds a kernel may take. Default 10 minutes. */
  readonly timeout?: number;
  /**
   * Called on the backend before its cases run; a place to force a variant of a kernel, and to assert afterwards, in what
   * it returns, that this variant ran.
   */
  readonly prepare?: (backend: Backend) => (() => void) | undefined;
}

/**
 * The conformance suite as tests of a backend: one test a kernel, which fails where a word differs from the contract, and
 * says where and why. Skipped are only the kernels that the backend's capabilities do not list.
 *
 * @example
 * ```ts no-run
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { describeBackendConformance } from "@binade/conformance/vitest";
 *
 * describeBackendConformance("cpu", createCpuBackend);
 * ```
 */
export function describeBackendConformance(
  name: string,
  create: () => Promise<Backend>,
  { suite = "quick", seed = 1, kernels = kernelNames, timeout = 600_000, prepare }: DescribeOptions = {},
): void {
  describe(`${name} conforms to the numeric contract, ${suite} suite`, () => {
    let backend: Backend;
    let assertVariant: (() => void) | undefined;
    beforeAll(async () => {
      backend = await create();
      assertVariant = prepare?.(backend);
    });
    afterAll(async () => {
      assertVariant?.();
      await backend.dispose();
    });

    for (const kernel of kernels) {
      test(kernel, { timeout }, async ({ skip }) => {
        skip(backend.capabilities[kernel] === undefined, `${name} does not claim ${kernel}`);
        const groups = [];
        for await (const group of judgeBackend(backend, { suite, seed, kernels: [kernel] })) groups.push(group);
        const report = createReport(backend, { suite, seed }, groups);
        expect(report.verdict, reportText(report)).toBe("exact");
      });
    }
  });
}

import type { Backend, KernelName } from "@binade/backend";
import type { MmaSyncGpu } from "@binade/softfloat";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Suite } from "./cases/conformanceCase.ts";
import { judgeBackend } from "./judge/judge.ts";
import { standardOf } from "./judge/standard.ts";
import { createReport } from "./report/conformanceReport.ts";
import { reportText } from "./report/reportText.ts";

/** What {@link describeBackendConformance} runs. */
export interface DescribeOptions {
  /** Default `"quick"`. */
  readonly suite?: Suite;
  readonly seed?: number;
  /** Default all kernels of the contract. */
  readonly kernels?: readonly KernelName[];
  /** Judge matrix products, and only those, by what `mma.sync` of this GPU gives instead of by the contract. */
  readonly tensorCore?: MmaSyncGpu;
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
 * says where and why. With `tensorCore` the matrix product is judged by a GPU's tensor cores instead. Skipped are only the kernels that the backend's capabilities do not list.
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
  { suite = "quick", seed = 1, kernels, tensorCore, timeout = 600_000, prepare }: DescribeOptions = {},
): void {
  const options = { suite, seed, ...(tensorCore === undefined ? {} : { tensorCore }) };
  const standard = tensorCore === undefined ? "the numeric contract" : `mma.sync of ${tensorCore}`;
  describe(`${name} conforms to ${standard}, ${suite} suite`, () => {
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

    for (const kernel of kernels ?? standardOf(tensorCore).kernels) {
      test(kernel, { timeout }, async ({ skip }) => {
        skip(backend.capabilities[kernel] === undefined, `${name} does not claim ${kernel}`);
        const groups = [];
        for await (const group of judgeBackend(backend, { ...options, kernels: [kernel] })) groups.push(group);
        const report = createReport(backend, options, groups);
        expect(report.verdict, reportText(report)).toBe("exact");
        expect(report.words, `${kernel}: words compared`).toBeGreaterThan(0);
      });
    }
  });
}

import { describe, expect, test } from "vitest";
import { checkedData, checkKernels } from "../../ptx/checkKernels.mjs";
import { whyNoCompiler } from "../../ptx/compile.mjs";

/**
 * What nvcc emits for every kernel, file by file. Without nvcc it is skipped, with how to get it: no set-up can install it,
 * so that CI=true is no reason to fail.
 */
export function describeEmitted(architectures: readonly string[]): void {
  const reason = whyNoCompiler();
  if (reason !== undefined) console.log(`PTX of the kernels: skipped, ${reason}`);
  describe.skipIf(reason !== undefined)(
    `the kernels as nvcc compiles them for sm_${architectures.join(", sm_")}`,
    () => {
      test.each(Object.keys(checkedData().kernels))("%s", async (file) => {
        const { findings, kernels } = await checkKernels({ files: [file], architectures });
        expect(findings.slice(0, 5)).toEqual([]);
        expect(kernels).toBeGreaterThan(0);
      });
    },
  );
}

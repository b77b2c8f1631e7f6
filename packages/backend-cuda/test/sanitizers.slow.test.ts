/** The quick suite of conformance, recorded and done again under AddressSanitizer and UndefinedBehaviorSanitizer. */
import { judgeBackend, kernelNames } from "@binade/conformance";
import { beforeAll, describe, expect, test } from "vitest";
import { buildRunner, paths } from "../build.mjs";
import { describeBuilt } from "./support/hostDevice.ts";
import { withPlantedFault } from "./support/plantedFault.ts";
import { record } from "./support/record.ts";
import { replay } from "./support/replay.ts";

describeBuilt("addon", () => {
  describe("under the sanitizers", () => {
    beforeAll(() => buildRunner(paths.sanitizedRunner, { sanitized: true }));

    test.each(kernelNames)("%s: nothing is found, and no word differs", async (kernel) => {
      const log = await record(async (backend) => {
        for await (const _ of judgeBackend(backend, { suite: "quick", seed: 1, kernels: [kernel] }));
      });
      const { output, passed } = await replay(paths.sanitizedRunner, log, "reversed");
      expect(output).toMatch(/^\d+ launches, [1-9]\d* words, 0 failures\n$/);
      expect(passed).toBe(true);
    });

    test("an element beyond the last is found", async () => {
      const fault = {
        kernels: "copy.cu",
        text: "codeOf(call.views[1], i)",
        replacement: "codeOf(call.views[1], i + 1u)",
      };
      const log = await record(async (backend) => {
        for await (const _ of judgeBackend(backend, { suite: "quick", seed: 1, kernels: ["copy"] }));
      });
      const { output } = await withPlantedFault(fault, (runner) => replay(runner, log), { sanitized: true });
      expect(output).toContain("AddressSanitizer: heap-buffer-overflow");
    });
  });
});

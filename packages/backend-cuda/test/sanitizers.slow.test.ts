/** The full suite of conformance, recorded and done again under AddressSanitizer and UndefinedBehaviorSanitizer. */
import { judgeBackend, kernelNames } from "@binade/conformance";
import { beforeAll, describe, expect, test } from "vitest";
import { buildRunner, paths } from "../build.mjs";
import { describeBuilt } from "./support/hostDevice.ts";
import { type PlantedFault, withPlantedFault } from "./support/plantedFault.ts";
import { record } from "./support/record.ts";
import { replay } from "./support/replay.ts";
import { tightWork } from "./support/tightWork.ts";

describeBuilt("addon", () => {
  describe("under the sanitizers", () => {
    beforeAll(() => buildRunner(paths.sanitizedRunner, { sanitized: true }));

    test.each(kernelNames)("%s: nothing is found, and no word differs", async (kernel) => {
      const log = await record(async (backend) => {
        for await (const _ of judgeBackend(backend, { suite: "full", seed: 1, kernels: [kernel] }));
      });
      const { output, passed } = await replay(paths.sanitizedRunner, log, "reversed");
      expect(output).toMatch(/^\d+ launches, [1-9]\d* words, 0 failures\n$/);
      expect(passed).toBe(true);
    });

    test("on buffers that end with their views nothing is found either, in any order", async () => {
      const log = await record(tightWork);
      for (const order of ["natural", "reversed", "shuffled"]) {
        const { output, passed } = await replay(paths.sanitizedRunner, log, order);
        expect(output).toMatch(/^\d+ launches, [1-9]\d* words, 0 failures\n$/);
        expect(passed).toBe(true);
      }
    });

    // biome-ignore format: columns
    test.each<[name: string, fault: PlantedFault]>([
      ["an element beyond the last", { kernels: "copy.cu", text: "codeOf(call.views[1], i)", replacement: "codeOf(call.views[1], i + 1u)" }],
      ["a row beyond the last", { kernels: "matmul.cu", text: "aLine < call.words[rows] &&", replacement: "aLine <= call.words[rows] &&" }],
      ["a pixel beyond the image", { kernels: "im2col.cu", text: "h >= p[height] ||", replacement: "h > p[height] ||" }],
      ["a thread beyond the last", { kernels: "optimizers.cu", text: "i >= call.count || state[foundWord] != 0u) {\n    return;\n  }\n  u32* w", replacement: "state[foundWord] != 0u) {\n    return;\n  }\n  u32* w" }],
    ])("%s is found", async (_, fault) => {
      const log = await record(tightWork);
      const { output } = await withPlantedFault(fault, (runner) => replay(runner, log), { sanitized: true });
      expect(output).toContain("AddressSanitizer: heap-buffer-overflow");
    });
  });
});

import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./tools/slowestFirst.ts";

const conditions = ["@binade/source"];

/** One run over every package; siblings are resolved to their sources, so no build is needed to test. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.slow.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%", // by default a core stays idle, which is half of two
    sequence: { sequencer: SlowestFirst },
  },
});

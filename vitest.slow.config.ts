import { defineConfig } from "vitest/config";

const conditions = ["@binade/source"];

/** What takes minutes to hours and is no part of the check: `npx vitest run --config vitest.slow.config.ts`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/{src,test}/**/*.slow.test.ts"],
    testTimeout: 7_200_000,
    hookTimeout: 7_200_000,
  },
});

/**
 * Every binary32 input through every elementary function, against binary64. Takes about an hour on one core and is not
 * part of the default run: `npx vitest run --config vitest.slow.config.ts`.
 */
import { describe, expect, test } from "vitest";
import { functionCases } from "./functionCases.ts";
import { worstUlpError } from "./worstUlpError.ts";

const inputCount = 2 ** 32;
const chunk = 2 ** 28;

describe("all 2^32 inputs", () => {
  test.each(Object.values(functionCases))("$name stays within $boundUlps ulp", (functionCase) => {
    let worst = { ulps: 0, bits: 0 };
    for (let first = 0; first < inputCount; first += chunk) {
      const found = worstUlpError(functionCase, first, first + chunk);
      if (found.ulps > worst.ulps) worst = found;
      const percent = Math.round(((first + chunk) / inputCount) * 100);
      const place = worst.bits.toString(16).padStart(8, "0");
      console.log(`${functionCase.name}: ${percent} %, at most ${worst.ulps.toFixed(4)} ulp, at ${place}`);
    }
    expect(worst.ulps).toBeLessThanOrEqual(functionCase.boundUlps);
  });
});

import { describe, expect, it } from "vitest";
import { everyFormat } from "./everyFormat.ts";
import { checkRoundToIntegral, checkToInt } from "./integralCases.ts";
import { bitsOf } from "./oracle/layout.ts";

const halves = everyFormat.filter(({ layout }) => bitsOf(layout) === 16);

/** Half a minute. */
describe("every code of 16 bits under every choice", () => {
  it.each(halves)("$name: roundToIntegral", (formatCase) => {
    expect(checkRoundToIntegral(formatCase, () => true).first).toEqual([]);
  });

  it.each(halves)("$name: toInt", (formatCase) => {
    expect(checkToInt(formatCase, () => true).first).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { allOptions, createConversionCheck, createRootCheck, defaults, targetsOf } from "./exhaustive/conversions.ts";
import { total } from "./exhaustive/outcome.ts";
import { smallNames } from "./exhaustive/smallFormats.ts";
import { bitsOf, type LayoutName, layouts } from "./oracle/layout.ts";

const sixteen: LayoutName[] = ["FP16", "BF16"];
const stride = 331; // under every option; `npm run exhaustive` leaves none out

function* codesFrom(name: LayoutName, step: number): Generator<number> {
  for (let code = 0; code < 2 ** bitsOf(layouts[name]); code += step) yield code;
}

describe.each(sixteen)("convert(%s, to, code, options), values and flags", (from) => {
  it.each(targetsOf(from))("to %s", (to) => {
    const step = bitsOf(layouts[to]) > 8 ? 37 : 5;
    expect(total([...codesFrom(from, step)].map(createConversionCheck(from, to, defaults))).failures).toEqual([]);
    const underEvery = createConversionCheck(from, to, allOptions);
    expect(total([...codesFrom(from, stride)].map(underEvery)).failures).toEqual([]);
    // the codes beside ±∞ and the canonical NaNs, and the ends of the subnormals
    const { t } = layouts[from];
    const edges = [0, 1, 2 ** t - 1, 2 ** t, 0x7fff - 2 ** t, 0x8000 - 2 ** t, 0x8001 - 2 ** t, 0x7fff];
    expect(total(edges.flatMap((code) => [code, code + 0x8000]).map(underEvery)).failures).toEqual([]);
  });
});

describe.each(smallNames)("convert(%s, to, code, options), values and flags", (from) => {
  it("to every other format", () => {
    const outcomes = targetsOf(from).map((to) => {
      const check = createConversionCheck(from, to, bitsOf(layouts[to]) > 8 ? defaults : allOptions);
      return total([...codesFrom(from, bitsOf(layouts[from]) > 6 ? 5 : 1)].map(check));
    });
    expect(total(outcomes).failures).toEqual([]);
  });
});

describe("sqrt(format, code, options) of 16-bit codes, values and flags", () => {
  it.each(sixteen)("%s", (name) => {
    expect(total([...codesFrom(name, 5)].map(createRootCheck(name, defaults))).failures).toEqual([]);
    expect(total([...codesFrom(name, stride)].map(createRootCheck(name, allOptions))).failures).toEqual([]);
  });
});

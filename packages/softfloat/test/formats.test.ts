import { describe, expect, it, test } from "vitest";
import { decode, encode, FP16, FP32, isNaN as isNaNCode } from "../src/index.ts";
import {
  bitsOf,
  eminOf,
  infinityOf,
  type LayoutName,
  layoutNames,
  layouts,
  maxFiniteOf,
  nanOf,
  read,
  signBitOf,
} from "./oracle/layout.ts";
import { toNumber } from "./oracle/rational.ts";
import { Failures, hex } from "./support.ts";
import { codeOf, formats } from "./underTest.ts";

describe("formats as data", () => {
  test.each(layoutNames)("%s has the parameters of its specification", (name) => {
    const layout = layouts[name];
    const format = formats[name];
    const code = (bits: bigint | undefined) => (bits === undefined ? null : codeOf(format, bits));
    expect(format).toMatchObject({
      name,
      bits: bitsOf(layout),
      exponentBits: layout.w,
      precision: layout.t + 1,
      bias: layout.bias,
      emin: eminOf(layout),
      isSigned: layout.isSigned,
      hasZero: layout.hasZero,
      hasNegativeZero: layout.hasMinusZero,
      hasSubnormals: layout.hasSubnormals,
      nanEncoding: { ieee: "ieee", allOnes: "fn", minusZero: "fnuz", none: "none" }[layout.nans],
      signBit: code(signBitOf(layout)),
      maxFinite: code(maxFiniteOf(layout)),
      infinity: code(infinityOf(layout)),
      canonicalNaN: code(nanOf(layout)),
    });
    expect(2 ** format.emax).toBeLessThanOrEqual(decode(format, format.maxFinite));
    expect(2 ** format.emax).toBeGreaterThan(decode(format, format.maxFinite) / 2);
  });
});

describe("decode(format, code) and encode(format, x)", () => {
  test.each(layoutNames)("%s codes have their values and encode to themselves, NaN as a class", (name) => {
    const layout = layouts[name];
    const format = formats[name];
    const failures = new Failures();
    for (const bits of codesOf(name)) {
      const code = codeOf(format, bits);
      const x = decode(format, code);
      const datum = read(layout, bits);
      failures.check(isNaNCode(format, code) === (datum.kind === "nan"), () => `${hex(code)}: isNaN`);
      const back = BigInt(encode(format, x));
      failures.check(
        back === (datum.kind === "nan" ? nanOf(layout) : bits),
        () => `${hex(code)} is back as ${hex(back)}`,
      );
      if (datum.kind === "nan") failures.check(Number.isNaN(x), () => `${hex(code)} is ${x}`);
      if (datum.kind === "infinity")
        failures.check(x === (datum.isNegative ? -1 : 1) / 0, () => `${hex(code)} is ${x}`);
      if (datum.kind !== "number") continue;
      const expected = toNumber(datum.value);
      const signed = expected === 0 && datum.isNegative ? -0 : expected;
      failures.check(Object.is(x, signed), () => `${hex(code)} is ${x}, not ${signed}`);
    }
    expect(failures.first).toEqual([]);
  });

  it("gives ±0 and ±∞ their signs and NaN for NaN", () => {
    for (const format of [FP16, FP32]) {
      expect(decode(format, format.signBit)).toBe(-0);
      expect(decode(format, format.signBit + format.infinity)).toBe(Number.NEGATIVE_INFINITY);
      expect(decode(format, format.infinity + 1)).toBe(Number.NaN);
      expect(encode(format, -0)).toBe(format.signBit);
      expect(encode(format, Number.NEGATIVE_INFINITY)).toBe(format.signBit + format.infinity);
      expect(encode(format, Number.NaN)).toBe(format.canonicalNaN);
    }
  });
});

/** Every code up to 16 bits; of wider formats 8000 at an odd stride that reach both signs and every exponent. */
function* codesOf(name: LayoutName): Generator<bigint> {
  const end = 1n << BigInt(bitsOf(layouts[name]));
  const stride = bitsOf(layouts[name]) > 16 ? (end / 8000n) | 1n : 1n;
  for (let bits = 0n; bits < end; bits += stride) yield bits;
}

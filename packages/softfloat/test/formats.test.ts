import { describe, expect, it, test } from "vitest";
import { BF16, decode, encode, type Format, FP16, FP32, isNaN as isNaNCode, TF32 } from "../src/index.ts";
import { infinityOf, layouts, read, signBitOf } from "./oracle/layout.ts";
import { Failures, hex } from "./support.ts";

const formats = { FP16, BF16, TF32, FP32 };

describe("formats as data", () => {
  test.each(Object.entries(formats))(
    "%s has the parameters of IEEE 754-2019 Table 3.5 for its widths",
    (name, format) => {
      const { w, t } = layouts[name as keyof typeof layouts];
      const bias = 2 ** (w - 1) - 1;
      expect(format).toEqual({
        name,
        bits: 1 + w + t,
        exponentBits: w,
        precision: t + 1,
        bias,
        emin: 1 - bias,
        emax: bias,
        signBit: signBitOf(layouts[name as keyof typeof layouts]),
        maxFinite: infinityOf({ w, t }) - 1,
        infinity: infinityOf({ w, t }),
        canonicalNaN: infinityOf({ w, t }) + 2 ** (t - 1),
      });
    },
  );
});

describe("decode(format, code) and encode(format, x)", () => {
  test.each<[name: keyof typeof layouts, format: Format]>([
    ["FP16", FP16],
    ["BF16", BF16],
    ["TF32", TF32],
  ])("every %s code has its value and encodes to itself, NaN as a class", (name, format) => {
    const failures = new Failures();
    const stride = format.bits > 16 ? 7 : 1; // 2^19 codes: every seventh is enough here
    for (let code = 0; code < 2 ** format.bits; code += stride) {
      const x = decode(format, code);
      const datum = read(layouts[name], code);
      const back = datum.kind === "nan" ? format.canonicalNaN : code;
      failures.check(encode(format, x) === back && isNaNCode(format, code) === (datum.kind === "nan"), () => hex(code));
      if (datum.kind !== "number") continue;
      const { numerator, denominator } = datum.value;
      failures.check(Number(numerator) / Number(denominator) === x, () => `${hex(code)} is not ${x}`);
    }
    expect(failures.first).toEqual([]);
  });

  it("gives ±0 and ±∞ their signs and NaN for NaN", () => {
    for (const format of Object.values(formats)) {
      expect(decode(format, format.signBit)).toBe(-0);
      expect(decode(format, format.signBit + format.infinity)).toBe(Number.NEGATIVE_INFINITY);
      expect(decode(format, format.infinity + 1)).toBe(Number.NaN);
      expect(encode(format, -0)).toBe(format.signBit);
      expect(encode(format, Number.NEGATIVE_INFINITY)).toBe(format.signBit + format.infinity);
      expect(encode(format, Number.NaN)).toBe(format.canonicalNaN);
    }
  });
});

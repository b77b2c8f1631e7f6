import { describe, expect, it, test } from "vitest";
import {
  add,
  addInto,
  BF16,
  type BulkOptions,
  type CodeBuffer,
  createFlags,
  defineFormat,
  div,
  divInto,
  E2M1FN,
  E4M3FN,
  E5M2,
  E8M0FNU,
  type Format,
  FP16,
  fma,
  fmaInto,
  mul,
  mulInto,
  type RoundingOptions,
  sqrt,
  sqrtInto,
  sub,
  TF32,
} from "../src/index.ts";
import { bulkOperations, createRowCheck, type PairOperation } from "./arraysPairs.ts";
import { narrowFormats } from "./everyFormat.ts";
import { layouts } from "./oracle/layout.ts";
import { compute } from "./oracle/operations.ts";
import { createRandom, Failures, hex, seed } from "./support.ts";

const specTier: Readonly<
  Record<PairOperation, (format: Format, a: number, b: number, options: RoundingOptions) => number>
> = { add, sub, mul, div };
const operations = ["add", "sub", "mul", "div"] as const;

/** Compares every `stride`-th pair of a narrow format with the spec tier; that one has the oracle for judge elsewhere. */
function checkPairs(format: Format, operation: PairOperation, options: BulkOptions, stride = 1): string[] {
  const failures = new Failures();
  const count = 2 ** format.bits;
  const length = Math.ceil(count ** 2 / stride);
  const a = Uint8Array.from({ length }, (_, i) => Math.floor((i * stride) / count));
  const b = Uint8Array.from({ length }, (_, i) => (i * stride) % count);
  const out = new Uint8Array(length);
  bulkOperations[operation](format, a, b, out, options);
  for (const [i, got] of out.entries()) {
    const expected = specTier[operation](format, a[i]!, b[i]!, options as RoundingOptions);
    const describeCase = () => `${operation} ${[a[i]!, b[i]!].map(hex)}: got ${hex(got)}, expected ${hex(expected)}`;
    failures.check(got === expected, describeCase);
  }
  return failures.first;
}

describe("arithmetic in bulk gives what the spec tier gives", () => {
  test.each(narrowFormats.map(({ name, format }) => [name, format as Format] as const))(
    "%s: all pairs, and one in 17 saturating",
    (_name, format) => {
      for (const operation of operations) {
        expect(checkPairs(format, operation, {})).toEqual([]);
        expect(checkPairs(format, operation, { saturate: true }, 17)).toEqual([]);
        expect(checkPairs(format, operation, { nanSubstitute: "oppositeZero" }, 101)).toEqual([]);
      }
      const codes = Uint8Array.from({ length: 2 ** format.bits }, (_, code) => code);
      const roots = new Uint8Array(codes.length);
      sqrtInto(format, codes, roots);
      expect(roots).toEqual(codes.map((code) => sqrt(format, code)));
    },
  );

  test.each<BulkOptions>([
    { rounding: "roundTowardNegative" },
    { rounding: "roundTiesToAway", saturate: true },
    { nan: "keepSign" },
    { flushInputs: true, flushOutputs: true },
  ])("E5M2 and E8M0FNU: one pair in 101 under %o", (options) => {
    for (const operation of operations) {
      expect(checkPairs(E5M2, operation, options, 101)).toEqual([]);
      expect(checkPairs(E8M0FNU, operation, options, 101)).toEqual([]);
    }
  });
});

describe("16-bit arithmetic in bulk against the oracle's rounding intervals", () => {
  const rows = Array.from({ length: 2 ** 5 }, (_, i) => (i * 0x0841 + (i % 7)) & 0xffff); // the slow tests have all

  test.each(["FP16", "BF16"] as const)("%s: rows of all pairs", (name) => {
    for (const operation of operations) {
      const check = createRowCheck(name, operation);
      expect(rows.flatMap((a) => check(a).failures)).toEqual([]);
    }
  });

  test.each([
    ["FP16", FP16],
    ["BF16", BF16],
  ] as const)(`%s: every root, and fused multiply-adds with cancellation, seed ${seed}`, (name, format) => {
    const failures = new Failures();
    const codes = Uint16Array.from({ length: 2 ** 16 }, (_, code) => code);
    const roots = new Uint16Array(codes.length);
    sqrtInto(format, codes, roots);
    for (let code = 0; code < codes.length; code += 7) {
      const expected = Number(compute(layouts[name], "sqrt", [code], {}).code);
      failures.check(roots[code] === expected, () => `sqrt ${hex(code)}`);
    }
    const random = createRandom(seed);
    const [a, b, c] = Array.from({ length: 3 }, () => Uint16Array.from({ length: 2 ** 13 }, () => random()));
    for (let i = 0; i < c!.length; i += 2) c![i] = mul(format, a![i]!, b![i]!) ^ 0x8000 ^ (random() & 3);
    const out = new Uint16Array(2 ** 13);
    fmaInto(format, a!, b!, c!, out);
    for (const [i, code] of out.entries()) {
      const expected = Number(compute(layouts[name], "fma", [a![i]!, b![i]!, c![i]!], {}).code);
      failures.check(code === expected, () => `fma ${[a![i]!, b![i]!, c![i]!].map(hex)}: got ${hex(code)}`);
    }
    expect(failures.first).toEqual([]);
  });

  it("a fused multiply-add sees the side of a tie that binary64 drops, or binary32", () => {
    const out = new Uint16Array(1);
    fmaInto(BF16, Uint16Array.of(0x3fc0), Uint16Array.of(0x3f81), Uint16Array.of(0x8d80), out);
    expect(out[0]).toBe(0x3fc1);
    // 1 + 2^-10, and (1 + 2^-10) · (1 − 2^-10) · 2^-11: 2^-31 less than a tie
    fmaInto(FP16, Uint16Array.of(0x3c01), Uint16Array.of(0x0ffe), Uint16Array.of(0x3c01), out);
    expect(out[0]).toBe(0x3c01);
  });

  it("BF16: products and quotients below 2^-126 are rounded as if once", () => {
    const random = createRandom(seed);
    const count = 2 ** 13;
    const [a, b, out] = [0, 1, 2].map(() => new Uint16Array(count)) as [Uint16Array, Uint16Array, Uint16Array];
    for (const operation of ["mul", "div"] as const) {
      for (let i = 0; i < count; i++) {
        const below = 120 + (random() % 16); // the result is near 2^-below
        const biasedExponent = random() % 120;
        const partner = operation === "mul" ? 254 - below - biasedExponent : biasedExponent + below;
        a[i] = (biasedExponent << 7) | (random() & 0x807f);
        b[i] = (Math.min(Math.max(partner, 0), 254) << 7) | (random() & 0x807f);
      }
      bulkOperations[operation](BF16, a, b, out);
      const expected = Array.from(a, (code, i) => Number(compute(layouts.BF16, operation, [code, b[i]!], {}).code));
      expect([...out]).toEqual(expected);
    }
  });

  it("other formats of 9 to 16 bits, some that no loop can take", () => {
    const others = [
      defineFormat({ name: "DLFLOAT", exponentBits: 6, significandBits: 9, nanEncoding: "fn" }),
      defineFormat({ name: "FNUZ12", exponentBits: 4, significandBits: 7, bias: 8, nanEncoding: "fnuz" }),
      defineFormat({ name: "E11M4", exponentBits: 11, significandBits: 4 }),
      defineFormat({ name: "NORMALS", exponentBits: 5, significandBits: 10, subnormals: false }),
      defineFormat({ name: "UNSIGNED", exponentBits: 6, significandBits: 10, signed: false, nanEncoding: "fn" }),
    ];
    const random = createRandom(seed);
    for (const format of others) {
      const [a, b] = [0, 1].map(() => Uint16Array.from({ length: 1500 }, () => random() & (2 ** format.bits - 1)));
      for (const operation of operations) {
        const out = new Uint16Array(1500);
        bulkOperations[operation](format, a!, b!, out);
        const expected = Array.from(a!, (code, i) => specTier[operation](format, code, b![i]!, {}));
        expect([...out], `${format.name} ${operation}`).toEqual(expected);
      }
    }
  });
});

describe("addInto(format, a, b, out, options)", () => {
  it("takes any length and place, any mixture of element widths, and writes over an operand", () => {
    const random = createRandom(seed);
    for (const Out of [Uint8Array, Uint16Array]) {
      for (const B of [Uint8Array, Uint16Array]) {
        for (const offset of [0, 1, 2, 3]) {
          for (const length of [0, 1, 3, 4, 5, 8, 11]) {
            const a = Uint8Array.from({ length: 20 }, () => random() & 0x7e).subarray(offset, offset + length);
            const b: CodeBuffer = new B(20).map(() => random() & 0x7e).subarray(0, length);
            const out: CodeBuffer = new Out(20).subarray(offset);
            const expected = Array.from(a, (code, i) => add(E4M3FN, code, b[i]!));
            addInto(E4M3FN, a, b, out);
            expect([...out]).toEqual([...expected, ...new Array(20 - offset - length).fill(0)]);
            addInto(E4M3FN, a, b, a);
            expect([...a]).toEqual(expected);
          }
        }
      }
    }
    const halves = Uint16Array.from({ length: 2500 }, () => random() & 0x7bff); // more than two chunks
    const expected = Array.from(halves, (code) => add(FP16, code, code));
    addInto(FP16, halves, halves, halves);
    expect([...halves]).toEqual(expected);
  });

  it("raises flags and takes random bits by index", () => {
    const flags = createFlags();
    const out = new Uint16Array(2);
    addInto(FP16, Uint16Array.of(0x7bff, 0x3c00), Uint16Array.of(0x7bff, 0x3c00), out, { flags, saturate: true });
    expect([...out]).toEqual([0x7bff, 0x4000]);
    expect(flags).toEqual({ ...createFlags(), overflow: true, inexact: true });
    const random = { bits: (index: number) => index, count: 1 };
    addInto(FP16, Uint16Array.of(0x6800, 0x6800), Uint16Array.of(0x3c00, 0x3c00), out, {
      rounding: "stochastic",
      random,
    });
    expect([...out]).toEqual([0x6800, 0x6801]);
  });

  it("refuses what it cannot take", () => {
    const codes = new Uint16Array(3);
    expect(() => addInto(TF32, codes, codes, codes)).toThrow(
      new RangeError("addInto: format of at most 16 bits expected, got TF32 with 19"),
    );
    expect(() => divInto(FP16, codes, codes.subarray(1), codes)).toThrow(
      new RangeError("divInto: b of 3 elements, as a has, expected, got 2"),
    );
    expect(() => fmaInto(FP16, codes, codes, codes, codes.subarray(1))).toThrow(
      new RangeError("fmaInto: target of 3 elements or more expected, got 2"),
    );
    expect(() => mulInto(E2M1FN, Uint8Array.of(1), Uint8Array.of(0x10), new Uint8Array(1))).toThrow(
      new RangeError("mulInto: b: codes of E2M1FN, integers of 4 bits, expected, got 16 at index 0"),
    );
    expect(() => sqrtInto(BF16, codes, new Uint8Array(3))).toThrow(
      new TypeError("sqrtInto: out: Uint16Array expected for BF16, got Uint8Array"),
    );
    expect(() => addInto(FP16, codes, new Float32Array(3) as never, codes)).toThrow(
      new TypeError("addInto: b: Uint8Array or Uint16Array expected, got Float32Array"),
    );
  });

  it("computes a fused multiply-add of narrow formats with one rounding", () => {
    const random = createRandom(seed);
    for (const format of [E5M2, E4M3FN, E2M1FN]) {
      const [a, b, c] = [0, 1, 2].map(() => Uint8Array.from({ length: 3000 }, () => random() & (2 ** format.bits - 1)));
      const out = new Uint8Array(3000);
      fmaInto(format, a!, b!, c!, out);
      expect([...out]).toEqual(Array.from(a!, (code, i) => fma(format, code, b![i]!, c![i]!)));
    }
  });
});

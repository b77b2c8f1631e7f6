import { describe, expect, it, test } from "vitest";
import {
  abs,
  BF16,
  classify,
  copySign,
  createFlags,
  E4M3FN,
  E4M3FNUZ,
  E8M0FNU,
  FP16,
  FP64,
  isFinite as isFiniteCode,
  isInfinite,
  isNaN as isNaNCode,
  isNormal,
  isSignaling,
  isSignMinus,
  isSubnormal,
  isZero,
  nanWithPayload,
  negate,
  payload,
} from "../src/index.ts";
import { everyFormat, type FormatCase } from "./everyFormat.ts";
import { bitsOf, type Datum, eminOf, infinityOf, type Layout, nanOf, read, signBitOf } from "./oracle/layout.ts";
import { compare, negated, scaled } from "./oracle/rational.ts";
import { signed } from "./oracle/special.ts";
import { createRandom, Failures, flagBits, hex, seed } from "./support.ts";
import { codeOf } from "./underTest.ts";

/** Every code up to 16 bits; every class and a sample of a wider format. */
function* codesOf({ layout }: FormatCase): Generator<bigint> {
  const bits = bitsOf(layout);
  if (bits <= 16) {
    for (let code = 0; code < 1 << bits; code++) yield BigInt(code);
    return;
  }
  const random = createRandom(seed);
  const infinity = infinityOf(layout)!;
  const leastNormal = 1n << BigInt(layout.t);
  for (const magnitude of [
    0n,
    1n,
    leastNormal - 1n,
    leastNormal,
    infinity - 1n,
    infinity,
    infinity + 1n,
    nanOf(layout)!,
  ]) {
    yield magnitude;
    yield magnitude + signBitOf(layout);
  }
  for (let i = 0; i < 2000; i++) yield ((BigInt(random()) << 32n) | BigInt(random())) >> BigInt(64 - bits);
}

function classOf(layout: Layout, x: Datum): string {
  if (x.kind === "nan") return x.isSignaling ? "signalingNaN" : "quietNaN";
  const sign = x.isNegative ? "negative" : "positive";
  if (x.kind === "infinity") return `${sign}Infinity`;
  if (x.value.numerator === 0n) return `${sign}Zero`;
  const magnitude = x.isNegative ? negated(x.value) : x.value;
  return compare(magnitude, scaled(1n, eminOf(layout))) < 0 ? `${sign}Subnormal` : `${sign}Normal`;
}

describe("classify(format, code) and the predicates against the oracle", () => {
  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const failures = new Failures();
    for (const bits of codesOf(formatCase)) {
      const code = codeOf(format, bits);
      const x = read(layout, bits);
      const name = classOf(layout, x);
      const got = [
        classify(format, code),
        isNaNCode(format, code),
        isSignaling(format, code),
        isInfinite(format, code),
        isFiniteCode(format, code),
        isZero(format, code),
        isSubnormal(format, code),
        isNormal(format, code),
        isSignMinus(format, code),
      ];
      const is = (pattern: RegExp): boolean => pattern.test(name);
      const expected = [
        name,
        is(/NaN/),
        is(/signaling/),
        is(/Infinity/),
        is(/Zero|ormal/),
        is(/Zero/),
        is(/Subnormal/),
        is(/Normal/),
        x.isNegative,
      ];
      failures.check(String(got) === String(expected), () => `${hex(bits)}: got ${got}, expected ${expected}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe("payload(format, code) and nanWithPayload(format, payload, fields)", () => {
  it.each(everyFormat)("undo each other, −1 for what is no NaN: $name", (formatCase) => {
    const { format, layout } = formatCase;
    const failures = new Failures();
    for (const bits of codesOf(formatCase)) {
      const code = codeOf(format, bits);
      const x = read(layout, bits);
      const got = payload(format, code);
      const quietBit = layout.nans === "ieee" ? 1n << BigInt(layout.t - 1) : 1n;
      const expected = x.kind === "nan" ? x.payload.T % quietBit : -1n;
      failures.check(BigInt(got) === expected && typeof got === typeof code, () => `${hex(bits)}: got ${got}`);
      if (x.kind !== "nan") continue;
      const again = nanWithPayload(format, got, x);
      failures.check(again === code, () => `${hex(bits)} again: ${hex(again)}`);
    }
    expect(failures.first).toEqual([]);
  });

  it.each<[make: () => unknown, message: string]>([
    [() => nanWithPayload(FP16, 512), "nanWithPayload: a NaN of FP16 expected, got NaN with payload 512"],
    [() => nanWithPayload(FP16, -1), "nanWithPayload: a NaN of FP16 expected, got NaN with payload -1"],
    [() => nanWithPayload(FP16, 0.5), "nanWithPayload: a NaN of FP16 expected, got NaN with payload 0.5"],
    [
      () => nanWithPayload(FP16, 0, { isSignaling: true }),
      "nanWithPayload: a NaN of FP16 expected, got signaling NaN with payload 0",
    ],
    [() => nanWithPayload(E4M3FN, 1), "nanWithPayload: a NaN of E4M3FN expected, got NaN with payload 1"],
    [
      () => nanWithPayload(E4M3FNUZ, 0, { isNegative: true }),
      "nanWithPayload: a NaN of E4M3FNUZ expected, got negative NaN with payload 0",
    ],
    [
      () => nanWithPayload(E8M0FNU, 0, { isNegative: true }),
      "nanWithPayload: a NaN of E8M0FNU expected, got negative NaN with payload 0",
    ],
  ])("a NaN that there is not is an error %#", (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  test("FP64 has bigints", () => {
    expect(nanWithPayload(FP64, 7n, { isSignaling: true })).toBe(0x7ff0000000000007n);
    expect(payload(FP64, 0xfff8000000000009n)).toBe(9n);
    expect(payload(FP64, 0n)).toBe(-1n);
  });
});

describe("negate, abs and copySign change the sign and nothing else", () => {
  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const failures = new Failures();
    for (const bits of codesOf(formatCase)) {
      const code = codeOf(format, bits);
      const x = read(layout, bits);
      for (const isNegative of [false, true]) {
        const expected = withSign(layout, [x, bits], isNegative);
        const flags = createFlags();
        const isOpposite = isNegative !== x.isNegative;
        const like = codeOf(format, isNegative && layout.isSigned ? signBitOf(layout) + 1n : 1n);
        const got = [
          ...(isOpposite ? [negate(format, code, { flags })] : []),
          ...(isNegative ? [] : [abs(format, code)]),
          ...(isNegative && !layout.isSigned ? [] : [copySign(format, code, like, { flags })]),
        ];
        failures.check(
          got.every((result) => BigInt(result) === expected.code) &&
            (got.length === 0 || flagBits(flags) === expected.flags || !isOpposite),
          () => `${hex(bits)} ${isNegative}: got ${got.map(hex)} ${flagBits(flags)}, expected ${hex(expected.code)}`,
        );
      }
    }
    expect(failures.first).toEqual([]);
  });

  test("NaN payloads stay, signaling ones signaling, without a flag", () => {
    const flags = createFlags();
    expect(negate(BF16, 0x7f81, { flags })).toBe(0xff81);
    expect(copySign(FP64, 0x7ff0000000000001n, 0x8000000000000000n, { flags })).toBe(0xfff0000000000001n);
    expect(abs(FP16, 0xfe05)).toBe(0x7e05);
    expect(flagBits(flags)).toBe(0);
  });
});

/** §5.5.1; without a sign, a nonzero number has no negative. */
function withSign(
  layout: Layout,
  [x, code]: readonly [Datum, bigint],
  isNegative: boolean,
): { code: bigint; flags: number } {
  const isPlainNaN = x.kind === "nan" && (layout.nans === "minusZero" || !layout.isSigned);
  if (isPlainNaN) return { code, flags: 0 };
  const isZeroValue = x.kind === "number" && x.value.numerator === 0n;
  if (isNegative && !layout.isSigned && !isZeroValue) return { code: nanOf(layout)!, flags: 16 };
  return { code: signed(layout, isNegative && layout.isSigned, isZeroValue ? 0n : code % signBitOf(layout)), flags: 0 };
}

import { describe, expect, it } from "vitest";
import { type Code, decode, defineFormat, encode, type Format, isNaN as isNaNCode, p3109 } from "../src/index.ts";
import { allOptions } from "./exhaustive/conversions.ts";
import { createCaseChecker, type Subject } from "./exhaustive/smallFormats.ts";
import { bitsOf, type Layout, maxFiniteOf, read } from "./oracle/layout.ts";
import { arity, encodeExactly, type OperationName } from "./oracle/operations.ts";
import { toNumber } from "./oracle/rational.ts";
import { createRandom, Failures, hex, neighbour, seed } from "./support.ts";
import { describeFailure, resultOf, withFlags } from "./underTest.ts";

const random = createRandom(seed);

/** IEEE P3109: one zero, one NaN, the bias in the middle, ties of a single digit by the code. */
function p3109Layout(width: number, precision: number, isSigned: boolean, hasInfinity: boolean): Layout {
  const w = width - precision + (isSigned ? 0 : 1);
  const nans = isSigned ? "minusZero" : "allOnes";
  const zeros = { hasZero: true, hasMinusZero: false, hasSubnormals: true } as const;
  return { w, t: precision - 1, bias: 2 ** (w - 1), isSigned, nans, hasInfinity, ...zeros, tiesToEvenCode: true };
}

/** Every width from 3 to 8, every precision, with and without sign and infinities. */
const p3109Subjects: Subject[] = [3, 4, 5, 6, 7, 8].flatMap((width) =>
  [true, false].flatMap((signed) =>
    Array.from({ length: signed ? width - 1 : width }, (_, i) => i + 1).flatMap((precision) =>
      [true, false].map((extended) => {
        const format: Format<Code> = p3109({ width, precision, signed, extended });
        return { name: format.name, layout: p3109Layout(width, precision, signed, extended), format };
      }),
    ),
  ),
);

function someLayout(): Layout {
  const [word, w] = [random(), 1 + (random() % 6)];
  const isSigned = word % 4 !== 0;
  const hasZero = isSigned || word % 8 !== 0;
  const nans = (["ieee", "allOnes", isSigned ? "minusZero" : "none", "none"] as const)[(word >>> 4) % 4]!;
  return {
    w,
    t: Math.max(nans === "ieee" ? 1 : 0, random() % 4),
    bias: (random() % 24) - 8,
    isSigned,
    nans,
    hasInfinity: nans === "ieee" || (word >>> 8) % 3 === 0,
    hasZero,
    hasMinusZero: isSigned && nans !== "minusZero" && (word >>> 10) % 4 !== 0,
    hasSubnormals: hasZero && (word >>> 12) % 3 !== 0,
    tiesToEvenCode: (word >>> 14) % 2 === 0,
  };
}

function define(name: string, layout: Layout): Format<Code> {
  return defineFormat({
    name,
    exponentBits: layout.w,
    significandBits: layout.t,
    bias: layout.bias,
    signed: layout.isSigned,
    nanEncoding: ({ ieee: "ieee", allOnes: "fn", minusZero: "fnuz", none: "none" } as const)[layout.nans],
    infinities: layout.hasInfinity,
    negativeZero: layout.hasMinusZero,
    subnormals: layout.hasSubnormals,
    zero: layout.hasZero,
    oneDigitTies: layout.tiesToEvenCode ? "evenCode" : "largerMagnitude",
  });
}

const someSubjects: Subject[] = Array.from({ length: 60 }, someLayout)
  .filter((layout) => maxFiniteOf(layout) > 0n)
  .map((layout) => ({ name: JSON.stringify(layout), layout, format: define("SOME", layout) }));

describe.each([
  ["p3109({ width, precision, signed, extended })", p3109Subjects, 3],
  [`defineFormat of ${someSubjects.length} random definitions, seed ${seed}`, someSubjects, 20],
] as const)("%s against the oracle", (_title, subjects, casesPerOption) => {
  it("decodes every code, and encodes the value to it", () => {
    const failures = new Failures();
    for (const { name, layout, format } of subjects) {
      for (let code = 0; code < 2 ** bitsOf(layout); code++) {
        const datum = read(layout, code, !layout.hasSubnormals);
        const x = decode(format, code);
        const isRight =
          datum.kind === "nan"
            ? isNaNCode(format, code) && Number.isNaN(x)
            : datum.kind === "infinity"
              ? x === (datum.isNegative ? -1 : 1) / 0
              : x === toNumber(datum.value) && (x !== 0 || Object.is(x, -0) === datum.isNegative);
        failures.check(isRight, () => `${name} ${hex(code)}: ${x}`);
        failures.check(BigInt(encode(format, x)) === encodeExactly(layout, x, {}).code, () => `${name} encode ${x}`);
      }
    }
    expect(failures.first).toEqual([]);
  });

  it("encodes midpoints and their neighbours under every option", () => {
    const failures = new Failures();
    const asked = allOptions.map(withFlags);
    for (const [s, { name, layout, format }] of subjects.entries()) {
      for (let code = s % 3; code < Number(maxFiniteOf(layout)); code += 3) {
        const middle = (decode(format, code) + decode(format, code + 1)) / 2;
        const x = code % 2 === 0 ? middle : neighbour(middle, code % 4 === 1 ? 1 : -1);
        for (const [k, options] of allOptions.entries()) {
          if ((k + code) % 4 !== 0) continue;
          const y = k % 3 === 0 ? -x : x;
          const got = resultOf(() => encode(format, y, asked[k]!));
          const expected = encodeExactly(layout, y, options);
          const isRight = got.code === expected.code && got.flags === expected.flags;
          failures.check(isRight, () => describeFailure(`${name} encode ${y}`, options, got, expected));
        }
      }
    }
    expect(failures.first).toEqual([]);
  });

  it.each(Object.keys(arity) as OperationName[])("computes %s under every option", (operation) => {
    const failures = new Failures();
    for (const subject of subjects) {
      const check = createCaseChecker(subject, operation, allOptions);
      const mask = 2 ** bitsOf(subject.layout) - 1;
      for (let i = 0; i < casesPerOption * allOptions.length; i++) {
        const codes = [random() & mask, random() & mask, random() & mask].slice(0, arity[operation]);
        const failure = check(codes, i % allOptions.length);
        failures.check(failure === undefined, () => failure!);
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe("p3109(parameters)", () => {
  it("is named as in the report and refuses what is no format of it", () => {
    expect(p3109({ width: 8, precision: 3 }).name).toBe("binary8p3se");
    expect(p3109({ width: 8, precision: 8, signed: false, extended: false }).name).toBe("binary8p8uf");
    expect(() => p3109({ width: 8, precision: 8 })).toThrow(
      "p3109: width 3 or more and precision 1 … width − 1 expected, got width 8 and precision 8",
    );
    expect(() => p3109({ width: 2, precision: 1 })).toThrow(RangeError);
    expect(() => p3109({ width: 8, precision: 0, signed: false })).toThrow(RangeError);
  });
});

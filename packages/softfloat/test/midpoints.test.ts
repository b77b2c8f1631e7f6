import { describe, expect, test } from "vitest";
import { BF16, createFlags, encode, type Format, FP16, f64ToBf16, f64ToF16 } from "../src/index.ts";
import { infinityOf, layouts, valueOfMagnitude } from "./oracle/layout.ts";
import { compare, fromNumber, type Rational } from "./oracle/rational.ts";
import { locate, modes, settle } from "./oracle/round.ts";
import { Failures, flagBits, hex, neighbour } from "./support.ts";

const cases: [name: keyof typeof layouts, format: Format, fast: (x: number) => number][] = [
  ["FP16", FP16, f64ToF16],
  ["BF16", BF16, f64ToBf16],
];

/** Compare value and flags with the oracle, both signs, every mode, both kinds of tininess where they can differ. */
function checkAll(failures: Failures, [name, format, fast]: (typeof cases)[number], magnitude: number): void {
  const exact = fromNumber(magnitude);
  const position = locate(layouts[name], (candidate: Rational) => compare(exact, candidate));
  for (const isNegative of [false, true]) {
    const x = isNegative ? -magnitude : magnitude;
    for (const rounding of modes) {
      for (const tininess of position.isBelowLeastNormal ? tininesses : afterOnly) {
        const expected = settle(layouts[name], position, isNegative, rounding, tininess === "beforeRounding");
        const flags = createFlags();
        const code = encode(format, x, { rounding, tininess, flags });
        failures.check(
          code === expected.code && flagBits(flags) === expected.flags,
          () =>
            `${x} ${rounding} ${tininess}: got ${hex(code)} ${flagBits(flags)}, expected ${hex(expected.code)} ${expected.flags}`,
        );
        if (rounding === "roundTiesToEven") failures.check(fast(x) === expected.code, () => `fast tier: ${x}`);
      }
    }
  }
}

const afterOnly = ["afterRounding"] as const;
const tininesses = ["afterRounding", "beforeRounding"] as const;

describe("encode(format, x, { rounding, tininess, flags }) against the oracle", () => {
  test.each(cases)("every midpoint of %s neighbours, and the binary64 numbers beside it", (...row) => {
    const [name] = row;
    const failures = new Failures();
    for (let code = 0; code < infinityOf(layouts[name]); code++) {
      const lower = valueOfMagnitude(layouts[name], code);
      const upper = valueOfMagnitude(layouts[name], code + 1); // 2^(emax + 1) after the largest finite number
      const midpoint =
        (Number(lower.numerator) / Number(lower.denominator) + Number(upper.numerator) / Number(upper.denominator)) / 2;
      for (const x of [neighbour(midpoint, -1), midpoint, neighbour(midpoint, 1)]) checkAll(failures, row, x);
    }
    console.log(`midpoints: ${failures.cases} ${name} comparisons`);
    expect(failures.first).toEqual([]);
  });

  test.each(cases)("%s at the edges of its range and at the ends of binary64", (...row) => {
    const [, format] = row;
    const failures = new Failures();
    const powers = [-1074, -1073, -1022, -149, -148, -126, -125, 127, 128, 1023];
    for (let k = -4; k <= 4; k++) powers.push(format.emin + k, format.emin - format.precision + k, format.emax + k);
    for (const power of powers) {
      const x = 2 ** power;
      for (const y of [x, 1.5 * x, 1.75 * x, neighbour(x, -1), neighbour(x, 1)]) {
        if (y !== 0 && Number.isFinite(y)) checkAll(failures, row, y);
      }
    }
    checkAll(failures, row, Number.MAX_VALUE);
    checkAll(failures, row, Number.MIN_VALUE);
    expect(failures.first).toEqual([]);
  });
});

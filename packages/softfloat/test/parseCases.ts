import { parse } from "../src/index.ts";
import { type LayoutName, layouts, maxFiniteOf, valueOfMagnitude } from "./oracle/layout.ts";
import { compare, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { locate, modes, settle } from "./oracle/round.ts";
import type { Options } from "./oracle/special.ts";
import { decimalText } from "./oracle/text.ts";
import type { Failures } from "./support.ts";
import { describeFailure, formats, resultOf, withFlags } from "./underTest.ts";

const everywhere: Options[] = [
  ...modes.map((rounding): Options => ({ rounding })),
  ...[0n, 1n, 31n].map((bits): Options => ({ rounding: "stochastic", random: { bits, count: 5 } })),
  { rounding: "stochastic", random: { bits: (1n << 64n) - 1n, count: 64 } },
];
const belowNormal = modes.map((rounding): Options => ({ rounding, tininess: "beforeRounding" }));
const aboveFinite = modes.map((rounding): Options => ({ rounding, saturate: true }));

/** Compare code and flags of a text with the oracle's for its exact value: both signs, every mode. */
export function checkText(failures: Failures, name: LayoutName, text: string, exact: Rational): void {
  const layout = layouts[name];
  const position = locate(layout, (candidate) => compare(exact, candidate));
  const isAtTop = position.upper > maxFiniteOf(layout);
  const choices = [...everywhere, ...(position.isBelowLeastNormal ? belowNormal : []), ...(isAtTop ? aboveFinite : [])];
  for (const isNegative of [false, true]) {
    for (const options of choices) {
      const expected = settle(layout, position, isNegative, options);
      const got = resultOf(() => parse(formats[name], isNegative ? `-${text}` : text, withFlags(options)));
      const isRight = got.code === expected.code && got.flags === expected.flags;
      failures.check(isRight, () => describeFailure(`${isNegative ? "-" : ""}${text}`, options, got, expected));
    }
  }
}

/** The decimal text of the middle between a magnitude and the next one, and what is `10^-place` beside it. */
export function checkMidpoint(
  failures: Failures,
  name: LayoutName,
  magnitude: bigint,
  places: readonly number[],
): void {
  const [lower, upper] = [valueOfMagnitude(layouts[name], magnitude), valueOfMagnitude(layouts[name], magnitude + 1n)];
  const midpoint = times(plus(lower, upper), scaled(1n, -1));
  checkText(failures, name, decimalText(midpoint), midpoint);
  for (const place of places) {
    for (const numerator of [-1n, 1n]) {
      const beside = plus(midpoint, { numerator, denominator: 10n ** BigInt(place) });
      checkText(failures, name, decimalText(beside), beside);
    }
  }
}

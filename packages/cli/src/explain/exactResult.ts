import type { Rational } from "@binade/softfloat";
import type { RoundingExplanation, TracedOperation } from "@binade/softfloat/teaching";

const plus = (x: Rational, y: Rational): Rational => ({
  numerator: x.numerator * y.denominator + y.numerator * x.denominator,
  denominator: x.denominator * y.denominator,
});
const times = (x: Rational, y: Rational): Rational => ({
  numerator: x.numerator * y.numerator,
  denominator: x.denominator * y.denominator,
});
const opposite = (x: Rational): Rational => ({ ...x, numerator: -x.numerator });

function over(x: Rational, y: Rational): Rational | null {
  if (y.numerator === 0n) return null;
  const sign = y.numerator < 0n ? -1n : 1n;
  return times(x, { numerator: sign * y.denominator, denominator: sign * y.numerator });
}

const operations: Readonly<Record<TracedOperation, (a: Rational, b: Rational, c: Rational) => Rational | null>> = {
  add: plus,
  sub: (a, b) => plus(a, opposite(b)),
  mul: times,
  div: over,
  sqrt: () => null, // mostly no fraction
  fma: (a, b, c) => plus(times(a, b), c),
};

/** The operation on the numbers as they were written; null where it is no fraction. */
export function exactResult(operation: TracedOperation, operands: readonly RoundingExplanation[]): Rational | null {
  const values: Rational[] = [];
  for (const { input } of operands) {
    if (input.value === null) return null;
    values.push({ numerator: BigInt(input.value.numerator), denominator: BigInt(input.value.denominator) });
  }
  const [a, b = a, c = a] = values;
  return a === undefined || b === undefined || c === undefined ? null : operations[operation](a, b, c);
}

import { nanResult } from "../codes/specials.ts";
import { type Unpacked, unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { type Dyadic, leadingExponent } from "./enclosures/dyadic.ts";
import type { Enclosure } from "./enclosures/enclosure.ts";
import { deliver, type Outcome } from "./outcome.ts";
import { roundEnclosure } from "./roundEnclosure.ts";

/** An enclosure that narrows as `digits` grows, of a number that is not dyadic; `undefined` where there is none yet. */
export type Encloser = (digits: number) => Enclosure | undefined;

/** A function of one number: what it is at zeros and infinities, negative one first, and at every other number. */
export interface Elementary {
  readonly zeros: readonly [minus: Outcome | Encloser, plus: Outcome | Encloser];
  readonly infinities: readonly [minus: Outcome | Encloser, plus: Outcome | Encloser];
  readonly finite: (x: Dyadic) => Outcome | Encloser;
}

/** Digits to spare in the first attempt. A random number needs one more attempt once in 2^40 times. */
const spareDigits = 48;

/**
 * `f(a)`, correctly rounded: exactly where the result is known, else by Ziv's strategy, an enclosure of the real number that
 * is narrowed until it decides the rounding.
 *
 * It ends because no other result of these functions is dyadic: by the theorem of Lindemann and Weierstrass, or, for powers
 * and roots, because it is irrational or a fraction in lowest terms. For the error function and the GELUs no such theorem is
 * used; it ends for every code of FP16 and BF16.
 *
 * @see A. Ziv, “Fast evaluation of elementary mathematical functions with correctly rounded last bit”, ACM TOMS 17, 1991.
 */
export function evaluate<C extends Code>(f: Elementary, format: Format<C>, a: C, options: RoundingOptions): C {
  const [x] = unpackOperands(format, [a], options);
  const nan = nanResult(format, [x], options);
  if (nan !== undefined) return nan;

  const outcome = outcomeAt(f, x);
  if (typeof outcome !== "function") return deliver(format, outcome, options);

  for (let digits = firstDigits(format, x, options); ; digits *= 2) {
    const enclosure = outcome(digits);
    const code = enclosure && roundEnclosure(format, enclosure, options);
    if (code !== undefined) return code;
  }
}

function outcomeAt(f: Elementary, { kind, isNegative, significand, exponent }: Unpacked): Outcome | Encloser {
  if (kind === "infinite") return f.infinities[isNegative ? 0 : 1];
  if (significand === 0n) return f.zeros[isNegative ? 0 : 1];
  return f.finite({ significand: isNegative ? -significand : significand, exponent });
}

/** Near zero a result may differ from a dyadic number first in a term of the order of `x³`. */
function firstDigits(format: Format<Code>, x: Unpacked, options: RoundingOptions): number {
  const zeros = x.significand === 0n ? 0 : Math.max(-leadingExponent(x), 0);
  return digitsToRound(format, options) + spareDigits + 3 * zeros;
}

import type { Unrounded } from "./deliver.ts";
import { integerOf } from "./integers.ts";
import type { Datum, Layout } from "./layout.ts";
import { negated, over, plus, type Rational, scaled, times } from "./rational.ts";
import { invalid, nanAmong, type Options } from "./special.ts";

/** §5.3.1: `x − y · n`, `n` the integer nearest to `x / y`, ties to even. */
export function remainder(layout: Layout, [x, y]: readonly [Datum, Datum], options: Options): Unrounded {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(layout, [x, y], options)!;
  if (x.kind === "infinity" || (y.kind === "number" && y.value.numerator === 0n)) return invalid(layout, options);
  if (y.kind === "infinity") return x;
  const value = remainderOf(x.value, y.value);
  return { kind: "number", isNegative: value.numerator === 0n ? x.isNegative : value.numerator < 0n, value };
}

function remainderOf(x: Rational, y: Rational): Rational {
  const n = integerOf(over(x, y), { rounding: "roundTiesToEven" });
  return plus(x, negated(times(y, scaled(n, 0))));
}

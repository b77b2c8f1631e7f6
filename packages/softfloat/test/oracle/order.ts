import type { Datum } from "./layout.ts";
import { compare } from "./rational.ts";

/** §5.10: −1, 0 or 1 as `x` comes before `y`, is the same datum, or comes after it. */
export function totalOrder(x: Datum, y: Datum): number {
  const groups = groupOf(x) - groupOf(y);
  if (groups !== 0) return Math.sign(groups);
  if (x.kind === "number" && y.kind === "number") {
    return compare(x.value, y.value) || Number(y.isNegative) - Number(x.isNegative);
  }
  if (x.kind !== "nan" || y.kind !== "nan") return 0;
  const distance = Number(y.isSignaling) - Number(x.isSignaling) || Math.sign(Number(x.payload.T - y.payload.T));
  return x.isNegative ? -distance : distance;
}

/** Negative NaNs, −∞, numbers, +∞, positive NaNs. */
function groupOf(x: Datum): number {
  const distance = { nan: 2, infinity: 1, number: 0 }[x.kind];
  return x.isNegative ? -distance : distance;
}

import { type Bracket, digits, fromInteger, product, quotient, root, sum } from "./bracket.ts";

/**
 * `π` between the perimeters of the inscribed and the circumscribed polygon of a circle of diameter 1, whose sides are
 * doubled, from 4, until they agree: the circumscribed one becomes the harmonic mean of both, the inscribed one the
 * geometric mean of the new and itself. Means grow with what they are of, so either end has a recursion of its own.
 */
export const pi: Bracket = { low: perimeters("low").inscribed, high: perimeters("high").circumscribed };

function perimeters(end: "low" | "high"): { inscribed: bigint; circumscribed: bigint } {
  const point = (bracket: Bracket): Bracket => ({ low: bracket[end], high: bracket[end] });
  let circumscribed = fromInteger(4n);
  let inscribed = point(root(fromInteger(8n)));
  for (let doublings = 0; 2 * doublings < digits; doublings++) {
    const area = product(circumscribed, inscribed);
    circumscribed = point(quotient(sum(area, area), sum(circumscribed, inscribed)));
    inscribed = point(root(product(circumscribed, inscribed)));
  }
  return { inscribed: inscribed[end], circumscribed: circumscribed[end] };
}

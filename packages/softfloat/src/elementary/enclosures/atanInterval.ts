import { constants } from "./constants.ts";
import {
  add,
  divide,
  divideByInteger,
  type Interval,
  multiply,
  oneAt,
  shiftLeft,
  squareRoot,
  subtract,
} from "./interval.ts";

/** Angle of the point `(x, y)` in the first quadrant, for `x, y ≥ 0` and not both near zero: `arctan(y/x)`. */
export function angleInterval(y: Interval, x: Interval, digits: number): Interval {
  if (y.high <= x.low) return atanInterval(divide(y, x, digits), digits);
  const complement = atanInterval(divide(x, y, digits), digits);
  return subtract(shiftLeft(constants.pi(digits), -1), complement);
}

/** `arctan z` for `0 ≤ z ≲ 1`: the angle is halved twice, which leaves `z ≲ 1/5`, then by its Taylor series. */
function atanInterval(z: Interval, digits: number): Interval {
  return shiftLeft(atanSeries(halved(halved(z, digits), digits), digits), 2);
}

/** `tan(α/2)` from `z = tan α`: `z / (1 + √(1 + z²))`. */
function halved(z: Interval, digits: number): Interval {
  const hypotenuse = squareRoot(add(oneAt(digits), multiply(z, z, digits)), digits);
  return divide(z, add(oneAt(digits), hypotenuse), digits);
}

/** `Σ (−1)^j · z^(2j + 1) / (2j + 1)`, for `0 ≤ z < 1/2`. */
function atanSeries(z: Interval, digits: number): Interval {
  const square = multiply(z, z, digits);
  let power = z;
  let sum: Interval = { low: 0n, high: 0n };
  for (let odd = 1n; power.high > 1n; odd += 2n) {
    const term = divideByInteger(power, odd);
    sum = odd % 4n === 3n ? subtract(sum, term) : add(sum, term);
    power = multiply(power, square, digits);
  }
  return { low: sum.low - 1n, high: sum.high + 1n }; // terms fall and alternate: what is left is less than the next one
}

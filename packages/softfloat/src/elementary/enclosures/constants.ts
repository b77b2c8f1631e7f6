import { add, divideByInteger, type Interval, multiplyByInteger, shiftLeft, subtract } from "./interval.ts";

/** Digits are computed in steps of this many, so that a growing precision reuses the last computation. */
const step = 256;

/** `π` and the natural logarithms of 2 and 10, to any number of fractional digits. */
export const constants: Record<"pi" | "ln2" | "ln10", (digits: number) => Interval> = {
  // Machin: π/4 = 4 arctan(1/5) − arctan(1/239)
  pi: /* @__PURE__ */ remembered((digits) =>
    subtract(
      multiplyByInteger(inverseSeries(5n, true, digits), 16n),
      multiplyByInteger(inverseSeries(239n, true, digits), 4n),
    ),
  ),
  // 2 = (1 + 1/3) / (1 − 1/3)
  ln2: /* @__PURE__ */ remembered((digits) => multiplyByInteger(inverseSeries(3n, false, digits), 2n)),
  // 10 = 2^3 · (1 + 1/9) / (1 − 1/9)
  ln10: /* @__PURE__ */ remembered((digits) =>
    add(
      multiplyByInteger(inverseSeries(3n, false, digits), 6n),
      multiplyByInteger(inverseSeries(9n, false, digits), 2n),
    ),
  ),
};

/** Keeps the longest expansion asked for and shortens it; a table that is built when it is needed. */
function remembered(compute: (digits: number) => Interval): (digits: number) => Interval {
  let known = { digits: 0, interval: { low: 0n, high: 0n } };
  return (digits) => {
    if (digits > known.digits) {
      const longer = Math.ceil(digits / step) * step;
      known = { digits: longer, interval: compute(longer) };
    }
    return shiftLeft(known.interval, digits - known.digits);
  };
}

/** `arctan(1/n)` where the signs alternate, else `artanh(1/n)`: `Σ ± 1 / ((2j + 1) · n^(2j + 1))`, for `n ≥ 3`. */
function inverseSeries(n: bigint, isAlternating: boolean, digits: number): Interval {
  const unit = 1n << BigInt(digits);
  let power: Interval = divideByInteger({ low: unit, high: unit }, n);
  let sum: Interval = { low: 0n, high: 0n };
  for (let odd = 1n; power.high > 1n; odd += 2n) {
    const term = divideByInteger(power, odd);
    sum = isAlternating && odd % 4n === 3n ? subtract(sum, term) : add(sum, term);
    power = divideByInteger(power, n * n);
  }
  return { low: sum.low - 1n, high: sum.high + 1n }; // what is left is at most power · (1 + 1/9 + …)/odd < 1 unit
}

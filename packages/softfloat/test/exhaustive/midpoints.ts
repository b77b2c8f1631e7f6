import { encode, f64ToBf16, f64ToF16 } from "../../src/index.ts";
import { type LayoutName, layouts, maxFiniteOf, valueOfMagnitude } from "../oracle/layout.ts";
import { compare, fromNumber, plus, scaled, times, toNumber } from "../oracle/rational.ts";
import { locate, modes, settle } from "../oracle/round.ts";
import type { Options } from "../oracle/special.ts";
import { neighbour } from "../support.ts";
import { describeFailure, formats, resultOf, withFlags } from "../underTest.ts";
import { everyFlush } from "./choices.ts";
import { failuresKept, type Outcome } from "./outcome.ts";

const fastTier: Partial<Record<LayoutName, (x: number) => number>> = { FP16: f64ToF16, BF16: f64ToBf16 };

const everyMode: Options[] = modes.map((rounding) => ({ rounding }));
const atRandom: Options[] = [0n, 1n, 31n].map((bits) => ({ rounding: "stochastic", random: { bits, count: 5 } }));
const always = withAccumulator([...everyMode, ...atRandom]);
const belowNormal = withAccumulator([
  ...everyMode.map((options): Options => ({ ...options, tininess: "beforeRounding" })),
  ...everyFlush.map((options) => ({ ...options, flushInputs: false })),
]);
const aboveFinite = withAccumulator(everyMode.map((options) => ({ ...options, saturate: true })));

function withAccumulator(choices: readonly Options[]) {
  return choices.map((options) => ({ options, asked: withFlags(options) }));
}

/** Encode a magnitude and its negative in every mode, and under whatever else can matter there. */
export function checkMagnitude(name: LayoutName, magnitude: number): Outcome {
  const layout = layouts[name];
  const exact = fromNumber(magnitude);
  const position = locate(layout, (candidate) => compare(exact, candidate));
  const isAtTop = position.upper > maxFiniteOf(layout);
  const choices = [...always, ...(position.isBelowLeastNormal ? belowNormal : []), ...(isAtTop ? aboveFinite : [])];
  const failures: string[] = [];
  for (const isNegative of [false, true]) {
    const x = isNegative ? -magnitude : magnitude;
    for (const { options, asked } of choices) {
      const expected = settle(layout, position, isNegative, options);
      const got = resultOf(() => encode(formats[name], x, asked));
      if (got.code === expected.code && got.flags === expected.flags) continue;
      failures.push(describeFailure(`${name} encode ${x}`, options, got, expected));
    }
    const fast = fastTier[name]?.(x);
    const { code } = settle(layout, position, isNegative, {});
    if (fast !== undefined && BigInt(fast) !== code)
      failures.push(`fast tier: ${name} ${x}: got ${fast}, expected ${code}`);
  }
  return { cases: 2 * choices.length, failures: failures.slice(0, failuresKept) };
}

/** The middle between a magnitude and the next, and the binary64 numbers on both sides of it. */
export function midpointOf(name: LayoutName, magnitude: bigint): number[] {
  const [lower, upper] = [valueOfMagnitude(layouts[name], magnitude), valueOfMagnitude(layouts[name], magnitude + 1n)];
  const midpoint = toNumber(times(plus(lower, upper), scaled(1n, -1)));
  return [neighbour(midpoint, -1), midpoint, neighbour(midpoint, 1)];
}

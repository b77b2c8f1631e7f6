import { createFlags, roundToIntegral, toInt } from "../src/index.ts";
import type { FormatCase } from "./everyFormat.ts";
import { type IntegerKind, integral, toInteger } from "./oracle/integers.ts";
import { bitsOf, type Layout } from "./oracle/layout.ts";
import { remembering } from "./oracle/remembering.ts";
import { modes } from "./oracle/round.ts";
import type { Options } from "./oracle/special.ts";
import { createRandom, Failures, flagBits, hex, seed } from "./support.ts";
import { codeOf, describeFailure, resultOf, withFlags } from "./underTest.ts";

/** Every mode, and what else matters where integers are rounded. */
export const integralChoices: readonly Options[] = [
  ...modes.map((rounding): Options => ({ rounding })),
  { rounding: "stochastic", random: { bits: 3, count: 3 } },
  { rounding: "roundTowardPositive", saturate: true, flushInputs: true },
];

/** Whether to test a code under the `k`-th of the choices. */
export type IsTaken = (code: bigint, k: number) => boolean;

const samples = 3000;

/** `roundToIntegral` against the oracle, values and flags. */
export function checkRoundToIntegral(formatCase: FormatCase, isTaken: IsTaken): Failures {
  const { format, layout } = formatCase;
  const rounds = integralChoices.map((options) => remembering(layout, options));
  const failures = new Failures();
  for (const code of codesOf(layout)) {
    for (const [k, options] of integralChoices.entries()) {
      if (!isTaken(code, k)) continue;
      const isExact = (code + BigInt(k)) % 3n !== 0n;
      const expected = integral(layout, code, options, { isExact, round: rounds[k]! });
      const flagged = { ...withFlags(options), exact: isExact };
      const got = resultOf(() => roundToIntegral(format, codeOf(format, code), flagged));
      failures.check(got.code === expected.code && got.flags === expected.flags, () =>
        describeFailure(`${hex(code)} exact ${isExact}`, options, got, expected),
      );
    }
  }
  return failures;
}

const kinds: readonly IntegerKind[] = ([4, 8, 16, 32, 64] as const).flatMap((bits) =>
  [true, false].flatMap((signed) =>
    (["saturating", "x86", "riscv", "modular"] as const).map((invalid, i) => {
      return { bits, signed, invalid, exact: i % 2 === 0 };
    }),
  ),
);

/** `toInt` into a kind of integer in turn against the oracle, values and flags. */
export function checkToInt({ format, layout }: FormatCase, isTaken: IsTaken): Failures {
  const failures = new Failures();
  for (const code of codesOf(layout)) {
    for (const [k, options] of integralChoices.entries()) {
      if (!isTaken(code, k)) continue;
      const kind = kinds[(Number(code % 1021n) + 7 * k) % kinds.length]!;
      const expected = toInteger(layout, code, options, kind);
      const flags = createFlags();
      const got = toInt(format, codeOf(format, code), { ...options, ...kind, flags });
      const isOfKind = typeof got === (kind.bits === 64 ? "bigint" : "number") && !Object.is(got, -0);
      const isSame = isOfKind && BigInt(got) === expected.integer && flagBits(flags) === expected.flags;
      failures.check(isSame, () => {
        const wanted = JSON.stringify({ ...kind, rounding: options.rounding });
        return `${hex(code)} ${wanted}: got ${got} ${flagBits(flags)}, expected ${expected.integer} ${expected.flags}`;
      });
    }
  }
  return failures;
}

/** Every code of a format up to 16 bits; of a wider one a sample around the integers. */
function* codesOf(layout: Layout): Generator<bigint> {
  if (bitsOf(layout) > 16) yield* someCodes(layout);
  else for (let code = 0; code < 1 << bitsOf(layout); code++) yield BigInt(code);
}

function* someCodes(layout: Layout): Generator<bigint> {
  const random = createRandom(seed);
  const exponents = 1 << layout.w;
  for (let i = 0; i < samples; i++) {
    const exponent = i % 8 === 0 ? random() % exponents : (layout.bias - 3 + (random() % (layout.t + 45))) % exponents;
    const wide = (BigInt(random()) << 32n) | BigInt(random());
    const few = (wide % 8n) << BigInt(random() % layout.t); // so that ties are common
    const digits = (i % 2 === 0 ? wide : few) % (1n << BigInt(layout.t));
    yield ((BigInt(exponent) + BigInt(i % 3 === 0 ? exponents : 0)) << BigInt(layout.t)) + digits;
  }
}

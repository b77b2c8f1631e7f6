import { describe, expect, it } from "vitest";
import { remainder } from "../src/index.ts";
import { everyFormat, type FormatCase, narrowFormats } from "./everyFormat.ts";
import { deliver } from "./oracle/deliver.ts";
import { bitsOf, infinityOf, nanOf, read, signBitOf } from "./oracle/layout.ts";
import { remainder as remainderExactly } from "./oracle/remainder.ts";
import { remembering } from "./oracle/remembering.ts";
import { modes } from "./oracle/round.ts";
import type { Options, Result } from "./oracle/special.ts";
import { createRandom, Failures, hex, seed } from "./support.ts";
import { codeOf, describeFailure, resultOf, withFlags } from "./underTest.ts";

const samples = 3000;

/** A mode in turn is enough, since a remainder is exact where there are subnormals. */
const choices: readonly Options[] = [
  ...modes.map((rounding): Options => ({ rounding })),
  { nan: "propagate", nanSubstitute: "oppositeZero" },
  { flushInputs: true },
  { flushInputs: true, flushOutputs: true, tininess: "beforeRounding" },
];

function check(
  failures: Failures,
  { format }: FormatCase,
  [a, b]: readonly [bigint, bigint],
  { options, expected }: { readonly options: Options; readonly expected: Result },
): void {
  const got = resultOf(() => remainder(format, codeOf(format, a), codeOf(format, b), withFlags(options)));
  failures.check(got.code === expected.code && got.flags === expected.flags, () =>
    describeFailure(`${hex(a)} ${hex(b)}`, options, got, expected),
  );
}

describe("remainder(format, a, b, options) against the oracle, values and flags", () => {
  it.each(narrowFormats)("every pair of codes: $name", (formatCase) => {
    const { layout } = formatCase;
    const size = 1 << bitsOf(layout);
    const rounds = choices.map((options) => remembering(layout, options));
    const data = [false, true].map((flushes) => Array.from({ length: size }, (_, code) => read(layout, code, flushes)));
    const failures = new Failures();
    for (let pair = 0; pair < size * size; pair++) {
      const [a, b] = [Math.floor(pair / size), pair % size];
      const k = (pair + a) % choices.length;
      const options = choices[k]!;
      const operands = data[options.flushInputs ? 1 : 0]!;
      const expected = rounds[k]!(remainderExactly(layout, [operands[a]!, operands[b]!], options));
      check(failures, formatCase, [BigInt(a), BigInt(b)], { options, expected });
    }
    expect(failures.first).toEqual([]);
    expect(failures.cases).toBe(size * size);
  });

  it.each(everyFormat)(`${samples} pairs, seed ${seed}: $name`, (formatCase) => {
    const { layout } = formatCase;
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < samples; i++) {
      const [a, b] = somePair(formatCase, random);
      const options = choices[i % choices.length]!;
      const data = [read(layout, a, options.flushInputs), read(layout, b, options.flushInputs)] as const;
      const expected = deliver(layout, remainderExactly(layout, data, options), options);
      check(failures, formatCase, [a, b], { options, expected });
    }
    expect(failures.first).toEqual([]);
  });
});

/** Any two codes, or one near a multiple and a half of the other, or a special one. */
function somePair({ layout }: FormatCase, random: () => number): [bigint, bigint] {
  const codes = 1n << BigInt(bitsOf(layout));
  const some = (): bigint => ((BigInt(random()) << 32n) | BigInt(random())) % codes;
  const a = some();
  const kind = random() % 8;
  if (kind < 3) return [a, some()];
  if (kind < 6) {
    const exponents = BigInt(random() % (layout.t + 3)) << BigInt(layout.t);
    return [a, (a - exponents + BigInt(random() % 5) - 2n + codes) % codes];
  }
  const specials = [0n, 1n, 1n << BigInt(layout.t), infinityOf(layout) ?? 0n, nanOf(layout) ?? 0n, signBitOf(layout)];
  const special = specials[random() % specials.length]! % codes;
  return kind === 6 ? [a, special] : [special, a];
}

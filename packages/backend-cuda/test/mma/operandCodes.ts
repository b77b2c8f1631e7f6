import type { Format } from "@binade/softfloat";

const { SEED = "754" } = process.env;

/** Seed of the random tests, printed in their titles; set `SEED` to replay another run. */
export const seed: number = Number(SEED);

/** A generator of uniform 32-bit words (mulberry32), so that a seed replays a run. */
export function createRandom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
}

type Draw = (format: Format, random: () => number) => number;

const signed = (format: Format, random: () => number, magnitude: number): number =>
  random() % 2 === 0 ? magnitude : magnitude + format.signBit;

/** Codes that go wrong in different ways: any at all, subnormals, the largest, alike ones that cancel, far apart ones. */
export const draws: Readonly<Record<string, Draw>> = {
  any: (format, random) => random() % (2 * format.signBit),
  finite: (format, random) => signed(format, random, random() % (format.maxFinite + 1)),
  tiny: (format, random) => signed(format, random, random() % 2 ** (format.precision + 1)),
  huge: (format, random) => signed(format, random, format.maxFinite - (random() % 2 ** format.precision)),
  cancelling: (format, random) => {
    const binade = format.bias + (random() % 2);
    return signed(format, random, binade * 2 ** (format.precision - 1) + (random() % 2));
  },
  alike: (format, random) => {
    const unit = 2 ** (format.precision - 1);
    return signed(format, random, (format.bias - 2 + (random() % 4)) * unit + (random() % unit));
  },
};

/** `length` codes of one kind, an eighth of them zeros. */
export function drawCodes(format: Format, kind: string, length: number, random: () => number): number[] {
  const draw = draws[kind]!;
  return Array.from({ length }, () => (random() % 8 === 0 ? 0 : draw(format, random)));
}

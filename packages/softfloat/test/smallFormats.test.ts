import { describe, expect, it } from "vitest";
import { createFlags, eq, eqSignaling, le, leQuiet, lt, ltQuiet } from "../src/index.ts";
import { everyChoice, someRandomBits } from "./exhaustive/choices.ts";
import { createCaseChecker, smallNames, subjectOf } from "./exhaustive/smallFormats.ts";
import { bitsOf, type LayoutName, layouts, read } from "./oracle/layout.ts";
import { compareExactly, type OperationName } from "./oracle/operations.ts";
import { createRandom, Failures, hex, seed } from "./support.ts";
import { formats } from "./underTest.ts";

const binary: OperationName[] = ["add", "sub", "mul", "div"];
const choices = [...everyChoice, ...someRandomBits];
const triples = 4000;

const comparisons: readonly (readonly [
  compare: typeof eq,
  isTrue: (order: number) => boolean,
  isSignaling: boolean,
])[] = [
  [eq, (order) => order === 0, false],
  [eqSignaling, (order) => order === 0, true],
  [lt, (order) => order < 0, true],
  [ltQuiet, (order) => order < 0, false],
  [le, (order) => order <= 0, true],
  [leQuiet, (order) => order <= 0, false],
];

/** Every pair under some choice, for the two formats of OFP8 and all narrower ones; of the rest every seventh pair. */
function strideOf(name: LayoutName): number {
  return bitsOf(layouts[name]) < 8 || name === "E4M3FN" || name === "E5M2" ? 1 : 7;
}

/** The defaults for every third case; else the other choices in turn. */
function choiceOf(i: number): number {
  return i % 3 === 0 ? 0 : i % choices.length;
}

describe.each(smallNames)("%s: pairs of codes, values and flags", (name) => {
  const size = 2 ** bitsOf(layouts[name]);

  it.each(binary)("%s", (operation) => {
    const check = createCaseChecker(subjectOf(name), operation, choices);
    const failures = new Failures();
    for (let pair = 0; pair < size * size; pair += strideOf(name)) {
      collect(failures, check([Math.floor(pair / size), pair % size], choiceOf(pair)));
    }
    expect(failures.first).toEqual([]);
  });

  it("sqrt of every code under every choice", () => {
    const check = createCaseChecker(subjectOf(name), "sqrt", choices);
    const failures = new Failures();
    for (let code = 0; code < size; code++) {
      for (const k of choices.keys()) collect(failures, check([code], k));
    }
    expect(failures.first).toEqual([]);
  });

  it("comparisons", () => {
    const [layout, format] = [layouts[name], formats[name]];
    const failures = new Failures();
    for (let pair = 0; pair < size * size; pair += size > 64 ? 11 : 1) {
      const [a, b] = [Math.floor(pair / size), pair % size];
      const order = compareExactly(layout, a, b);
      const nans = [read(layout, a), read(layout, b)].filter((x) => x.kind === "nan");
      const [anyNaN, anySignaling] = [nans.length > 0, nans.some(({ isSignaling }) => isSignaling)];
      for (const [compare, isTrue, isSignaling] of comparisons) {
        const flags = createFlags();
        const got = compare(format, a, b, { flags });
        const isRight = got === (order !== undefined && isTrue(order));
        const isInvalid = isSignaling ? anyNaN : anySignaling;
        failures.check(isRight && flags.invalid === isInvalid, () => `${compare.name} ${hex(a)} ${hex(b)}: got ${got}`);
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`fma of ${triples} triples, values and flags, seed ${seed}`, () => {
  it.each(smallNames)("%s", (name) => {
    const check = createCaseChecker(subjectOf(name), "fma", choices);
    const mask = 2 ** bitsOf(layouts[name]) - 1;
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < triples; i++) {
      const word = random();
      collect(failures, check([word & mask, (word >>> 8) & mask, (word >>> 16) & mask], choiceOf(i)));
    }
    expect(failures.first).toEqual([]);
  });
});

function collect(failures: Failures, failure: string | undefined): void {
  failures.check(failure === undefined, () => failure!);
}

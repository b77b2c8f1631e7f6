import { describe, expect, test } from "vitest";
import { createFlags, eq, eqSignaling, FP16, le, leQuiet, lt, ltQuiet } from "../index.ts";

const one = 0x3c00;
const two = 0x4000;
const negativeZero = 0x8000;
const quiet = 0x7e00;
const signaling = 0x7d00;

describe("comparisons give IEEE 754-2019 §5.11 and raise invalid for the NaNs they should", () => {
  // biome-ignore format: columns
  test.each<[name: string, compare: typeof eq, a: number, b: number, expected: boolean, isInvalid: boolean]>([
    ["eq",          eq,          negativeZero, 0,         true,  false],
    ["eq",          eq,          one,          two,       false, false],
    ["eq",          eq,          quiet,        quiet,     false, false],
    ["eq",          eq,          one,          signaling, false, true ],
    ["eqSignaling", eqSignaling, one,          one,       true,  false],
    ["eqSignaling", eqSignaling, one,          quiet,     false, true ],
    ["lt",          lt,          negativeZero, 0,         false, false],
    ["lt",          lt,          one,          two,       true,  false],
    ["lt",          lt,          one,          quiet,     false, true ],
    ["ltQuiet",     ltQuiet,     one,          quiet,     false, false],
    ["ltQuiet",     ltQuiet,     signaling,    one,       false, true ],
    ["le",          le,          0,            negativeZero, true, false],
    ["le",          le,          quiet,        one,       false, true ],
    ["leQuiet",     leQuiet,     quiet,        one,       false, false],
    ["leQuiet",     leQuiet,     two,          two,       true,  false],
  ])("%s %#", (_name, compare, a, b, expected, isInvalid) => {
    const flags = createFlags();
    expect(compare(FP16, a, b, { flags })).toBe(expected);
    expect(flags).toEqual({ ...createFlags(), invalid: isInvalid });
  });
});

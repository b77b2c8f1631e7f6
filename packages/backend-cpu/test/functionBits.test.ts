/**
 * Pins the bits of the elementary functions: another coefficient or another order of operations may keep every bound,
 * but it changes everybody's runs. C copies of the algorithms have the same checksums.
 */
import { describe, expect, test } from "vitest";
import { f32FromBits } from "../src/functions/f32FromBits.ts";
import { pow } from "../src/functions/pow.ts";
import { type FunctionName, functionCases } from "./functionCases.ts";

const step = 4099; // a prime: about a million words, all exponents and both signs
const canonicalNaN = 0x7fc00000;

// biome-ignore format: columns
const checksums: { readonly [N in FunctionName | "pow" | "integerPow"]: string } = {
  exp:      "38cdfbea",
  log:      "610f8bc6",
  tanh:     "47649687",
  sigmoid:  "3077059e",
  rsqrt:    "e437ee95",
  sin:      "a4b60c57",
  cos:      "d9fe2100",
  erf:      "8aa0566b",
  expm1:    "33757392",
  log1p:    "ae8d4656",
  silu:     "aabc499f",
  gelu:     "7474ad7c",
  geluTanh: "3763dde3",
  pow:        "79f44f57",
  integerPow: "5e38b9e3",
};

describe("the bits of", () => {
  test.each(Object.values(functionCases))("$name", ({ name, evaluate }) => {
    expect(checksum(evaluate)).toBe(checksums[name]);
  });

  test("pow, with y = (2^31 − word of x)·2^-23, from 256 down to −256, and that y truncated", () => {
    const exponent = (word: number): number => Math.fround((0x80000000 - word) / 2 ** 23);
    expect(checksum((x, word) => pow(x, exponent(word)))).toBe(checksums.pow);
    expect(checksum((x, word) => pow(x, Math.trunc(exponent(word))))).toBe(checksums.integerPow);
  });
});

/** Of the words of f(x) for the words 0, 4099, … below 2^32. */
function checksum(f: (x: number, word: number) => number): string {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  let sum = 0;
  for (let word = 0; word < 2 ** 32; word += step) {
    float[0] = f(f32FromBits(word), word);
    const result = Number.isNaN(float[0]) ? canonicalNaN : bits[0]!;
    sum = Math.imul(((sum << 5) | (sum >>> 27)) ^ result, 0x9e3779b1);
  }
  return (sum >>> 0).toString(16).padStart(8, "0");
}

import { describe, expect, it } from "vitest";
import { divisorWords } from "./divisorWords.ts";

/** What the shader computes. */
function divided(i: number, divisor: number): number {
  const { magic, shift } = divisorWords(divisor);
  return Number((2n * BigInt(i) * BigInt(magic)) >> BigInt(32 + shift));
}

describe("divisorWords(divisor)", () => {
  it("gives the quotient around every multiple that is near a power of two, and at the ends", () => {
    const divisors = [...Array(300).keys()].map((i) => i + 1);
    for (let power = 9; power <= 31; power++) divisors.push(2 ** power - 1, 2 ** power, 2 ** power + 1);
    for (const divisor of divisors.filter((d) => d <= 2 ** 31)) {
      const places = [0, 2 ** 31 - 1];
      for (let power = 0; power <= 31; power++) {
        const multiple = Math.floor(2 ** power / divisor) * divisor;
        places.push(multiple - 1, multiple, multiple + 1, multiple + divisor - 1, multiple + divisor);
      }
      for (const i of places.filter((place) => place >= 0 && place < 2 ** 31)) {
        if (divided(i, divisor) !== Math.floor(i / divisor)) expect([i, divisor]).toEqual("divided rightly");
      }
    }
  });

  it("has words of 32 bits, and shifts below 32", () => {
    for (const divisor of [1, 2, 3, 7, 28, 641, 2 ** 30 + 1, 2 ** 31 - 1, 2 ** 31]) {
      const { magic, shift } = divisorWords(divisor);
      expect(magic).toBeLessThan(2 ** 32);
      expect(magic).toBeGreaterThan(0);
      expect(shift).toBeLessThan(32);
    }
  });
});

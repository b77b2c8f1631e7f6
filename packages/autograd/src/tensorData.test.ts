import { createCpuBackend } from "@binade/backend-cpu";
import { encode, FP16 } from "@binade/softfloat";
import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";

describe("engine.tensor(numbers, shape, { dtype })", () => {
  it("rounds a number once to f16, not twice over f32 (N8)", async () => {
    const numbers = [
      1 + 2 ** -11 + 2 ** -40,
      1 + 2 ** -11 - 2 ** -40,
      2 ** -25 + 2 ** -70,
      65520 - 2 ** -30,
      -(1 + 2 ** -11 + 2 ** -40),
      1e300,
      0.1,
      -0,
      2 ** -160,
      Number.NaN,
    ];
    const engine = createEngine(await createCpuBackend());
    const words = await engine.tensor(numbers, undefined, { dtype: "f16" }).readWords();
    expect(Array.from(words)).toEqual(numbers.map((x) => encode(FP16, x)));
  });

  it.each([
    ["i32", 3e9],
    ["i32", 0.5],
    ["u8", 256],
    ["u8", -1],
    ["u8", Number.NaN],
  ] as const)("refuses for %s the number %d, which it does not hold", async (dtype, value) => {
    const engine = createEngine(await createCpuBackend());
    expect(() => engine.tensor([0, value], [2], { dtype })).toThrow(/got .* at position 1/);
  });
});

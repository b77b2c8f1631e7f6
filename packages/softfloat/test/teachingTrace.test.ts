import { describe, expect, it, test } from "vitest";
import { createFlags, E4M3FN, FP16, FP64 } from "../src/index.ts";
import { type Trace, trace } from "../src/teaching/index.ts";
import { everyFormat, narrowFormats } from "./everyFormat.ts";
import { bitsOf } from "./oracle/layout.ts";
import { createRandom, Failures, seed } from "./support.ts";
import { type OperationName, tracedOperations, traceFlaw } from "./teachingTraceCases.ts";
import { codeOf } from "./underTest.ts";

/** Every pair of the narrowest formats, of the others every so many. */
function strideOf(bits: number): number {
  return bits <= 6 ? 7 : 131;
}

const options = [
  {},
  { rounding: "roundTowardNegative" },
  { rounding: "roundTowardPositive", saturate: true },
  { rounding: "roundToOdd" },
  { rounding: "roundTiesToAway", flushInputs: true },
  { rounding: "stochastic", random: { bits: 5, count: 3 } },
  { rounding: "roundTowardZero", flushOutputs: true, tininess: "beforeRounding" },
] as const;

describe("trace(format, operation, …) tells the operation that is computed", () => {
  it.each(narrowFormats)("$name: pairs of codes", ({ format, layout }) => {
    const size = 2 ** bitsOf(layout);
    const failures = new Failures();
    let turn = 0;
    for (let pair = 0; pair < size * size; pair += strideOf(bitsOf(layout))) {
      const operation = tracedOperations[turn % tracedOperations.length]!;
      const codes = [Math.floor(pair / size), pair % size, (pair * 7) % size].map((code) => codeOf(format, code));
      const chosen = turn % 3 === 0 ? {} : options[turn % options.length]!;
      const flaw = traceFlaw(format, operation, codes, chosen);
      failures.check(flaw === undefined, () => `${operation} ${codes} ${JSON.stringify(chosen)}: ${flaw}`);
      turn++;
    }
    expect(failures.first).toEqual([]);
  });

  const random = createRandom(seed);

  it.each(everyFormat.filter(({ format }) => format.bits > 8))(`$name: samples, seed ${seed}`, ({ format, layout }) => {
    const failures = new Failures();
    for (let i = 0; i < 240; i++) {
      const anchor = (BigInt(random()) << 32n) | BigInt(random());
      const codes = [0, 1, 2].map((k) => {
        const near =
          i % 2 === 0 ? anchor ^ BigInt(random() % 2 ** Math.floor(layout.t / 2 + 2)) : anchor * BigInt(random() + k);
        return codeOf(format, BigInt.asUintN(bitsOf(layout), near));
      });
      const operation = tracedOperations[i % tracedOperations.length] as OperationName;
      const chosen = options[i % options.length]!;
      const flaw = traceFlaw(format, operation, codes, chosen);
      failures.check(flaw === undefined, () => `${operation} ${codes} ${JSON.stringify(chosen)}: ${flaw}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe("trace", () => {
  it("names the steps", () => {
    const names = ({ steps }: Trace): string[] => steps.map(({ name }) => name);
    expect(names(trace(FP16, "sub", 0x3c00, 0x3bff))).toEqual(["unpack", "align", "operate", "normalise", "round"]);
    expect(names(trace(FP16, "fma", 0x3c01, 0x3c01, 0xbc02))).toEqual([
      "unpack",
      "operate",
      "align",
      "operate",
      "normalise",
      "round",
    ]);
    expect(names(trace(FP16, "sub", 0x3c00, 0x3c00))).toEqual(["unpack", "align", "operate", "round"]);
    expect(names(trace(FP16, "add", 0x7c00, 0xfc00))).toEqual(["special"]);
  });

  it("leaves a stochastic result open without random bits, but not where nothing is drawn for", () => {
    const open = trace(FP16, "add", 0x3c00, 0x0400, { rounding: "stochastic" });
    expect(open.result).toBe(null);
    expect(open.flags).toEqual({ ...createFlags(), inexact: true });
    expect(open.steps[4]?.words).toContain("probability");
    expect(trace(FP16, "add", 0x3c00, 0x3c00, { rounding: "stochastic" }).result?.value).toBe("2");
    expect(trace(FP16, "add", 0x7c00, 0x3c00, { rounding: "stochastic" }).result?.value).toBe("Infinity");
    expect(trace(FP16, "mul", 0x7bff, 0x7bff, { rounding: "stochastic" }).result?.value).toBe("Infinity");
  });

  it("takes bigint codes, and is data that JSON keeps", () => {
    const sum = trace(FP64, "add", 0x3fb999999999999an, 0x3fc999999999999an);
    expect(sum.result?.code).toBe("0x3fd3333333333334");
    expect(JSON.parse(JSON.stringify(sum))).toEqual(sum);
  });

  test.each<[call: () => unknown, message: string]>([
    [() => trace(FP16, "pow" as "add", 0, 0), 'trace: one of add, sub, mul, div, sqrt, fma expected, got "pow"'],
    [() => trace(E4M3FN, "add", 0, 256), "E4M3FN: code of E4M3FN, integer of 8 bits, expected, got 256"],
    [() => trace(FP16, "sqrt", -1), "FP16: code of FP16, integer of 16 bits, expected, got -1"],
  ])("refuses %#", (call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});

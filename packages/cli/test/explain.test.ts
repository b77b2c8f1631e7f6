import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fractionText } from "../src/explain/fractionText.ts";
import { parseExpression } from "../src/explain/parseExpression.ts";
import { main } from "../src/main.ts";

let output: string[];
let errors: string[];

beforeEach(() => {
  output = [];
  errors = [];
  vi.spyOn(console, "log").mockImplementation((text) => void output.push(String(text)));
  vi.spyOn(console, "error").mockImplementation((text) => void errors.push(String(text)));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function explained(...args: string[]): Promise<string> {
  expect({ status: await main(["explain", ...args]), errors }).toEqual({ status: 0, errors: [] });
  return output.splice(0).join("\n");
}

describe("binade explain", () => {
  it("tells how a number is rounded and what its code is", async () => {
    const text = await explained("0.1");
    expect(text).toMatch(/^0\.1 in FP16, roundTiesToEven: 0x2e66 = 0\.0999755859375, positive normal$/m);
    expect(text).toMatch(/^ {2}0 01011 1001100110$/m);
  });

  it("compares several formats, named in upper or lower case or by other names", async () => {
    const lines = (await explained("0.1", "--format", "FP16,bf16, float8_e4m3fn,F32")).split("\n");
    expect(lines.slice(4).map((line) => line.split(" ")[0])).toEqual(["FP16", "BF16", "E4M3FN", "FP32"]);
    expect(lines[6]).toMatch(/^E4M3FN +8 +0x1d +0\.1015625 +0\.0156 +0\.2 +inexact +0 0011 101$/);
  });

  it("shows why 0.1 + 0.2 is not 0.3 in FP16", async () => {
    const text = await explained("0.1", "+", "0.2");
    expect(text).toMatch(/^0\.1 in FP16 is 0x2e66 = 0\.0999755859375, off by -0\.4 ulp$/m);
    expect(text).toMatch(/^ {4}exact {2}\+ 1\.0011001100\|10 · 2\^-2$/m);
    expect(text.split("\n").at(-1)).toBe(
      "The exact 0.1 + 0.2 = 0.3 would become 0x34cd = 0.300048828125: another number, 1 step away.",
    );
  });

  it("compares an operation in several formats", async () => {
    const lines = (await explained("0.1 + 0.2", "--format", "fp64,fp32")).split("\n");
    expect(lines[2]).toMatch(/^FP64( +0\.\d{21}…){4} +1$/);
    expect(lines[3]).toMatch(/ 0$/);
  });

  it.each<[args: string[], pattern: RegExp]>([
    [["-1.5"], /^-1\.5 in FP16, .*: 0xbe00 = -1\.5/],
    [["--", "-inf"], /^-inf in FP16, .*: 0xfc00 = -∞, negative infinity/],
    [["sqrt", "2"], /^2 in FP16 is 0x4000 = 2, exactly\n\n√2 in FP16\n/],
    [["1.5 * 3 - 0.5"], /^1\.5 · 3 \+ \(-0\.5\) in FP16$/m],
    [["1/0"], /flags: divideByZero$/],
    [["0x1.8p-3"], /: 0x3200 = 0\.1875/],
    [["--code", "0x2e66"], /^FP16 0x2e66 = 0\.0999755859375, positive normal$/m],
    [["--code", "0x3ff0000000000000", "--format", "fp64"], /^FP64 0x3ff0000000000000 = 1, positive normal$/m],
    [["1e6", "--saturate"], /saturate gives 65504/],
    [["2049", "--rounding", "roundTiesToAway"], /: 0x6801 = 2050/],
    [["2049", "--rounding", "stochastic"], /the lower neighbour 2048 with probability 0\.5, the upper/],
    [["2049", "--rounding", "stochastic", "--random", "1/1"], /: 0x6801 = 2050/],
    [["1", "+", "1e-4", "--rounding", "stochastic", "--random", "0/8"], /by lot/],
  ])("%j", async (args, pattern) => {
    expect(await explained(...args)).toMatch(pattern);
  });

  it("prints data with --json", async () => {
    const [number] = JSON.parse(await explained("0.1", "--json"));
    expect(number.rounding.result).toEqual({ code: "0x2e66", value: "0.0999755859375", class: "positiveNormal" });
    expect(number.code.hexFloat).toBe("0x1.998p-4");
    const [sum, other] = JSON.parse(await explained("0.1 + 0.2", "--json", "--format", "fp16,fp64"));
    expect([sum.trace.result.code, sum.direct.result.code, sum.distance]).toEqual(["0x34cc", "0x34cd", "1"]);
    expect(other.trace.result.code).toBe("0x3fd3333333333334");
    const codes = JSON.parse(await explained("--code", "126", "--json", "--format", "e4m3fn,e4m3fnuz"));
    expect(codes.map(({ value }: { value: string }) => value)).toEqual(["448", "224"]);
  });

  it.each<[args: string[], message: RegExp]>([
    [["0.1", "--format", "fp17"], /expected formats among fp64, fp32, .*, e8m0fnu; got "fp17"/],
    [["0.1", "--rounding", "up"], /Allowed choices are roundTiesToEven/],
    [["0.1", "--random", "5"], /expected bits\/count/],
    [["0.1", "--rounding", "stochastic", "--random", "8/3"], /bits below 2\^count with count 1 … 64 expected, got 8/],
    [["0.1 + 0.2", "--rounding", "stochastic"], /--random expected, as stochastic leaves an operand open/],
    [[], /expected a number or an expression, or else --code/],
    [["0.1", "--code", "1"], /expected a number or an expression, or else --code/],
    [["--code", "0x"], /expected an integer, such as 0x2e66/],
    [["--code", "0x10000"], /code of FP16, integer of 16 bits, expected, got 65536/],
    [["1", "2"], /expected an operation at "2" in "1 2"/],
    [["1", "+"], /expected a number at "" in "1 \+"/],
    [["1 + 2 + 3"], /expected a number, x \+ y, .* got "1 \+ 2 \+ 3"/],
    [["sqrt 1 + 2"], /expected one number under the root; got "1 \+ 2"/],
    [["1e99999"], /text of at most 20000 places expected, got exponent 99999/],
    [["abc"], /expected a number at "abc"/],
  ])("%j ends with status 2 and says why", async (args, message) => {
    expect(await main(["explain", ...args])).toBe(2);
    expect(errors.join("\n")).toMatch(message);
    expect(output).toEqual([]);
  });
});

describe("colours of binade explain", () => {
  const colour = "\u001b[";
  const { stdout } = process;
  const properties = ["isTTY", "hasColors"].map(
    (name) => [name, Object.getOwnPropertyDescriptor(stdout, name)] as const,
  );
  const asTerminal = (): void => {
    Object.defineProperty(stdout, "isTTY", { value: true, configurable: true });
    Object.defineProperty(stdout, "hasColors", { value: () => true, configurable: true });
  };
  afterEach(() => {
    for (const [name, property] of properties) {
      Reflect.deleteProperty(stdout, name);
      if (property !== undefined) Object.defineProperty(stdout, name, property);
    }
  });

  it("are for a terminal that has them", async () => {
    expect(await explained("0.1")).not.toContain(colour);
    asTerminal();
    vi.stubEnv("NO_COLOR", "");
    for (const args of [["0.1"], ["0.1 + 0.2"], ["--code", "1"], ["0.1", "--format", "fp16,bf16"]]) {
      expect(await explained(...args)).toContain(colour);
    }
  });

  it("are left out under NO_COLOR and --no-color, and of data", async () => {
    asTerminal();
    vi.stubEnv("NO_COLOR", "");
    expect(await explained("0.1", "--no-color")).not.toContain(colour);
    expect(await explained("0.1", "--json")).not.toContain(colour);
    vi.stubEnv("NO_COLOR", "1");
    expect(await explained("0.1")).not.toContain(colour);
  });
});

describe("parseExpression(text)", () => {
  it.each<[text: string, operation: string | undefined, operands: string[]]>([
    ["0.1", undefined, ["0.1"]],
    ["-0x1.8p-3", undefined, ["-0x1.8p-3"]],
    ["1e-5-1e+5", "sub", ["1e-5", "1e+5"]],
    ["-1--2", "sub", ["-1", "-2"]],
    ["−1 − 2", "sub", ["-1", "2"]],
    ["2x3", "mul", ["2", "3"]],
    ["0x3", undefined, ["0x3"]],
    ["0b1.1p1 × .5", "mul", ["0b1.1p1", ".5"]],
    ["inf ÷ -Infinity", "div", ["inf", "-Infinity"]],
    ["√(2)", "sqrt", ["2"]],
    ["2*3+4", "fma", ["2", "3", "4"]],
    ["2*3--4", "fma", ["2", "3", "4"]],
  ])("%s", (text, operation, operands) => {
    expect(parseExpression(text)).toEqual({ operation, operands });
  });
});

describe("fractionText(fraction)", () => {
  it.each<[numerator: string, denominator: string, text: string]>([
    ["3", "10", "0.3"],
    ["-1", "8", "-0.125"],
    ["-7", "1", "-7"],
    ["1", "3", "1/3"],
  ])("%s / %s is %s", (numerator, denominator, text) => {
    expect(fractionText({ numerator, denominator })).toBe(text);
  });
});

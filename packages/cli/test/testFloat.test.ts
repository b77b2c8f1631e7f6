import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { main } from "../src/main.ts";

let output: string;
let errors: string;

beforeEach(() => {
  output = "";
  errors = "";
  const toOutput = (text: unknown): void => {
    output += `${text}\n`;
  };
  const toErrors = (text: unknown): boolean => {
    errors += `${text}\n`;
    return true;
  };
  vi.spyOn(console, "log").mockImplementation(toOutput);
  vi.spyOn(console, "error").mockImplementation(toErrors);
  vi.spyOn(process.stderr, "write").mockImplementation(toErrors);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

function verify(text: string | Iterable<string | Uint8Array>, ...args: string[]): Promise<number> {
  const pieces = typeof text === "string" ? [text] : text;
  vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from(pieces) as typeof process.stdin);
  return main(["testfloat", "verify", ...args]);
}

describe("binade testfloat verify", () => {
  it("counts the cases, and ends with 0 when all agree", async () => {
    expect(await verify("3C00 3C00 4000 00\n3C00 4000 4200 00\n", "f16_add")).toBe(0);
    expect(output).toBe("f16_add: 2 cases, 0 disagree\n");
    expect(errors).toBe("");
  });

  it("ends with 1 when one disagrees, and prints it with the answer", async () => {
    expect(await verify("3C00 3C00 4000 00\n3C00 4000 4201 00\n", "f16_add")).toBe(1);
    expect(output).toBe("line 2: 3C00 4000 4201 00\nsoftfloat: 3C00 4000 4200 00\nf16_add: 2 cases, 1 disagree\n");
    expect(errors).toBe("binade: f16_add: 1 of 2 cases disagree\n");
  });

  it("prints the first disagreements and counts the others", async () => {
    expect(await verify("3C00 3C00 4000 01\n".repeat(50), "f16_add", "-errors", "3")).toBe(1);
    expect(output.match(/^line/gm)).toHaveLength(3);
    expect(output).toMatch(/f16_add: 50 cases, 50 disagree\n$/);
  });

  it("reads lines that arrive in pieces, end with CR LF, or lack the last end", async () => {
    const bytes = new TextEncoder().encode("3C00 3C00 4000 00\r\n3C00 4000 4200 00");
    expect(
      await verify(
        [...bytes].map((byte) => Uint8Array.of(byte)),
        "f16_add",
      ),
    ).toBe(0);
    expect(output).toBe("f16_add: 2 cases, 0 disagree\n");
  });

  test.each<[line: string, args: string[], status: number]>([
    ["3C00 1000 3C00 01", ["f16_add"], 0],
    ["3C00 1000 3C01 01", ["f16_add", "-rmax"], 0],
    ["3C00 1000 3C01 01", ["f16_add", "--rounding", "max"], 0],
    ["3C00 1000 3C00 01", ["f16_add", "-rmax", "-rmin"], 0],
    ["3C00 1000 3C01 01", ["-rmin", "-rodd", "f16_add"], 0],
    ["3C00 1000 3C00 01", ["f16_add", "-rminMag"], 0],
    ["3C00 1000 3C01 01", ["f16_add", "-rnear_maxMag"], 0],
    ["3C00 1000 3C00 01", ["f16_add", "-rmax", "-rnear_even"], 0],
    ["0401 3BFE 0400 01", ["f16_mul"], 0],
    ["0401 3BFE 0400 03", ["f16_mul", "-tininessbefore"], 0],
    ["0401 3BFE 0400 01", ["f16_mul", "-tininessbefore", "-tininessafter"], 0],
    ["3E00 00000002 00", ["f16_to_i32"], 0],
    ["3E00 00000002 01", ["f16_to_i32", "-exact"], 0],
    ["3E00 00000002 00", ["f16_to_i32", "-exact", "-notexact"], 0],
    ["3E00 00000002 01", ["f16_to_i32"], 1],
    ["7E00 12345678 10", ["f16_to_i32"], 0],
    ["7E00 80000000 10", ["f16_to_i32", "--invalid", "x86"], 0],
    ["7E00 80000000 10", ["f16_to_i32", "--invalid", "riscv"], 1],
    ["7E 7E 7F 05", ["e4m3fn_add"], 0],
    ["7E 7E 7E 05", ["e4m3fn_add", "--saturate"], 0],
    ["3FF0000000000000 3FF0000000000000 4000000000000000 00", ["f64_add"], 0],
  ])("%s with %j ends with %i", async (line, args, status) => {
    expect(await verify(`${line}\n`, ...args)).toBe(status);
  });

  test.each<[text: string, args: string[], status: number, message: RegExp]>([
    ["", ["f16_add"], 1, /f16_add: lines of TestFloat on standard input expected, got none/],
    ["3C00 3C00 4000\n", ["f16_add"], 1, /line 1: f16_add: 4 words on a line expected, got "3C00 3C00 4000"/],
    ["3C00 3C00 4000 00\n\n", ["f16_add"], 1, /line 2: f16_add: 4 words on a line expected, got ""/],
    ["", ["f16_pow"], 2, /expected <type>_<operation>; types: f16 bf16 .* ui64; operations: add sub/],
    ["", ["f16"], 2, /expected <type>_<operation>/],
    ["", [], 2, /missing required argument 'function'/],
    ["", ["f16_add", "-rup"], 2, /unknown option '-rup'/],
    ["", ["f16_add", "--rounding", "up"], 2, /Allowed choices are near_even, near_maxMag, minMag, min, max, odd/],
    ["", ["f16_add", "-errors", "x"], 2, /expected an integer from 0/],
  ])("%j with %j ends with %i and says why", async (text, args, status, message) => {
    expect(await verify(text, ...args)).toBe(status);
    expect(errors).toMatch(message);
  });
});

describe("binade testfloat gen", () => {
  const generate = async (...args: string[]): Promise<string[]> => {
    output = "";
    expect(await main(["testfloat", "gen", ...args])).toBe(0);
    return output.trimEnd().split("\n");
  };

  it("writes lines that verify accepts, under the same options", async () => {
    const options = ["-rminMag", "-tininessbefore"];
    const lines = await generate("bf16_div", "-n", "5000", ...options);
    expect(lines).toHaveLength(5000);
    expect(await verify(`${lines.join("\n")}\n`, "bf16_div", ...options)).toBe(0);
    expect(await verify(`${lines.join("\n")}\n`, "bf16_div")).toBe(1);
  });

  it("writes all codes of a small format by default", async () => {
    expect(await generate("e2m1fn_add")).toHaveLength(256);
    expect((await generate("e8m0fnu_sqrt")).at(-1)).toMatch(/^[0-9A-F]{2} [0-9A-F]{2} [01][0-9A-F]$/);
  });

  it("gives other random cases for another seed, the same for the same, and more at level 2", async () => {
    const first = await generate("f16_sqrt", "-seed", "1");
    expect(await generate("f16_sqrt")).toEqual(first);
    expect(await generate("f16_sqrt", "--seed", "2")).not.toEqual(first);
    expect((await generate("f16_sqrt", "-level", "2")).length).toBeGreaterThan(first.length);
  });

  it("writes operands alone for a type", async () => {
    expect((await generate("f16", "-n", "3")).every((line) => /^[0-9A-F]{4}$/.test(line))).toBe(true);
    expect((await generate("f64", "3", "-n", "3")).every((line) => /^([0-9A-F]{16} ?){3}$/.test(line))).toBe(true);
    expect((await generate("i32", "-n", "3")).every((line) => /^[0-9A-F]{8}$/.test(line))).toBe(true);
  });

  it("fills integers of invalid conversions as asked", async () => {
    const lines = await generate("e5m2_to_i32", "--invalid", "x86");
    expect(lines.find((line) => line.startsWith("7F "))).toBe("7F 80000000 10");
    expect((await generate("e5m2_to_i32")).find((line) => line.startsWith("7F "))).toBe("7F 00000000 10");
  });

  test.each<[args: string[], status: number, message: RegExp]>([
    [["f16_pow"], 2, /expected <type>_<operation>/],
    [["f16_add", "2"], 1, /f16_add: a number of operands goes with a type alone/],
    [["f16", "4"], 2, /expected 1, 2 or 3/],
    [["f16_add", "-level", "3"], 2, /expected 1 or 2/],
    [["f16_add", "-n", "-1"], 2, /expected an integer from 0/],
    [["f16_add", "-seed", ""], 2, /expected an integer from 0/],
  ])("%j ends with %i and says why", async (args, status, message) => {
    expect(await main(["testfloat", "gen", ...args])).toBe(status);
    expect(errors).toMatch(message);
    expect(output).toBe("");
  });

  it("prints what it takes for --help", async () => {
    expect(await main(["testfloat", "gen", "-help"])).toBe(0);
    expect(output).toMatch(/--rounding <name> +rounding mode \(-rnear_even/);
  });
});

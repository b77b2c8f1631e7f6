import { describe, expect, it, test } from "vitest";
import { exactExpression } from "./exactExpression.ts";

const exact = { isolated: true, division: "native", squareRoot: "native", conversions: "integer" } as const;
const integer = { isolated: true, division: "integer", squareRoot: "integer", conversions: "integer" } as const;
const plain = { isolated: false, division: "native", squareRoot: "native", conversions: "integer" } as const;

describe("exactExpression(formula, style)", () => {
  // biome-ignore format: columns
  test.each([
    ["a + b",             "isolated(a + b)"],
    ["a + b - c",         "isolated(isolated(a + b) - c)"],
    ["a + b * c",         "isolated(a + isolated(b * c))"],
    ["(a + b) * c",       "isolated(isolated(a + b) * c)"],
    ["a / b / c",         "isolated(isolated(a / b) / c)"],
    ["sqrt(a * a)",       "isolated(sqrt(isolated(a * a)))"],
    ["-a * b",            "isolated(negated(a) * b)"],
    ["0 + a",             "isolated(constant(0x00000000u) + a)"],
    ["1.5 * a",           "isolated(constant(0x3fc00000u) * a)"],
    ["1e-6 + a",          "isolated(constant(0x358637bdu) + a)"],
    ["a * $exp.log2e",    "isolated(a * constant(0x3fb8aa3bu))"],
    ["p.x + a[i + 1u]",   "isolated(p.x + a[i + 1u])"],
    ["f(a + b, 1)",       "f(isolated(a + b), constant(0x3f800000u))"],
    ["1 + f(-a)",         "isolated(constant(0x3f800000u) + f(negated(a)))"],
    ["a",                 "a"],
  ])("%s: one operation, one barrier", (formula, expected) => {
    expect(exactExpression(formula, exact)).toBe(expected);
  });

  it("writes Horner's rule out, highest degree first", () => {
    const [p0, p1, p2] = ["0xb94ca9ffu", "0x3c0883bcu", "0xbe2aaaa3u"].map((word) => `constant(${word})`);
    const expected = `isolated(isolated(isolated(isolated(${p0} * z) + ${p1}) * z) + ${p2})`;
    expect(exactExpression("horner($sin.polynomial, z)", exact)).toBe(expected);
  });

  it("puts integer code in place of an operation that the device does not round correctly", () => {
    expect(exactExpression("sqrt(a) / b", integer)).toBe("quotient(square_root(a), b)");
  });

  it("leaves formulas to the compiler in the fast tier", () => {
    expect(exactExpression("a + 1 * b", plain)).toBe("(a + (bitcast<f32>(0x3f800000u) * b))");
  });

  it("has a barrier for vectors", () => {
    expect(exactExpression("s + a * b", exact, 4)).toBe("isolated4(s + isolated4(a * b))");
  });

  test.each([
    ["a +", 'expected a name, a number or a parenthesis, got ""'],
    ["a b", 'expected an operator or the end, got "b"'],
    ["(a + b", 'expected ")"'],
    ["a % b", "expected a name, a number or an operator"],
    ["a[1", "expected ]"],
  ])("%s is a SyntaxError", (formula, message) => {
    expect(() => exactExpression(formula, exact)).toThrow(message);
  });

  it("refuses a coefficient that the contract does not have", () => {
    expect(() => exactExpression("a * $exp.log3e", exact)).toThrow('no coefficient "exp.log3e"');
  });
});

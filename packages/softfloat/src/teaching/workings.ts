import type { Unpacked } from "../codes/unpack.ts";
import { integerRoot } from "../elementary/enclosures/integerRoot.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { blackboard } from "./blackboard.ts";
import { draws } from "./draws.ts";
import { type Expansion, expand } from "./expansion.ts";
import { isZeroOperand, type Operand, operand, type Working } from "./working.ts";
import { workSum } from "./workSum.ts";

/** The operations that can be traced. */
export type TracedOperation = "add" | "sub" | "mul" | "div" | "sqrt" | "fma";

type Work = (
  format: Format<Code>,
  operands: readonly [Unpacked, Unpacked, Unpacked],
  options: RoundingOptions,
) => Working;

/** How each operation goes for finite operands that have a finite result. */
export const workings: Record<TracedOperation, Work> = {
  add: (format, [x, y], options) => workSum(operand(format, "a", x), operand(format, "b", y), options),
  sub: (format, [x, y], options) =>
    workSum(operand(format, "a", x), operand(format, "-b", { ...y, isNegative: !y.isNegative }), options),
  mul: (format, [x, y]) => workProduct(operand(format, "a", x), operand(format, "b", y)),
  div: (format, [x, y], options) =>
    workQuotient(operand(format, "a", x), operand(format, "b", y), digitsShown(format, options)),
  sqrt: (format, [x], options) => workRoot(operand(format, "a", x), digitsShown(format, options)),
  fma: (format, [x, y, z], options) => {
    const product = workProduct(operand(format, "a", x), operand(format, "b", y));
    const exactProduct = { label: "a · b", number: product.exact, exponent: product.exponent };
    const sum = workSum(exactProduct, operand(format, "c", z), options);
    return { ...sum, steps: [...product.steps, ...sum.steps] };
  },
};

/** Digits of an endless result: what decides the rounding, and a few to see that they go on. */
function digitsShown(format: Format<Code>, options: RoundingOptions): number {
  return digitsToRound(format, draws(options)[0]) + 6;
}

function workProduct(a: Operand, b: Operand): Working {
  const exact: Expansion = {
    isNegative: a.number.isNegative !== b.number.isNegative,
    significand: a.number.significand * b.number.significand,
    exponent: a.number.exponent + b.number.exponent,
    isCut: false,
  };
  const exponent = a.exponent + b.exponent;
  const words = `the significands are multiplied and the exponents added: ${a.exponent} + ${inSum(b.exponent)} = ${exponent}; no digit is lost yet`;
  return working([a, b, { label: "a · b", number: exact, exponent }], words);
}

function workQuotient(a: Operand, b: Operand, digits: number): Working {
  const isNegative = a.number.isNegative !== b.number.isNegative;
  const integers = { numerator: a.number.significand, denominator: b.number.significand };
  const expansion = expand(integers, isNegative, digits);
  const exact = { ...expansion, exponent: expansion.exponent + a.number.exponent - b.number.exponent };
  const exponent = a.exponent - b.exponent;
  const end = exact.isCut ? "; the digits of the quotient never end" : "";
  const words = `the significands are divided and the exponents subtracted: ${a.exponent} - ${inSum(b.exponent)} = ${exponent}${end}`;
  return working([a, b, { label: "a / b", number: exact, exponent }], words);
}

function workRoot(a: Operand, digits: number): Working {
  const isOdd = a.exponent % 2 !== 0;
  const radicand = { ...a, exponent: isOdd ? a.exponent - 1 : a.exponent };
  const exact = exactRoot(a.number, digits);
  const evenness = isOdd ? `the exponent ${a.exponent} is odd, so one digit more goes before the point; ` : "";
  const end = exact.isCut ? "; its digits never end" : "";
  const words = `${evenness}the root of the significand is taken and the exponent halved: ${radicand.exponent} / 2 = ${radicand.exponent / 2}${end}`;
  return working([radicand, { label: "√a", number: exact, exponent: radicand.exponent / 2 }], words);
}

/** The root, to `digits` digits unless it ends before. */
function exactRoot({ isNegative, significand, exponent }: Expansion, digits: number): Expansion {
  if (significand === 0n) return { isNegative, significand, exponent: 0, isCut: false }; // √−0 is −0
  const missing = Math.max(2 * digits - bitLength(significand), 0);
  const shift = (exponent - missing) % 2 === 0 ? missing : missing + 1;
  const radicand = significand << BigInt(shift);
  const root = integerRoot(radicand, 2);
  return { isNegative: false, significand: root, exponent: (exponent - shift) / 2, isCut: root * root !== radicand };
}

/** One step, whose last term is the result. */
function working(terms: readonly [Operand, ...Operand[]], words: string): Working {
  const result = terms[terms.length - 1] ?? terms[0];
  const hasZero = terms.some(isZeroOperand);
  return {
    steps: [{ name: "operate", words: hasZero ? "zero, exactly" : words, rows: blackboard(terms) }],
    exact: result.number,
    exponent: result.exponent,
  };
}

/** An exponent as a second term. */
function inSum(exponent: number): string {
  return exponent < 0 ? `(${exponent})` : `${exponent}`;
}

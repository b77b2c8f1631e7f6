import type { TensorCoreModel } from "../src/tensorCore/tensorCoreModel.ts";

/** Widths of exponent and trailing significand, written out: the formats of the product are under test. */
const widths: Readonly<Record<string, readonly [exponent: number, trailing: number]>> = {
  FP16: [5, 10],
  BF16: [8, 7],
  TF32: [8, 10],
  FP32: [8, 23],
  E4M3FN: [4, 3],
  E5M2: [5, 2],
};

/** ±significand · 2^exponent, or what is no number. */
type Term = { readonly significand: bigint; readonly exponent: number } | "nan" | "+inf" | "-inf";

/** A term of a block: its exponent in the eyes of the unit, and its digits below that. */
interface Aligned {
  readonly significand: bigint;
  readonly exponent: number;
  readonly fraction: number;
}

/**
 * What the unit gives, written from the description of the algorithm, one term at a time and in exact integers: the
 * oracle of the fast code. Takes and gives codes.
 */
export function referenceDot(model: TensorCoreModel, a: readonly number[], b: readonly number[], c: number): number {
  const n = model.blockLength;
  const instruction = n * model.blocks.length;
  let sum = c;
  for (let start = 0; start < a.length; start += instruction) {
    const group = model.blocks.map((positions) => {
      const period = model.blocks.flat().length;
      const members: number[] = [];
      for (let k = start; k < start + instruction; k++) if (positions.includes((k - start) % period)) members.push(k);
      return members.filter((k) => k < a.length);
    });
    let partial = model.addend === "first" ? sum : 0;
    for (const members of group) {
      partial = referenceBlock(
        model,
        members.map((k) => [a[k]!, b[k]!]),
        partial,
      );
    }
    sum = model.addend === "first" ? partial : addIeee(model.output.name, partial, sum);
  }
  return sum;
}

function referenceBlock(model: TensorCoreModel, pairs: readonly (readonly [number, number])[], c: number): number {
  const input = model.input.name;
  const output = model.output.name;
  const specials: Term[] = [];
  const terms: Aligned[] = [];
  for (const [p, q] of pairs) {
    const [x, y] = [decode(input, p), decode(input, q)];
    if (typeof x === "string" || typeof y === "string") specials.push(specialProduct(x, y));
    else if (x.significand !== 0n && y.significand !== 0n) {
      const trailing = widths[input]![1];
      terms.push({
        significand: x.significand * y.significand,
        exponent: x.exponent + trailing + y.exponent + trailing,
        fraction: 2 * trailing,
      });
    }
  }
  const addend = decode(output, c);
  if (typeof addend === "string") specials.push(addend);
  else if (addend.significand !== 0n) {
    const trailing = widths[output]![1];
    terms.push({ significand: addend.significand, exponent: addend.exponent + trailing, fraction: trailing });
  }
  if (specials.length > 0) return encodeSpecial(output, sumOfSpecials(specials));
  if (terms.length === 0) return 0;

  const largest = Math.max(model.leastExponent, ...terms.map(({ exponent }) => exponent));
  let sum = 0n;
  for (const { significand, exponent, fraction } of terms) {
    sum += cut(significand, model.fractionBits + exponent - largest - fraction);
  }
  return encode(output, sum, largest - model.fractionBits, model.precision, model.rounding);
}

/** `significand · 2^shift` without its fraction, toward zero. */
function cut(significand: bigint, shift: number): bigint {
  return shift >= 0 ? significand << BigInt(shift) : significand / (1n << BigInt(-shift));
}

/** IEEE 754 addition, ties to even; both zero only with equal signs here or +0. */
function addIeee(format: string, p: number, q: number): number {
  const [x, y] = [decode(format, p), decode(format, q)];
  if (typeof x === "string" || typeof y === "string") {
    return encodeSpecial(format, sumOfSpecials([x, y].filter((term) => typeof term === "string")));
  }
  const exponent = Math.min(x.exponent, y.exponent);
  const sum = (x.significand << BigInt(x.exponent - exponent)) + (y.significand << BigInt(y.exponent - exponent));
  if (sum === 0n) return p === q ? p : 0;
  return encode(format, sum, exponent, widths[format]![1] + 1, "roundTiesToEven");
}

function decode(format: string, code: number): Term {
  const [w, t] = widths[format]!;
  const isNegative = Math.floor(code / 2 ** (w + t)) === 1;
  const field = Math.floor(code / 2 ** t) % 2 ** w;
  const trailing = code % 2 ** t;
  if (format === "E4M3FN" ? field === 15 && trailing === 7 : field === 2 ** w - 1 && trailing > 0) return "nan";
  if (format !== "E4M3FN" && field === 2 ** w - 1) return isNegative ? "-inf" : "+inf";
  const magnitude = BigInt(field === 0 ? trailing : trailing + 2 ** t);
  const bias = 2 ** (w - 1) - 1;
  return { significand: isNegative ? -magnitude : magnitude, exponent: Math.max(field, 1) - bias - t };
}

function specialProduct(x: Term, y: Term): Term {
  if (x === "nan" || y === "nan") return "nan";
  const signs = [x, y].map((term) => {
    if (typeof term === "string") return term === "+inf" ? 1 : -1;
    return term.significand === 0n ? 0 : term.significand > 0n ? 1 : -1;
  });
  const sign = signs[0]! * signs[1]!;
  return sign === 0 ? "nan" : sign > 0 ? "+inf" : "-inf";
}

function sumOfSpecials(specials: readonly Term[]): Term {
  const kinds = new Set(specials);
  return kinds.size === 1 ? specials[0]! : "nan";
}

function encodeSpecial(format: string, special: Term): number {
  const [w, t] = widths[format]!;
  const infinity = (2 ** w - 1) * 2 ** t;
  if (special === "nan") return 2 ** (w + t) - 1;
  return special === "+inf" ? infinity : infinity + 2 ** (w + t);
}

/** `sum · 2^exponent` with `precision` digits at most, as a code; a negative number keeps its sign when it vanishes. */
function encode(
  format: string,
  sum: bigint,
  exponent: number,
  precision: number,
  rounding: TensorCoreModel["rounding"],
): number {
  if (sum === 0n) return 0;
  const [w, t] = widths[format]!;
  const bias = 2 ** (w - 1) - 1;
  const magnitude = sum < 0n ? -sum : sum;
  const leading = exponent + magnitude.toString(2).length - 1;
  const unit = Math.max(leading, 1 - bias) - (precision - 1);
  let significand = cut(magnitude, exponent - unit);
  if (rounding === "roundTiesToEven" && exponent < unit) {
    const twiceRest = 2n * (magnitude - (significand << BigInt(unit - exponent)));
    const whole = 1n << BigInt(unit - exponent);
    if (twiceRest > whole || (twiceRest === whole && significand % 2n === 1n)) significand++;
  }
  const sign = sum < 0n ? 2 ** (w + t) : 0;
  // In units of the last place of the format; a carry into the next binade comes out right by itself.
  const inUlps = significand << BigInt(t + 1 - precision);
  const field = BigInt(Math.max(leading, 1 - bias) + bias - 1);
  const code = inUlps === 0n ? 0n : (field << BigInt(t)) + inUlps;
  const infinity = BigInt((2 ** w - 1) * 2 ** t);
  return Number(code > infinity ? infinity : code) + sign;
}

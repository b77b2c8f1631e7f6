import { add, sub } from "../arithmetic/add.ts";
import { div } from "../arithmetic/div.ts";
import { fma } from "../arithmetic/fma.ts";
import { mul } from "../arithmetic/mul.ts";
import { sqrt } from "../arithmetic/sqrt.ts";
import type { Format } from "../format/format.ts";
import { lookUpPairs } from "../kernels/arithmeticInto.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { type Arithmetic, arithmeticLoop, arithmeticTable } from "./arithmeticLoop.ts";
import { type BulkOptions, optionsAt } from "./bulkOptions.ts";
import { type CodeBuffer, checkCodeBuffer, checkCodes, checkRoom } from "./codeBuffer.ts";

/**
 * Add codes element by element: `out[i] = add(format, a[i], b[i], options)`.
 *
 * The format needs at most 16 bits. Under ties to even, with `saturate` or without, formats of 8 bits or fewer go by a
 * table of all pairs, built on first use, and wider ones by loops that allocate nothing per element; anything else costs
 * an {@link add} each. `out` may be `a` or `b` itself; views that overlap otherwise give unspecified codes. It may be
 * longer; the rest stays as it is. Accuracy: correctly rounded.
 *
 * @throws TypeError when an array is of another type, or too narrow for the format.
 * @throws RangeError when lengths do not fit, an element is no code, or the format is wider than 16 bits.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { addInto, FP16 } from "@binade/softfloat";
 *
 * const sums = new Uint16Array(2);
 * addInto(FP16, Uint16Array.of(0x3c00, 0x7bff), Uint16Array.of(0x3c00, 0x7bff), sums);
 * sums[0]; // 0x4000
 * sums[1]; // 0x7c00
 */
export function addInto(
  format: Format,
  a: CodeBuffer,
  b: CodeBuffer,
  out: CodeBuffer,
  options: BulkOptions = {},
): void {
  computeInto("add", format, [a, b], out, options);
}

/**
 * Subtract codes element by element: `out[i] = sub(format, a[i], b[i], options)`. What {@link addInto} says holds here.
 *
 * @throws TypeError and RangeError as `addInto` does.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { BF16, subInto } from "@binade/softfloat";
 *
 * const differences = new Uint16Array(1);
 * subInto(BF16, Uint16Array.of(0x4000), Uint16Array.of(0x3f80), differences);
 * differences[0]; // 0x3f80
 */
export function subInto(
  format: Format,
  a: CodeBuffer,
  b: CodeBuffer,
  out: CodeBuffer,
  options: BulkOptions = {},
): void {
  computeInto("sub", format, [a, b], out, options);
}

/**
 * Multiply codes element by element: `out[i] = mul(format, a[i], b[i], options)`. What {@link addInto} says holds here.
 *
 * @throws TypeError and RangeError as `addInto` does.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { E4M3FN, mulInto } from "@binade/softfloat";
 *
 * const products = new Uint8Array(2);
 * mulInto(E4M3FN, Uint8Array.of(0x44, 0x7e), Uint8Array.of(0x44, 0x40), products, { saturate: true });
 * products[0]; // 0x51
 * products[1]; // 0x7e
 */
export function mulInto(
  format: Format,
  a: CodeBuffer,
  b: CodeBuffer,
  out: CodeBuffer,
  options: BulkOptions = {},
): void {
  computeInto("mul", format, [a, b], out, options);
}

/**
 * Divide codes element by element: `out[i] = div(format, a[i], b[i], options)`. What {@link addInto} says holds here.
 *
 * @throws TypeError and RangeError as `addInto` does.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { divInto, FP16 } from "@binade/softfloat";
 *
 * const quotients = new Uint16Array(1);
 * divInto(FP16, Uint16Array.of(0x3c00), Uint16Array.of(0x4200), quotients);
 * quotients[0]; // 0x3555
 */
export function divInto(
  format: Format,
  a: CodeBuffer,
  b: CodeBuffer,
  out: CodeBuffer,
  options: BulkOptions = {},
): void {
  computeInto("div", format, [a, b], out, options);
}

/**
 * Square roots of codes, element by element: `out[i] = sqrt(format, a[i], options)`. What {@link addInto} says holds here.
 *
 * @throws TypeError and RangeError as `addInto` does.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { FP16, sqrtInto } from "@binade/softfloat";
 *
 * const roots = new Uint16Array(1);
 * sqrtInto(FP16, Uint16Array.of(0x4000), roots);
 * roots[0]; // 0x3da8
 */
export function sqrtInto(format: Format, a: CodeBuffer, out: CodeBuffer, options: BulkOptions = {}): void {
  computeInto("sqrt", format, [a], out, options);
}

/**
 * Fused multiply-adds, element by element: `out[i] = fma(format, a[i], b[i], c[i], options)`, one rounding each. What
 * {@link addInto} says holds here, but for the table: narrow formats go by the loop of the wide ones.
 *
 * @throws TypeError and RangeError as `addInto` does.
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { BF16, fmaInto } from "@binade/softfloat";
 *
 * const sums = new Uint16Array(1);
 * fmaInto(BF16, Uint16Array.of(0x3fc0), Uint16Array.of(0x3f81), Uint16Array.of(0x8d80), sums);
 * sums[0]; // 0x3fc1
 */
export function fmaInto(
  format: Format,
  a: CodeBuffer,
  b: CodeBuffer,
  c: CodeBuffer,
  out: CodeBuffer,
  options: BulkOptions = {},
): void {
  computeInto("fma", format, [a, b, c], out, options);
}

/** One element by the spec tier. */
const elementwise: Record<
  Arithmetic,
  (format: Format, a: number, b: number, c: number, options: RoundingOptions) => number
> = {
  add: (format, a, b, _c, options) => add(format, a, b, options),
  sub: (format, a, b, _c, options) => sub(format, a, b, options),
  mul: (format, a, b, _c, options) => mul(format, a, b, options),
  div: (format, a, b, _c, options) => div(format, a, b, options),
  sqrt: (format, a, _b, _c, options) => sqrt(format, a, options),
  fma: (format, a, b, c, options) => fma(format, a, b, c, options),
};

const names = ["a", "b", "c"] as const;

function computeInto(
  operation: Arithmetic,
  format: Format,
  operands: readonly [CodeBuffer, ...CodeBuffer[]],
  out: CodeBuffer,
  options: BulkOptions,
): void {
  const caller = `${operation}Into`;
  const [a, b = a, c = a] = operands;
  for (const [i, codes] of operands.entries()) {
    checkCodes(`${caller}: ${names[i]}`, format, codes);
    if (codes.length !== a.length) {
      throw new RangeError(`${caller}: ${names[i]} of ${a.length} elements, as a has, expected, got ${codes.length}`);
    }
  }
  checkCodeBuffer(`${caller}: out`, format, out);
  checkRoom(caller, out, a.length);

  const table = arithmeticTable(operation, format, options);
  if (table !== undefined) {
    lookUpPairs(table, a, b, out); // of a root, both operands are `a`
    return;
  }
  const loop = arithmeticLoop(operation, format, options);
  if (loop !== undefined) {
    loop({ a, b, c }, out);
    return;
  }
  const compute = elementwise[operation];
  for (let i = 0; i < a.length; i++) {
    out[i] = compute(format, a[i] as number, b[i] as number, c[i] as number, optionsAt(options, i));
  }
}

import { addInto, type BulkOptions, type CodeBuffer, divInto, type Format, mulInto, subInto } from "../src/index.ts";
import { numbersOf } from "./exhaustive/numbersOf.ts";
import type { Outcome } from "./exhaustive/outcome.ts";
import { checkRow, createChecker } from "./exhaustive/pairs16.ts";
import { type LayoutName, layouts } from "./oracle/layout.ts";
import { formats } from "./underTest.ts";

export type PairOperation = "add" | "sub" | "mul" | "div";

type BulkOperation = (format: Format, a: CodeBuffer, b: CodeBuffer, out: CodeBuffer, options?: BulkOptions) => void;

export const bulkOperations: Readonly<Record<PairOperation, BulkOperation>> = {
  add: addInto,
  sub: subInto,
  mul: mulInto,
  div: divInto,
};

const host: Readonly<Record<PairOperation, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
};

const everyCode = Uint16Array.from({ length: 2 ** 16 }, (_, code) => code);

/** Compares one code with every code of a 16-bit format, in bulk, by the rounding intervals of the oracle. */
export function createRowCheck(name: LayoutName, operation: PairOperation): (a: number) => Outcome {
  const context = { numbers: numbersOf(layouts[name]), check: createChecker(layouts[name]), host: host[operation] };
  const results = new Uint16Array(2 ** 16);
  return (a) => {
    bulkOperations[operation](formats[name] as Format, new Uint16Array(2 ** 16).fill(a), everyCode, results);
    return checkRow(a, 1, { ...context, compute: (_a, b) => results[b]! });
  };
}

import { type Code, type Format, isNaN as isNaNCode } from "@binade/softfloat";
import type { VectorResult } from "./vectorResult.ts";

/** Cells of fixed width, in hex; a cell of dashes is a case without a rule. */
export type Column = string;

/** One case compared: whether it came out as recorded, and how to print it. */
export interface Case {
  readonly agrees: boolean;
  readonly describe: () => string;
}

/** A recorded case that no rule of the product answers to. */
export const withoutCounterpart = "without counterpart";

const disagreementsKept = 5;

export function tally(name: string, cases: Iterable<Case | typeof withoutCounterpart>): VectorResult {
  const disagreements: string[] = [];
  let [agree, total, noCounterpart] = [0, 0, 0];
  for (const one of cases) {
    if (one === withoutCounterpart) {
      noCounterpart++;
      continue;
    }
    total++;
    if (one.agrees) agree++;
    else if (disagreements.length < disagreementsKept) disagreements.push(`${name} ${one.describe()}`);
  }
  return { name, agree, total, noCounterpart, disagreements };
}

/** What cannot be compared at all. */
export function uncounted(name: string, noCounterpart: number): VectorResult {
  return { name, agree: 0, total: 0, noCounterpart, disagreements: [] };
}

export function cells(column: Column, width: number): string[] {
  return Array.from({ length: column.length / width }, (_, i) => column.slice(i * width, (i + 1) * width));
}

/** How many digits a code has. */
export function cellWidth(format: Format<Code>): number {
  return Math.ceil(format.bits / 4);
}

export function isDashes(cell: string): boolean {
  return cell.startsWith("-");
}

/** A code from its digits. */
export function codeOfCell(format: Format<Code>, cell: string): Code {
  return typeof format.signBit === "bigint" ? BigInt(`0x${cell}`) : Number.parseInt(cell, 16);
}

/** The same code, or NaN both. */
export function isSameCode(format: Format<Code>, expected: Code, got: Code): boolean {
  return expected === got || (isNaNCode(format, expected) && isNaNCode(format, got));
}

const view = new DataView(new ArrayBuffer(8)); // scratch

/** The number of a binary64 word, or of a binary32 word. */
export function numberOfWord(word: string): number {
  if (word.length === 8) {
    view.setUint32(0, Number.parseInt(word, 16));
    return view.getFloat32(0);
  }
  view.setBigUint64(0, BigInt(`0x${word}`));
  return view.getFloat64(0);
}

export function hex(code: Code): string {
  return code.toString(16);
}

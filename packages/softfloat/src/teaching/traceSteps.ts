import { isZero } from "../codes/specials.ts";
import type { Unpacked } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import { type BlackboardRow, blackboard } from "./blackboard.ts";
import type { Expansion } from "./expansion.ts";
import type { RoundingNarrative } from "./narrateRounding.ts";
import { places } from "./places.ts";
import { cutDigits } from "./roundedDigits.ts";
import type { TraceStep } from "./traceStep.ts";
import { operand } from "./working.ts";

const labels = ["a", "b", "c"] as const;

/** The operands, taken apart. */
export function unpackStep(format: Format<Code>, operands: readonly Unpacked[], flushInputs: boolean): TraceStep {
  const rows = blackboard(operands.map((x, index) => operand(format, labels[index] ?? "", x)));
  const isSmall = (x: Unpacked): boolean => !isZero(x) && x.significand >> BigInt(format.precision - 1) === 0n;
  const small = labels.filter((_, index) => operands[index] !== undefined && isSmall(operands[index]));
  const words = ["each operand is a significand times a power of two"];
  if (small.length === 1) words.push(`${small[0]} is subnormal, below 2^${format.emin}: it has no leading 1`);
  if (small.length > 1) words.push(`${small.join(" and ")} are subnormal, below 2^${format.emin}: no leading 1`);
  if (flushInputs) words.push("flushInputs reads subnormals as zeros");
  return { name: "unpack", words: words.join("; "), rows };
}

/** The point moved behind the first digit, as far as the exponent range allows. */
export function normaliseStep(format: Format<Code>, exact: Expansion, from: number): TraceStep {
  const leading = exact.exponent + bitLength(exact.significand) - 1;
  const to = Math.max(leading, format.emin);
  const rows = blackboard([{ label: "exact", number: exact, exponent: to }]);
  const limit = `2^${format.emin} is the least exponent, so that zeros stay in front`;
  const move = moveWords(to - from);
  return { name: "normalise", words: leading < format.emin ? `${move}; ${limit}` : move, rows };
}

function moveWords(shift: number): string {
  if (shift === 0) return "the point is in its place";
  if (shift > 0) return `the point moves ${places(shift)} to the left, and the exponent grows by ${shift}`;
  return `the point moves ${places(-shift)} to the right, and the exponent falls by ${-shift}`;
}

/** The exact digits with a bar after the last that fits, and the digits that are taken. */
export function roundStep(
  format: Format<Code>,
  exact: Expansion,
  { decision, reason, consequences }: RoundingNarrative<Code>,
): TraceStep {
  const words = [reason, ...consequences].join("; ");
  if (exact.significand === 0n) return { name: "round", words, rows: [] };
  const { integer, unit, digits } = cutDigits(format, exact);
  const terms = [{ label: "exact", number: exact, exponent: digits.exponent }];
  const isAway = decision === (exact.isNegative ? "lower" : "upper");
  if (decision === "exact" || decision === "lower" || decision === "upper") {
    const rounded = { ...exact, significand: integer + (isAway ? 1n : 0n), exponent: unit, isCut: false };
    terms.push({ label: "rounded", number: rounded, exponent: digits.exponent });
  }
  const rows = blackboard(terms);
  if (digits.discarded === "" || decision === "special") return { name: "round", words, rows };
  const point = rows[0]?.digits.indexOf(".") ?? 0;
  const keptPlaces = digits.exponent - unit;
  const column = keptPlaces === 0 ? point : point + 1 + keptPlaces;
  return { name: "round", words, rows: rows.map((row) => withBar(row, column)) };
}

/** A bar after the last digit that fits. */
function withBar(row: BlackboardRow, column: number): BlackboardRow {
  return { ...row, digits: `${row.digits.slice(0, column)}|${row.digits.slice(column)}` };
}

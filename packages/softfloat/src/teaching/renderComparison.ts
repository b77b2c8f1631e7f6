import { className } from "./className.ts";
import type { CodeFields } from "./codeFields.ts";
import type { FormatComparison } from "./compareFormats.ts";
import { flagsText } from "./flagsText.ts";
import { type Palette, palette, type RenderOptions } from "./palette.ts";
import { table } from "./table.ts";
import { valueInWords } from "./valueInWords.ts";

const columns: readonly { readonly title: string; readonly cell: (row: FormatComparison) => string }[] = [
  { title: "format", cell: ({ format }) => format },
  { title: "bits", cell: ({ bits }) => `${bits}` },
  { title: "code", cell: ({ result }) => result?.code ?? "open" },
  { title: "value", cell: ({ result }) => (result === null ? "" : valueInWords(result.value)) },
  {
    title: "relative error",
    cell: ({ relativeError }) => (relativeError === null ? "" : relativeError.toPrecision(3)),
  },
  { title: "ulps", cell: ({ errorUlps }) => (errorUlps === null ? "" : Number(errorUlps.toPrecision(3)).toString()) },
  { title: "notes", cell: notes },
];

/** Texts, whereas the others are numbers. */
const leftAligned = [...columns.entries()]
  .flatMap(([index, { title }]) => (["code", "value", "notes"].includes(title) ? [index] : []))
  .concat(columns.length);

/** Of what class the result is unless it is normal, and the flags. */
function notes({ result, flags }: FormatComparison): string {
  const isNormal = result === null || result.class === "positiveNormal" || result.class === "negativeNormal";
  const raised = flagsText(flags);
  return [isNormal ? "" : className[result.class], raised === "none" ? "" : raised]
    .filter((note) => note !== "")
    .join(", ");
}

/** The code in bits, in the colours of its fields; the last column, so that colours do not disturb the others. */
function bitText(fields: CodeFields | null, colors: Palette): string {
  if (fields === null) return "";
  const parts = [
    colors.sign(fields.sign),
    colors.exponent(fields.biasedExponent),
    colors.significand(fields.trailingSignificand),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/**
 * What {@link compareFormats} gives, as a table of plain text, a line for each format. No line end after the last line.
 *
 * @param title - The line above the table, such as the number as it was written.
 * @see IEEE 754-2019 §4.3.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { compareFormats, renderComparison } from "@binade/softfloat/teaching";
 *
 * renderComparison("0.1", compareFormats("0.1", [FP16])).split("\n").length; // 5
 */
export function renderComparison(
  title: string,
  rows: readonly FormatComparison[],
  options: RenderOptions = {},
): string {
  const colors = palette(options);
  const titles = [...columns.map((column) => column.title), "sign exponent significand"];
  const cells = rows.map((row) => [...columns.map(({ cell }) => cell(row)), bitText(row.fields, colors)]);
  const lines = table([titles, ...cells], leftAligned);
  return [colors.title(title), "", ...lines].join("\n");
}

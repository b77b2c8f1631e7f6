import type { PageTable } from "../html/htmlPage.ts";
import { cardSummary, cardTables } from "./cardTables.ts";
import type { NumericsCard } from "./numericsCard.ts";

/** A card as Markdown. */
export function cardMarkdown(card: NumericsCard): string {
  const parts = cardTables(card).map(section);
  return [`# Numerics card: ${escaped(card.device.name)}`, cardSummary(card), ...parts].join("\n\n").concat("\n");
}

function section({ title, note, head, rows, code }: PageTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const cell = (text: string, column: number): string =>
    code.includes(column) && text !== "" ? `\`${text.replaceAll("|", "\\|")}\`` : escaped(text);
  return [
    `## ${title}`,
    "",
    note,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}

/** Characters that Markdown would read as its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|*_<>[\]`]/g, (character) => `\\${character}`);
}

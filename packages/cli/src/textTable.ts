/** Columns under their titles with a rule between, the first aligned to the left and the others to the right. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const [titles = []] = rows;
  const widths = titles.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines;
}

/**
 * Columns of equal width under their titles, with a rule between; the first is left-aligned, and those named so. The last
 * one is not padded, so that it may hold colours.
 */
export function table(rows: readonly (readonly string[])[], leftAligned: readonly number[] = []): string[] {
  const [titles = []] = rows;
  const widths = titles.map((title, column) => {
    const isLast = column === titles.length - 1;
    return isLast ? title.length : Math.max(...rows.map((row) => (row[column] ?? "").length));
  });
  const isLeft = (column: number): boolean => column === 0 || leftAligned.includes(column);
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (isLeft(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0] ?? "", widths.map((width) => "─".repeat(width)).join("  "), ...lines.slice(1)];
}

import type { Range, Threads } from "../threads/threads.ts";

/** Rows and columns of the register tile in `assembly/matmul/tile.ts`. */
const tile = { rows: 4, columns: 8 } as const;

/** Products that are worth a piece, some 50 µs; and a long one, where more pieces than two a thread even out. */
const [leastProducts, longProducts] = [500_000, 16_000_000];

/** How a product is cut: into pieces of so many rows and columns, numbered row by row. */
export interface MatmulPieces {
  readonly range: Range;
  readonly rows: number;
  readonly columns: number;
}

/**
 * How a product of `[m, k]` and `[k, n]` is cut for so many threads. Every piece packs its own operands, so that pieces are
 * few and nearly square.
 */
export function piecesOf(
  [m, n, k]: readonly [number, number, number],
  { count, leastShare }: Pick<Threads, "count" | "leastShare">,
): MatmulPieces {
  let [down, across] = [1, 1];
  let [rows, columns] = [m, n];
  const isWorthMore = (): boolean => {
    const [pieces, products] = [down * across, rows * columns * k];
    return pieces < (products >= 2 * longProducts ? 4 : 2) * count && products >= 2 * leastProducts * leastShare;
  };
  while (count > 1 && isWorthMore()) {
    if (columns >= rows && columns > tile.columns) across *= 2;
    else if (rows > tile.rows) down *= 2;
    else break;
    rows = Math.ceil(m / down / tile.rows) * tile.rows;
    columns = Math.ceil(n / across / tile.columns) * tile.columns;
  }
  return { range: { total: Math.ceil(m / rows) * Math.ceil(n / columns), least: 1 }, rows, columns };
}

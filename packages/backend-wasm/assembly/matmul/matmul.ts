/**
 * `[m, k] × [k, n] → [m, n]` in f32 by N5: k in blocks of 256, whose sums are added in order. Blocks of both operands are
 * packed for the cache; the order of additions within an element is fixed by k alone, so that tiles change nothing.
 */
import { packedRoom, scratch } from "../workspace";
import { packAcross, packAlong } from "./pack";
import { tile, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** k is summed in blocks of this length (N5). */
const BLOCK: u32 = 256;

/** Rows and columns that are packed at a time: 96 and 512 KiB of a block of k, which packedRoom has. */
const ROWS: u32 = 96;
const COLUMNS: u32 = 512;

/**
 * Pieces `first` … `end` of the product, each of `pieceRows` by `pieceColumns` elements, numbered row by row.
 *
 * @param a - `[m, k]`, or `[k, m]` if `aAcross`.
 * @param b - `[n, k]`, or `[k, n]` if `bAcross`.
 */
export function matmul(
  first: u32,
  end: u32,
  pieceRows: u32,
  pieceColumns: u32,
  c: usize,
  m: u32,
  n: u32,
  k: u32,
  a: usize,
  aAcross: bool,
  b: usize,
  bAcross: bool,
  tf32: i32,
): void {
  const across = (n + pieceColumns - 1) / pieceColumns;
  for (let piece = first; piece < end; piece++) {
    const row = piece / across * pieceRows;
    const column = piece % across * pieceColumns;
    multiplyPiece(row, min(m, row + pieceRows), column, min(n, column + pieceColumns), c, m, n, k, a, aAcross, b, bAcross, tf32);
  }
}

function multiplyPiece(
  firstRow: u32,
  endRow: u32,
  firstColumn: u32,
  endColumn: u32,
  c: usize,
  m: u32,
  n: u32,
  k: u32,
  a: usize,
  aAcross: bool,
  b: usize,
  bAcross: bool,
  tf32: i32,
): void {
  const packedB = packedRoom();
  const packedA = packedB + <usize>COLUMNS * BLOCK * 4;
  for (let column = firstColumn; column < endColumn; column += COLUMNS) {
    const columns = min(COLUMNS, endColumn - column);
    for (let k0: u32 = 0; k0 < k; k0 += BLOCK) {
      const count = min(BLOCK, k - k0);
      if (bAcross) packAcross(TILE_COLUMNS, b, n, column, columns, k0, count, packedB, tf32);
      else packAlong(TILE_COLUMNS, b, k, column, columns, k0, count, packedB, tf32);
      for (let row = firstRow; row < endRow; row += ROWS) {
        const rows = min(ROWS, endRow - row);
        if (aAcross) packAcross(TILE_ROWS, a, m, row, rows, k0, count, packedA, tf32);
        else packAlong(TILE_ROWS, a, k, row, rows, k0, count, packedA, tf32);
        multiplyBlock(packedA, packedB, rows, columns, count, c + ((row * n + column) << 2), n << 2, k0 == 0);
      }
    }
  }
}

/** All tiles of a block. A panel of b stays in the first-level cache while those of a go by. */
function multiplyBlock(a: usize, b: usize, rows: u32, columns: u32, count: u32, c: usize, pitch: usize, isFirst: bool): void {
  const sums = scratch();
  for (let column: u32 = 0; column < columns; column += TILE_COLUMNS) {
    const panelB = b + column * count * 4;
    const width = min(TILE_COLUMNS, columns - column);
    for (let row: u32 = 0; row < rows; row += TILE_ROWS) {
      tile(count, a + row * count * 4, panelB, sums);
      const target = c + row * pitch + (column << 2);
      const height = min(TILE_ROWS, rows - row);
      if (width == TILE_COLUMNS) addRows(sums, height, target, pitch, isFirst);
      else addPart(sums, height, width, target, pitch, isFirst);
    }
  }
}

/** c = s for the first block, else c + s: +0 + s is s, which is never −0. */
@inline
function addRows(sums: usize, height: u32, c: usize, pitch: usize, isFirst: bool): void {
  for (const end = sums + (height << 5); sums < end; sums += 32, c += pitch) {
    let low = v128.load(sums);
    let high = v128.load(sums, 16);
    if (!isFirst) {
      low = f32x4.add(v128.load(c), low);
      high = f32x4.add(v128.load(c, 16), high);
    }
    v128.store(c, low);
    v128.store(c, high, 16);
  }
}

/** The same of a tile that is not as wide. */
function addPart(sums: usize, height: u32, width: u32, c: usize, pitch: usize, isFirst: bool): void {
  for (let row: u32 = 0; row < height; row++, sums += 32, c += pitch) {
    for (let i: u32 = 0; i < width << 2; i += 4) {
      const s = load<f32>(sums + i);
      store<f32>(c + i, isFirst ? s : load<f32>(c + i) + s);
    }
  }
}

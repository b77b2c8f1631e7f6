/** Sums over the rows of a matrix, many columns at a time, each in the order of N6. */
import { stageFloats } from "./operand";
import { storeFloats } from "./results";
import { BLOCK, LANES } from "./sum";
import { scratch } from "./workspace";

/** Columns that are summed together: 64 lanes of them are 16 KiB. */
const WIDTH: u32 = 64;

/**
 * Sums, or means, of columns `begin` … `end` of x as `[count, columns]`; `begin` is a multiple of 64.
 *
 * @param rooms - For every 64 columns `roomBytes`: 64 numbers a block of rows, and a block of those, and so on.
 */
export function sumColumns(
  begin: u32,
  end: u32,
  isMean: bool,
  target: usize,
  dtype: i32,
  columns: u32,
  count: u32,
  x: usize,
  rooms: usize,
  roomBytes: usize,
): void {
  for (let first = begin; first < end; first += WIDTH) {
    const partials = rooms + <usize>(first / WIDTH) * roomBytes;
    const width = min(WIDTH, end - first);
    const bytes = ((width + 3) & ~3) << 2;
    let blocks: u32 = 0;
    for (let row: u32 = 0; row < count; row += BLOCK, blocks++) {
      sumBlockOfRows(x, row, min(BLOCK, count - row), columns, first, width, partials + blocks * bytes);
    }
    let from = partials;
    while (blocks > 1) {
      const to = from + blocks * bytes;
      let next: u32 = 0;
      for (let row: u32 = 0; row < blocks; row += BLOCK, next++) {
        sumDenseRows(from + row * bytes, min(BLOCK, blocks - row), bytes, to + next * bytes);
      }
      from = to;
      blocks = next;
    }
    if (count == 0) memory.fill(from, 0, bytes);
    if (isMean) divideBy(<f32>count, from, bytes);
    storeFloats(dtype, from, width, target, first);
  }
}

/** `rows` rows from `row` on, of which `width` columns from `first` on. */
function sumBlockOfRows(x: usize, row: u32, rows: u32, columns: u32, first: u32, width: u32, result: usize): void {
  const bytes: u32 = ((width + 3) & ~3) << 2;
  const lanes = scratch();
  memory.fill(lanes, 0, min(rows, LANES) * bytes);
  for (let i: u32 = 0; i < rows; i++) {
    const source = stageFloats(x, (row + i) * columns + first, width, 0);
    addTo(lanes + (i & (LANES - 1)) * bytes, source, bytes);
  }
  tree(lanes, min(rows, LANES), bytes, result);
}

function sumDenseRows(source: usize, rows: u32, bytes: u32, result: usize): void {
  const lanes = scratch();
  memory.fill(lanes, 0, min(rows, LANES) * bytes);
  for (let i: u32 = 0; i < rows; i++) addTo(lanes + (i & (LANES - 1)) * bytes, source + i * bytes, bytes);
  tree(lanes, min(rows, LANES), bytes, result);
}

/** Lanes beyond the last row are +0; no lane is −0, so that adding them changes nothing. */
function tree(lanes: usize, used: u32, bytes: u32, result: usize): void {
  for (let width: u32 = LANES >> 1; width >= 1; width >>= 1) {
    for (let j: u32 = 0; j < width && j + width < used; j++) addTo(lanes + j * bytes, lanes + (j + width) * bytes, bytes);
  }
  memory.copy(result, lanes, bytes);
}

@inline
function addTo(target: usize, source: usize, bytes: u32): void {
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(target + i, f32x4.add(v128.load(target + i), v128.load(source + i)));
}

function divideBy(count: f32, numbers: usize, bytes: u32): void {
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(numbers + i, f32x4.div(v128.load(numbers + i), f32x4.splat(count)));
}

import { widthShift } from "./dtype";
import { DTYPE, gather, isTransposed, POINTER, SHAPE, STRIDES } from "./operand";

/** Rows and columns that are moved together: a line of the cache is used up before it goes. */
const BLOCK: u32 = 16;

/** The words of elements `first` … `end` of a view in row-major order. */
export function copy(first: u32, end: u32, target: usize, x: usize): void {
  if (first >= end) return;
  if (isTransposed(x)) copyMatrix(first, end, target, x);
  else copyPart(first, end, target, x);
}

function copyPart(first: u32, end: u32, target: usize, x: usize): void {
  if (first < end) gather(x, first, end - first, target + (first << widthShift(load<i32>(x, DTYPE))));
}

/** What is less than a row, at both ends, is walked through as any other view. */
function copyMatrix(first: u32, end: u32, target: usize, x: usize): void {
  const columns = load<u32>(x, SHAPE + 4);
  const endRow = end / columns;
  const firstRow = min((first + columns - 1) / columns, endRow);
  if (firstRow == endRow) return copyPart(first, end, target, x);
  const shift = widthShift(load<i32>(x, DTYPE));
  copyPart(first, firstRow * columns, target, x);
  if (shift == 2) copyTransposed<u32>(x, firstRow, endRow, columns, target);
  else if (shift == 1) copyTransposed<u16>(x, firstRow, endRow, columns, target);
  else copyTransposed<u8>(x, firstRow, endRow, columns, target);
  copyPart(endRow * columns, end, target, x);
}

/** Rows of a matrix whose neighbours in a column lie side by side. */
function copyTransposed<T>(x: usize, firstRow: u32, endRow: u32, columns: u32, target: usize): void {
  const pitch = load<u32>(x, STRIDES + 4) * sizeof<T>();
  const source = load<usize>(x, POINTER);
  for (let row = firstRow; row < endRow; row += BLOCK) {
    const rows = min(BLOCK, endRow - row);
    for (let column: u32 = 0; column < columns; column += BLOCK) {
      const last = min(column + BLOCK, columns);
      for (let i: u32 = 0; i < rows; i++) {
        let from = source + column * pitch + (row + i) * sizeof<T>();
        let to = target + ((row + i) * columns + column) * sizeof<T>();
        for (let j = column; j < last; j++, from += pitch, to += sizeof<T>()) store<T>(to, load<T>(from));
      }
    }
  }
}

import { BackendError, type Dtype, dtypes, type View } from "@binade/backend";
import type { Memory } from "../memory/memory.ts";

/** Codes of the dtypes in `assembly/dtype.ts`. */
export const dtypeCodes: { readonly [D in Dtype]: number } = {
  f32: 0,
  f16: 1,
  bf16: 2,
  e4m3fn: 3,
  e5m2: 4,
  i32: 5,
  u8: 6,
};

/** Words of an entry: pointer, dtype, rank, one unused; then shape and strides of the axes. */
const entry = { byteLength: 144, shape: 4, strides: 20, mostAxes: 16 } as const;

/** The table in which the module reads what its operands are. */
export class OperandTable {
  readonly #memory: Memory;
  readonly #address: number;

  constructor(memory: Memory, address: number) {
    this.#memory = memory;
    this.#address = address;
  }

  /**
   * Describe `view` as operand `slot` (0 … 7) and give the address of the entry. Axes of one element are left out, and
   * neighbours that one stride walks through become one.
   */
  describe(slot: number, { buffer, dtype, shape, strides, offset }: View): number {
    const address = this.#address + slot * entry.byteLength;
    const { words } = this.#memory;
    const at = address >>> 2;
    let rank = 0;
    // Written innermost first, turned around below.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      const stride = strides[axis] as number;
      if (size === 1) continue;
      const inner = rank - 1;
      if (
        rank > 0 &&
        stride === (words[at + entry.strides + inner] as number) * (words[at + entry.shape + inner] as number)
      ) {
        words[at + entry.shape + inner] = (words[at + entry.shape + inner] as number) * size;
        continue;
      }
      if (rank === entry.mostAxes) throw tooManyAxes(shape);
      words[at + entry.shape + rank] = size;
      words[at + entry.strides + rank] = stride;
      rank++;
    }
    if (rank === 0) {
      words[at + entry.shape] = 1;
      words[at + entry.strides] = 1;
      rank = 1;
    }
    reverse(words, at + entry.shape, rank);
    reverse(words, at + entry.strides, rank);
    words[at] = this.#memory.addressOf(buffer, offset * dtypes[dtype].byteWidth);
    words[at + 1] = dtypeCodes[dtype];
    words[at + 2] = rank;
    return address;
  }
}

function reverse(words: Int32Array, start: number, count: number): void {
  if (count > 1) words.subarray(start, start + count).reverse();
}

function tooManyAxes(shape: readonly number[]): BackendError {
  const message = `view: at most ${entry.mostAxes} axes that do not merge into one another, got shape [${shape}]`;
  return new BackendError("ERR_SHAPE", message, { shape });
}

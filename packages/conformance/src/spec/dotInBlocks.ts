import type { Arithmetic } from "./arithmetic.ts";
import type { Word } from "./specTensor.ts";

const blockLength = 256;

/**
 * N5: k in blocks of 256. In a block `s = +0; for k ascending: s = s + (a·b)`; then `acc = +0; for blocks ascending:
 * acc = acc + s`.
 */
export function dotInBlocks(
  a: readonly Word[],
  b: readonly Word[],
  { add, multiplyAdd }: Pick<Arithmetic, "add" | "multiplyAdd">,
): Word {
  let accumulator = 0;
  for (let start = 0; start < a.length; start += blockLength) {
    const end = Math.min(start + blockLength, a.length);
    let sum = 0;
    for (let k = start; k < end; k++) sum = multiplyAdd(a[k] as Word, b[k] as Word, sum);
    accumulator = add(accumulator, sum);
  }
  return accumulator;
}

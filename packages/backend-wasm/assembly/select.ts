import { widthShift } from "./dtype";
import { DTYPE, stageInts, stageWords } from "./operand";
import { CHUNK, wordsOf } from "./workspace";

/** Words of a where the condition is not 0, else of b. */
export function select(first: u32, end: u32, target: usize, condition: usize, a: usize, b: usize): void {
  const shift = widthShift(load<i32>(a, DTYPE));
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const mask = stageInts(condition, start, length, 0, start > first);
    const chosen = stageWords(a, start, length, wordsOf(1));
    const other = stageWords(b, start, length, wordsOf(2));
    const to = target + (start << shift);
    if (shift == 2) selectWords<u32>(mask, chosen, other, length, to);
    else if (shift == 1) selectWords<u16>(mask, chosen, other, length, to);
    else selectWords<u8>(mask, chosen, other, length, to);
  }
}

@inline
function selectWords<T>(mask: usize, a: usize, b: usize, count: u32, target: usize): void {
  const end = mask + (count << 2);
  if (sizeof<T>() == 4) {
    for (; mask + 16 <= end; mask += 16, a += 16, b += 16, target += 16) {
      const isFirst = i32x4.ne(v128.load(mask), i32x4.splat(0));
      v128.store(target, v128.bitselect(v128.load(a), v128.load(b), isFirst));
    }
  }
  for (; mask < end; mask += 4, a += sizeof<T>(), b += sizeof<T>(), target += sizeof<T>()) {
    store<T>(target, load<i32>(mask) != 0 ? load<T>(a) : load<T>(b));
  }
}

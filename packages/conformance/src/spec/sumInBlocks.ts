import type { Arithmetic } from "./arithmetic.ts";
import type { Word } from "./specTensor.ts";

const blockLength = 4096;
const laneCount = 64;

/**
 * N6: blocks of 4096 elements; in a block 64 lanes start at +0, lane j adds elements j, j + 64, … in order, then the tree
 * (j, j + 32), (j, j + 16) … (j, j + 1). Block results form a new sequence until one is left. An empty sum is +0.
 */
export function sumInBlocks(words: readonly Word[], { add }: Pick<Arithmetic, "add">): Word {
  const results: Word[] = [];
  for (let start = 0; start === 0 || start < words.length; start += blockLength) {
    results.push(sumBlock(words.slice(start, start + blockLength), add));
  }
  return results.length === 1 ? (results[0] as Word) : sumInBlocks(results, { add });
}

function sumBlock(words: readonly Word[], add: Arithmetic["add"]): Word {
  let lanes = Array.from({ length: laneCount }, (_, lane) => {
    let sum = 0;
    for (let i = lane; i < words.length; i += laneCount) sum = add(sum, words[i] as Word);
    return sum;
  });
  while (lanes.length > 1) {
    const half = lanes.length / 2;
    lanes = lanes.slice(0, half).map((lane, j) => add(lane, lanes[j + half] as Word));
  }
  return lanes[0] as Word;
}

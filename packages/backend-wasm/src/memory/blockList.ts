/** A piece of the heap. The blocks of a heap lie one behind the other without gaps. */
export interface Block {
  start: number;
  byteLength: number;
  isFree: boolean;
  /** Neighbours by address. */
  before: Block | undefined;
  after: Block | undefined;
  /** Neighbours in the list of free blocks of the same class. */
  previousFree: Block | undefined;
  nextFree: Block | undefined;
}

/** Blocks are whole numbers of these. */
export const granule = 64;

const classesPerDoubling = 4;
const classCount = classesPerDoubling * 28;

/** Free blocks by size class, four classes to a doubling. */
export class FreeBlocks {
  readonly #heads: (Block | undefined)[] = new Array<Block | undefined>(classCount).fill(undefined);

  add(block: Block): void {
    const index = classOf(block.byteLength);
    const head = this.#heads[index];
    block.isFree = true;
    block.previousFree = undefined;
    block.nextFree = head;
    if (head !== undefined) head.previousFree = block;
    this.#heads[index] = block;
  }

  remove(block: Block): void {
    block.isFree = false;
    if (block.previousFree !== undefined) block.previousFree.nextFree = block.nextFree;
    else this.#heads[classOf(block.byteLength)] = block.nextFree;
    if (block.nextFree !== undefined) block.nextFree.previousFree = block.previousFree;
    block.previousFree = undefined;
    block.nextFree = undefined;
  }

  /** A block of at least `byteLength`: the first that is long enough in its own class, else any of a higher one. */
  find(byteLength: number): Block | undefined {
    const own = classOf(byteLength);
    for (let block = this.#heads[own]; block !== undefined; block = block.nextFree) {
      if (block.byteLength >= byteLength) return block;
    }
    for (let index = own + 1; index < classCount; index++) {
      const block = this.#heads[index];
      if (block !== undefined) return block;
    }
    return undefined;
  }
}

/** The class of blocks of so many bytes: their number of granules, rounded down to three significant bits. */
function classOf(byteLength: number): number {
  const granules = byteLength / granule;
  const doubling = 31 - Math.clz32(granules);
  const step = doubling >= 2 ? (granules >>> (doubling - 2)) & 3 : (granules << (2 - doubling)) & 3;
  return doubling * classesPerDoubling + step;
}

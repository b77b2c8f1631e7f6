import { dotInBlocks } from "../spec/dotInBlocks.ts";
import { sumInBlocks } from "../spec/sumInBlocks.ts";
import { type SumTree, sortedTree, sumTreeText } from "./sumTree.ts";

/** An order of additions that has a name. */
export interface KnownTree {
  readonly class: string;
  readonly means: string;
  readonly treeOf: (count: number) => SumTree;
}

/** Numbers that stand for parts of a tree, so that the contract's own sums can be run on them; 0 is +0, no part. */
class Parts {
  readonly #parts: SumTree[] = [0];

  readonly leaf = (index: number): number => this.#parts.push(index) - 1;
  readonly add = (a: number, b: number): number =>
    a === 0 || b === 0 ? a + b : this.#parts.push([this.of(a), this.of(b)]) - 1;
  readonly of = (part: number): SumTree => this.#parts[part] as SumTree;
}

const indices = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const chain = (parts: readonly SumTree[]): SumTree => parts.reduce((sum, part) => [sum, part]);

function halvedLanes(laneCount: number): (count: number) => SumTree {
  return (count) => {
    let lanes: (SumTree | undefined)[] = indices(laneCount).map((lane) => {
      const own = indices(count).filter((index) => index % laneCount === lane);
      return own.length === 0 ? undefined : chain(own);
    });
    const join = (a?: SumTree, b?: SumTree): SumTree | undefined =>
      a === undefined ? b : b === undefined ? a : [a, b];
    while (lanes.length > 1) {
      const half = lanes.length / 2;
      lanes = lanes.slice(0, half).map((lane, i) => join(lane, lanes[i + half]));
    }
    return lanes[0] as SumTree;
  };
}

function adjacent(parts: readonly SumTree[]): SumTree {
  if (parts.length === 1) return parts[0] as SumTree;
  const half = indices(Math.ceil(parts.length / 2)).map((i) => parts.slice(2 * i, 2 * i + 2));
  return adjacent(half.map((pair) => (pair.length === 1 ? (pair[0] as SumTree) : pair)));
}

/** Blocks of products that are added at once, with the sum so far. */
function atOnce(length: number): (count: number) => SumTree {
  return (count) => {
    const blocks = indices(Math.ceil(count / length)).map((block) =>
      indices(count).slice(block * length, (block + 1) * length),
    );
    const [first, ...others] = blocks as [number[], ...number[][]];
    return others.reduce<SumTree>((sum, block) => [sum, ...block], first);
  };
}

/** Products 0 and 1 of each four at once, then products 2 and 3 with the sum so far. */
function interleaved(count: number): SumTree {
  const [early, late] = [0, 2].map((from) => indices(count).filter((index) => (index & 2) === from)) as [
    number[],
    number[],
  ];
  return [early, ...late];
}

/** What the numeric contract says: N6 for a sum, N5 for a product. */
const declared: Readonly<Record<"reduce" | "matmul", KnownTree>> = {
  reduce: {
    class: "contract",
    means: "sums in 64 lanes and a tree of halves (N6)",
    treeOf: (count) => {
      const parts = new Parts();
      return parts.of(sumInBlocks(indices(count).map(parts.leaf), parts));
    },
  },
  matmul: {
    class: "contract",
    means: "adds products one after the other in blocks of 256 (N5)",
    treeOf: (count) => {
      const parts = new Parts();
      const products = indices(count).map(parts.leaf);
      const multiplyAdd = (product: number, _one: number, sum: number): number => parts.add(sum, product);
      return parts.of(dotInBlocks(products, products, { add: parts.add, multiplyAdd }));
    },
  },
};

const named: readonly KnownTree[] = [
  {
    class: "sequential",
    means: "adds from the first to the last, one after the other",
    treeOf: (count) => chain(indices(count)),
  },
  { class: "reversed", means: "adds from the last to the first", treeOf: (count) => chain(indices(count).reverse()) },
  { class: "adjacent", means: "adds neighbours in a tree", treeOf: (count) => adjacent(indices(count)) },
  ...[2, 4, 8, 16, 32, 64, 128, 256].map(
    (lanes): KnownTree => ({
      class: `lanes${lanes}`,
      means: `adds in ${lanes} lanes, which are then folded in halves`,
      treeOf: halvedLanes(lanes),
    }),
  ),
  ...[4, 8, 16, 32].map(
    (length): KnownTree => ({
      class: `blocks${length}`,
      means: `adds ${length} products and the sum so far at once`,
      treeOf: atOnce(length),
    }),
  ),
  {
    class: "interleaved",
    means:
      "adds products 0 and 1 of each four at once, then products 2 and 3, as two instructions on f16 (B200 for FP8)",
    treeOf: interleaved,
  },
];

/** The name of an order, the contract's first. */
export function knownTree(kernel: "reduce" | "matmul", tree: SumTree, count: number): KnownTree | undefined {
  const text = sumTreeText(tree);
  return [declared[kernel], ...named].find(({ treeOf }) => sumTreeText(sortedTree(treeOf(count))) === text);
}

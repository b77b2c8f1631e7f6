import { type SumTree, sortedTree } from "./sumTree.ts";

/**
 * For pairs of indices: how many numbers were added before M at the one and −M at the other met. It is what is missing of
 * the ones that are summed with them, as M absorbs what is added to it.
 */
export type MeasurePairs = (pairs: readonly (readonly [number, number])[]) => Promise<readonly number[]>;

/**
 * The order in which `count` numbers are added, nodes of more than two parts included.
 *
 * @returns Undefined where the measurements belong to no order: nothing is absorbed, or the order changes.
 * @see FPRev: Revealing floating-point summation order (arXiv 2411.00442); the same in shape, with nodes that add more
 * than two parts at once.
 */
export async function recoverTree(count: number, measure: MeasurePairs): Promise<SumTree | undefined> {
  const all = Array.from({ length: count }, (_, index) => index);
  const tree = await recover(all, measure);
  return tree === undefined || tree.size !== count ? undefined : sortedTree(tree.tree);
}

/** A tree with the measured number of leaves under its root, which is more than its own where it is part of a wider node. */
interface Recovered {
  readonly tree: SumTree;
  readonly size: number;
}

async function recover(indices: readonly number[], measure: MeasurePairs): Promise<Recovered | undefined> {
  const [first, ...others] = indices as [number, ...number[]];
  if (others.length === 0) return { tree: first, size: 1 };
  const sizes = await measure(others.map((other) => [first, other]));
  const bySize = new Map<number, number[]>();
  for (const [i, size] of sizes.entries()) bySize.set(size, [...(bySize.get(size) ?? []), others[i] as number]);

  let path: Recovered = { tree: first, size: 1 };
  for (const [size, group] of [...bySize].sort(([a], [b]) => a - b)) {
    const part = await recover(group, measure);
    if (part === undefined) return undefined;
    const isWhole = part.size === group.length;
    const isSpread = part.size === size && typeof part.tree !== "number"; // its root is the node that is built here
    if (!isWhole && !isSpread) return undefined;
    path = { tree: [path.tree, ...(isWhole ? [part.tree] : (part.tree as readonly SumTree[]))], size };
  }
  return path;
}

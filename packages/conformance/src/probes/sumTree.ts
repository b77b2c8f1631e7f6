/** The order in which numbers are added: a leaf is the index of a number, a node the parts that are added at once. */
export type SumTree = number | readonly SumTree[];

/** Indices of the leaves in ascending order of nodes. */
export function leavesOf(tree: SumTree): number[] {
  return typeof tree === "number" ? [tree] : tree.flatMap(leavesOf);
}

/**
 * The tree as text. `a+b+c` is added from left to right, other additions of two parts stand in parentheses; parts that are
 * added at once stand in braces. A run of indices is written with an ellipsis: `0+…+31`, `{0…15}`.
 */
export function sumTreeText(tree: SumTree): string {
  if (typeof tree === "number") return String(tree);
  if (tree.length > 2) return `{${listed(tree, ", ", "…")}}`;
  return listed(chainOf(tree), "+", "+…+");
}

/** Parts of a chain of two-part additions, from the innermost first part on. */
function chainOf(tree: SumTree): SumTree[] {
  if (typeof tree === "number" || tree.length !== 2) return [tree];
  const [first, second] = tree as readonly [SumTree, SumTree];
  return [...chainOf(first), second];
}

function listed(parts: readonly SumTree[], separator: string, ellipsis: string): string {
  const texts: string[] = [];
  for (let i = 0; i < parts.length; ) {
    const first = parts[i] as SumTree;
    let end = i;
    while (typeof first === "number" && parts[end + 1] === first + (end + 1 - i)) end++;
    if (end - i >= 3) texts.push(`${first}${ellipsis}${parts[end]}`);
    else texts.push(...parts.slice(i, end + 1).map(partText));
    i = end + 1;
  }
  return texts.join(separator);
}

function partText(part: SumTree): string {
  return typeof part === "number" || part.length > 2 ? sumTreeText(part) : `(${sumTreeText(part)})`;
}

/** The same tree with the parts of every node in order of their least leaf, so that trees can be compared. */
export function sortedTree(tree: SumTree): SumTree {
  if (typeof tree === "number") return tree;
  const least = (part: SumTree): number => (typeof part === "number" ? part : least(part[0] as SumTree));
  return tree.map(sortedTree).sort((a, b) => least(a) - least(b));
}

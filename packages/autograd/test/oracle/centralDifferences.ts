import type { Array64 } from "./array64.ts";

/** Half of the distance between the two points of a difference; the truncation error is about its square. */
const step = 2 ** -17;

/**
 * ∂(Σ out·upstream)/∂input for every input of `f`, by central differences in doubles: about ten digits, three more
 * than binary32 has.
 */
export function centralDifferences(
  f: (inputs: readonly Array64[]) => Array64,
  inputs: readonly Array64[],
  upstream: readonly number[],
): number[][] {
  const loss = (changed: readonly Array64[]): number =>
    f(changed).data.reduce((sum, value, i) => sum + value * upstream[i]!, 0);
  const moved = (which: number, element: number, by: number): Array64[] =>
    inputs.map((input, i) =>
      i === which ? { ...input, data: input.data.map((value, j) => (j === element ? value + by : value)) } : input,
    );
  return inputs.map(({ data }, which) =>
    data.map((_, element) => (loss(moved(which, element, step)) - loss(moved(which, element, -step))) / (2 * step)),
  );
}

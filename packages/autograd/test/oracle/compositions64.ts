import { type Array64, at, build, zip } from "./array64.ts";
import { gather64, reduce64 } from "./shapes64.ts";

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const average = (values: readonly number[]): number => total(values) / values.length;

export function softmax64(x: Array64, axis: number): Array64 {
  const e = zip(Math.exp, x);
  return zip((a, b) => a / b, e, reduce64(e, [axis], total, true));
}

export function logSoftmax64(x: Array64, axis: number): Array64 {
  return zip(Math.log, softmax64(x, axis));
}

export function variance64(x: Array64, axes: readonly number[], correction: number, keepsAxes = false): Array64 {
  const squares = (values: readonly number[]): number => {
    const center = average(values);
    return total(values.map((value) => (value - center) ** 2)) / (values.length - correction);
  };
  return reduce64(x, axes, squares, keepsAxes);
}

/** (x − mean) ÷ √(variance + epsilon)·gamma + beta, gamma and beta over `axis`. */
export function normalize64(
  x: Array64,
  [gamma, beta]: readonly [Array64, Array64],
  { axes, axis, epsilon }: { readonly axes: readonly number[]; readonly axis: number; readonly epsilon: number },
): Array64 {
  const center = reduce64(x, axes, average, true);
  const spread = variance64(x, axes, 0, true);
  return build(x.shape, (index) => {
    const normalized = (at(x, index) - at(center, index)) / Math.sqrt(at(spread, index) + epsilon);
    return normalized * gamma.data[index[axis]!]! + beta.data[index[axis]!]!;
  });
}

/** Mean of −weight[target]·log(softmax) over the targets that are not ignored. */
export function crossEntropy64(
  logits: Array64,
  targets: readonly number[],
  { weights, ignoreIndex }: { readonly weights?: readonly number[]; readonly ignoreIndex?: number },
): Array64 {
  const safe = targets.map((target) => (target === ignoreIndex ? 0 : target));
  const { data } = gather64(logSoftmax64(logits, 1), 1, safe);
  let [loss, count] = [0, 0];
  for (const [i, target] of targets.entries()) {
    if (target === ignoreIndex) continue;
    const weight = weights?.[target] ?? 1;
    loss -= weight * data[i]!;
    count += weight;
  }
  return { shape: [], data: [loss / count] };
}

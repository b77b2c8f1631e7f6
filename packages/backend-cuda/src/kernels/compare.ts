import type { CompareOp, KernelParams, View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

const [less, equal, greater, unordered] = [1, 2, 4, 8] as const;

/** Relations that make each comparison true; with a NaN only `ne` is (N3). */
const accepted: { readonly [O in CompareOp]: number } = {
  eq: equal,
  ne: less | greater | unordered,
  lt: less,
  le: less | equal,
  gt: greater,
  ge: greater | equal,
};

export function compare(
  launcher: Launcher,
  [y]: readonly View[],
  [a, b]: readonly View[],
  { op }: KernelParams["compare"],
): void {
  launcher.run({ kernel: "compare", views: [y!, a!, b!], words: [accepted[op]] });
}

import { elementCount, type View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import type { Launcher } from "../launch/launcher.ts";
import { cast } from "./cast.ts";

export function gatherRows(launcher: Launcher, [y]: readonly View[], [x, index]: readonly View[]): void {
  const [rows, width] = x!.shape as [number, number];
  launcher.checkIndex(index!, rows);
  launcher.run({ kernel: "gatherRows", views: [y!, x!, index!], words: [...wide(rows), ...wide(width)] });
}

/** Sums in f32, and rounds them once to the dtype of the output. */
export function scatterAddRows(launcher: Launcher, [y]: readonly View[], [g, index]: readonly View[]): void {
  const [rows, width] = y!.shape as [number, number];
  launcher.checkIndex(index!, rows);
  const sums = launcher.zeroed("f32", elementCount(y!.shape));
  launcher.run({
    kernel: "scatterAddRows",
    views: [sums, g!, index!],
    words: [...wide(rows), ...wide(width), ...wide(g!.shape[0]!)],
    threads: width,
  });
  cast(launcher, [y!], [{ ...sums, shape: y!.shape, strides: y!.strides }], {});
  launcher.release(sums);
}

import type { Window2d } from "@binade/backend";

/** Part of a window that lies inside the plane: rows `[top, bottom)` and columns `[left, right)`; its size with padding. */
export type VisitWindow = (output: number, top: number, bottom: number, left: number, right: number) => void;

/** Visit every window of one plane in row-major order. Pool windows have no dilation. */
export function forEachWindow(
  { kernelSize, stride, padding }: Window2d,
  [height, width]: readonly [number, number],
  [outHeight, outWidth]: readonly [number, number],
  visit: VisitWindow,
): void {
  let output = 0;
  for (let oh = 0; oh < outHeight; oh++) {
    const y = oh * stride[0] - padding[0];
    const top = Math.max(y, 0);
    const bottom = Math.min(y + kernelSize[0], height);
    for (let ow = 0; ow < outWidth; ow++, output++) {
      const x = ow * stride[1] - padding[1];
      visit(output, top, bottom, Math.max(x, 0), Math.min(x + kernelSize[1], width));
    }
  }
}

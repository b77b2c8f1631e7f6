import { AutogradError } from "./autogradError.ts";
import { listed } from "./listed.ts";

/** Axis counted from the front; a negative one counts from the back. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const normalized = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normalized < 0 || normalized >= rank) {
    throw new AutogradError("ERR_AXIS", `${op}: axis must be in ${-rank} … ${rank - 1}, got ${axis}`);
  }
  return normalized;
}

/** Axes in ascending order, each once; all of them by default. */
export function normalizeAxes(op: string, axes: number | readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) => normalizeAxis(op, axis, rank));
  if (new Set(list).size !== list.length) {
    throw new AutogradError("ERR_AXIS", `${op}: an axis is named twice in ${listed(axes)}`);
  }
  return list.sort((a, b) => a - b);
}

/** The shape with `axes` taken out, or left as 1. */
export function reducedShape(shape: readonly number[], axes: readonly number[], keepsAxes = false): number[] {
  if (keepsAxes) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/**
 * The shape that two shapes broadcast to: aligned at the last axis, where each size is equal or 1.
 * @throws AutogradError `ERR_SHAPE` naming the axis that does not fit.
 */
export function broadcastShapes(op: string, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      const message = `${op}: shapes ${listed(a)} and ${listed(b)} do not broadcast (axis ${axis}: ${left} and ${right})`;
      throw new AutogradError("ERR_SHAPE", message, { op, shapes: [a, b], axis });
    }
    return left === 1 ? right : left;
  });
}

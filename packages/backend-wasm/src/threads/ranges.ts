import type { Range } from "./threads.ts";

/** Elements that a kernel stages at a time; pieces end where a chunk does. */
const chunk = 1024;

/** Elements that are worth a piece, some 20 to 80 µs: by what is done to each. */
const leastElements = { light: 32_768, heavy: 8192 } as const;

/** What one element takes: a copy, a sum, a cast; or a function of many steps. */
export type ElementWork = keyof typeof leastElements;

/** Elements of a dense output. */
export function elementRange(total: number, work: ElementWork = "light"): Range {
  return { total, unit: chunk, least: leastElements[work] };
}

/** Rows, columns or planes of so many elements each. */
export function rowRange(total: number, elementsEach: number, unit: number = 1): Range {
  return { total, unit, least: Math.ceil(leastElements.light / Math.max(elementsEach, 1)) };
}

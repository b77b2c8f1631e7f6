import { isDeepStrictEqual } from "node:util";

/**
 * Whether a value is what a literal says. Numbers as by Object.is, so that −0 is not 0 and NaN is NaN; a typed array
 * is the array of its elements, an object the record of its own enumerable properties.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function sameValue(actual, expected) {
  return isDeepStrictEqual(plain(actual), expected);
}

/** @param {unknown} value @returns {unknown} */
function plain(value) {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(/** @type {ArrayLike<number> & ArrayBufferView} */ (value));
  }
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

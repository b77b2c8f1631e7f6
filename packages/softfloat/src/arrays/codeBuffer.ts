import type { Format } from "../format/format.ts";

/** Codes in a row, one per element: bytes for formats of at most 8 bits, 16-bit words for up to 16. */
export type CodeBuffer = Uint8Array | Uint16Array;

/** The array types that hold what, by the name that the engine gives them. */
const kinds = {
  codes: ["Uint8Array", "Uint16Array"],
  bytes: ["Uint8Array"],
  numbers: ["Float32Array", "Float64Array"],
  float32: ["Float32Array"],
} as const;

/**
 * Refuse what is no array of the kind; arrays of another realm are arrays too.
 *
 * @param role - `function: argument`, as it starts the message.
 */
export function checkArray(role: string, array: unknown, kind: keyof typeof kinds): void {
  const name = ArrayBuffer.isView(array)
    ? Object.prototype.toString.call(array).slice("[object ".length, -1)
    : typeof array;
  const names: readonly string[] = kinds[kind];
  if (!names.includes(name)) throw new TypeError(`${role}: ${names.join(" or ")} expected, got ${name}`);
}

export function isFloat64Array(array: Float32Array | Float64Array): array is Float64Array {
  return array.BYTES_PER_ELEMENT === Float64Array.BYTES_PER_ELEMENT;
}

/** Refuse an array that cannot hold codes of the format. */
export function checkCodeBuffer(role: string, format: Format, array: CodeBuffer): void {
  if (format.bits > 16) {
    const name = role.replace(/:.*/, "");
    throw new RangeError(`${name}: format of at most 16 bits expected, got ${format.name} with ${format.bits}`);
  }
  checkArray(role, array, "codes");
  if (format.bits > 8 * array.BYTES_PER_ELEMENT) {
    throw new TypeError(`${role}: Uint16Array expected for ${format.name}, got Uint8Array`);
  }
}

/** Refuse an array of codes in which one is no code of the format. */
export function checkCodes(role: string, format: Format, codes: CodeBuffer): void {
  checkCodeBuffer(role, format, codes);
  if (format.bits === 8 * codes.BYTES_PER_ELEMENT) return;
  let digits = 0;
  for (let i = 0; i < codes.length; i++) digits |= codes[i] as number;
  if (digits >>> format.bits === 0) return;
  const index = codes.findIndex((code) => code >>> format.bits !== 0);
  const expected = `codes of ${format.name}, integers of ${format.bits} bits, expected`;
  throw new RangeError(`${role}: ${expected}, got ${codes[index]} at index ${index}`);
}

/** Refuse a target with fewer elements than are written. */
export function checkRoom(role: string, target: ArrayLike<number>, count: number): void {
  if (target.length < count) {
    throw new RangeError(`${role}: target of ${count} elements or more expected, got ${target.length}`);
  }
}

import type { Format } from "../format/format.ts";

/** A function that throws the RangeError for an element of `operand` that is no code of the format. */
export function rejectCode(operand: string, format: Format, codes: ArrayLike<number>): (index: number) => never {
  return (index) => {
    const expected = `code of ${format.name}, integer of ${format.bits} bits, expected`;
    throw new RangeError(`${operand}[${index}]: ${expected}, got ${codes[index]}`);
  };
}

/** An array in the idx format of the MNIST files: unsigned bytes, big-endian header. */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Row-major; a view of the bytes of the file. */
  readonly values: Uint8Array;
}

const unsignedByte = 0x08;

/**
 * Read an idx file of unsigned bytes.
 *
 * @param name - What to call the file in an error.
 * @throws RangeError when the header is not one of idx bytes, or the file is shorter or longer than it says.
 * @see http://yann.lecun.com/exdb/mnist/
 * @example
 * import { parseIdx } from "@binade/nn";
 * parseIdx(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 9])).shape; // [2]
 */
export function parseIdx(bytes: Uint8Array, name: string = "idx file"): IdxArray {
  const [zero, zeroToo, type, rank = 0] = bytes;
  const headerLength = 4 + 4 * rank;
  if (zero !== 0 || zeroToo !== 0 || type !== unsignedByte || rank === 0 || bytes.length < headerLength) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    throw new RangeError(
      `${name}: expected an idx header (00 00 08, then the rank), got ${start || "an empty file"}; install the data again`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerLength);
  const shape = Array.from({ length: rank }, (_, axis) => header.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== headerLength + count) {
    const message = `${name}: shape [${shape}] needs ${headerLength + count} bytes, got ${bytes.length}; the file is truncated or padded, install the data again`;
    throw new RangeError(message);
  }
  return { shape, values: bytes.subarray(headerLength) };
}

/** Number of binary digits of a non-negative integer; 0 has none. */
export function bitLength(integer: bigint): number {
  const hexadecimal = integer.toString(16);
  const digitsOfFirst = 32 - Math.clz32(Number.parseInt(hexadecimal.charAt(0), 16));
  return 4 * (hexadecimal.length - 1) + digitsOfFirst;
}

/** `2^exponent` for `−1022 ≤ exponent ≤ 1023`, from its bits: the standard lets `**` approximate. */
export function powerOfTwo(exponent: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, (exponent + 1023) << 4);
  return view.getFloat64(0);
}

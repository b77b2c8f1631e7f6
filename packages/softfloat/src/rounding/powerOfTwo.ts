/** `2^exponent` for `−1074 ≤ exponent ≤ 1023`, from its bits: the standard lets `**` approximate. */
export function powerOfTwo(exponent: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (exponent < -1022) view.setBigUint64(0, 1n << BigInt(exponent + 1074));
  else view.setUint16(0, (exponent + 1023) << 4);
  return view.getFloat64(0);
}

/** Codes of `bits` digits, at most 8, one after the other from the lowest digit of the first byte on. */
export function packBits(bits: number, codes: Uint8Array, packed: Uint8Array): void {
  let pending = 0;
  let digits = 0;
  let at = 0;
  for (let i = 0; i < codes.length; i++) {
    pending |= codes[i]! << digits;
    digits += bits;
    if (digits < 8) continue;
    packed[at++] = pending;
    pending >>>= 8;
    digits -= 8;
  }
  if (digits > 0) packed[at] = pending;
}

export function unpackBits(bits: number, packed: Uint8Array, codes: Uint8Array): void {
  const mask = (1 << bits) - 1;
  let pending = 0;
  let digits = 0;
  let at = 0;
  for (let i = 0; i < codes.length; i++) {
    if (digits < bits) {
      pending |= packed[at++]! << digits;
      digits += 8;
    }
    codes[i] = pending & mask;
    pending >>>= bits;
    digits -= bits;
  }
}

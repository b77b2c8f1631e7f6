import { bitLength } from "../../rounding/bitLength.ts";

/** Below this many digits of the root, a power of two is near enough to start from. */
const fewDigits = 8;

/** `⌊n^(1/degree)⌋` by Newton's method, which falls from above and stops at the floor. */
export function integerRoot(n: bigint, degree: number): bigint {
  if (n === 0n) return 0n;
  const d = BigInt(degree);
  let root = rootAbove(n, degree);
  for (;;) {
    const next = ((d - 1n) * root + n / root ** (d - 1n)) / d;
    if (next >= root) return root;
    root = next;
  }
}

/** A number above the root whose first half of digits is right. */
function rootAbove(n: bigint, degree: number): bigint {
  const digits = Math.ceil(bitLength(n) / degree);
  if (digits < fewDigits) return 1n << BigInt(digits);
  const rest = Math.floor(digits / 2);
  return (integerRoot(n >> BigInt(rest * degree), degree) + 1n) << BigInt(rest);
}

// @ts-check
/**
 * What an exact kernel may consist of: IEEE 754 operations of binary32 with their rounding written out, and operations
 * on words. An instruction is named by its operation and its modifiers, as PTX writes it. What no row names is refused.
 */

const integer = "[subs](8|16|32|64)|b(8|16|32|64)";
const word = "([subf](8|16|32|64)|b(8|16|32|64|128)|pred)";
const space = "(param|global|shared|const|local)";

/** @type {readonly (readonly [what: string, pattern: RegExp])[]} */
export const allowed = [
  // A plain add.f32 or mul.f32 may be contracted to one fma by ptxas; with .rn it never is.
  ["one rounding of binary32", /^(add|sub|mul|div|sqrt)\.rn\.f32$/],
  // Change the sign bit and nothing else, and from sm_100 on nvcc makes them of our integer code.
  ["the sign of a number", /^(neg|abs)\.f32$/],
  ["loads", new RegExp(`^ld\\.(volatile\\.)?${space}(\\.nc)?(\\.v[24])?\\.${word}$`)],
  ["stores", new RegExp(`^st\\.(volatile\\.)?(global|shared|param|local)(\\.v[24])?\\.${word}$`)],
  ["moves", new RegExp(`^(mov|selp)\\.${word}$`)],
  ["addresses", /^cvta(\.to)?\.(global|shared|const|param)\.u64$/],
  ["sums of integers", /^(add|sub|addc|subc|mad|madc)(\.cc)?\.[su](16|32|64)$/],
  ["products of integers", /^(mul|mad|mul24)\.(lo|hi|wide)(\.cc)?\.[su](16|32|64)$/],
  ["carried products", /^madc\.(lo|hi)(\.cc)?\.[su](32|64)$/],
  ["quotients of integers", /^(div|rem)\.[su](16|32|64)$/],
  ["other integer functions", /^(min|max|neg|abs)\.[su](16|32|64)$/],
  ["logic", /^(and|or|xor|not|cnot)\.(b(16|32|64)|pred)$/],
  ["shifts", /^(shl\.b(16|32|64)|shr\.[usb](16|32|64)|shf\.[lr]\.(wrap|clamp)\.b32)$/],
  [
    "bits",
    /^((clz|popc|brev)\.b(32|64)|(bfe|bfind|bfi)(\.shiftamt)?\.[usb](32|64)|prmt\.b32|lop3\.b32|szext\.(wrap|clamp)\.[su]32)$/,
  ],
  ["comparisons of integers", new RegExp(`^setp\\.(eq|ne|lt|le|gt|ge|lo|ls|hi|hs)(\\.(and|or|xor))?\\.(${integer})$`)],
  ["widths of integers", /^cvt(\.sat)?\.[su](8|16|32|64)\.[su](8|16|32|64)$/],
  ["control", /^(bra(\.uni)?|brx\.idx|ret(\.uni)?|exit|trap|call(\.uni)?)$/],
  [
    "barriers",
    /^(bar(\.warp)?\.sync|barrier(\.cta)?\.sync(\.aligned)?|fence\.(acq_rel|sc)\.(cta|gpu)|membar\.(cta|gl))$/,
  ],
  [
    "exchange in a warp",
    /^(shfl\.sync\.(up|down|bfly|idx)\.b32|vote\.sync\.(all|any|ballot)\.(pred|b32)|activemask\.b32)$/,
  ],
  [
    "atomics of integers",
    /^(atom|red)\.((relaxed|acq_rel|gpu|cta)\.)*(global|shared)\.((relaxed|gpu|cta)\.)*(add|min|max|and|or|xor|exch|cas|inc|dec)\.[usb](32|64)$/,
  ],
];

/** Why a refused instruction is no part of the exact tier; the first row that fits. */
/** @type {readonly (readonly [pattern: RegExp, reason: string])[]} */
const reasons = [
  [/^(wmma|mma|wgmma)/, "is a tensor core's, whose rounding is its own"],
  [/\.ftz\b/, "flushes subnormals (-ftz=false)"],
  [/\.approx\b/, "is an approximation (-prec-div=true, -prec-sqrt=true)"],
  [/^div\.full/, "is off by up to 2 ulp (-prec-div=true)"],
  [/^fma\./, "rounds a product and a sum once (-fmad=false, __fmul_rn, __fadd_rn)"],
  [/^(add|sub|mul)\.f32$/, "may be contracted to an fma by ptxas (__fadd_rn, __fsub_rn, __fmul_rn)"],
  [/^cvt.*\.f(16|32|64)|^cvt.*\.bf16/, "converts a float, which means another thing on the host: use integer code"],
  [/^(min|max|copysign)\.f(16|32|64)/, "treats NaN and zeros in its own way: use integer code"],
  [/^(setp|set|testp|slct).*\.f(16|32|64)/, "compares floats: use integer code on their words"],
  [/\.f64/, "computes in binary64"],
  [/\.(f16|bf16)(x2)?\b/, "computes in half precision"],
  [/^(atom|red)/, "is an atomic of floats, whose order changes from run to run"],
];

/** Why `instruction` is refused in an exact kernel; `undefined` where it is allowed. @param {string} instruction */
export function refusalOf(instruction) {
  if (allowed.some(([, pattern]) => pattern.test(instruction))) return undefined;
  return reasons.find(([pattern]) => pattern.test(instruction))?.[1] ?? "is not on the list of what is exact";
}

// @ts-check
/** What the sources of exact kernels must not use, since it means one thing on a GPU and another on the host. */

/** @type {readonly (readonly [what: string, pattern: RegExp])[]} */
const forbidden = [
  [
    "treats NaN and zeros in its own way",
    /\b(fmaxf?|fminf?|fabsf?|copysignf?|isnan|isinf|isfinite|signbit|nextafterf?)\s*\(/,
  ],
  [
    "is of a library of functions",
    /\broundf\s*\(|\b(exp|exp2|exp10|expm1|log|log2|log10|log1p|sin|cos|sincos|tan|tanh|erf|erfc|pow|sqrt|rsqrt|cbrt|rint|floor|ceil|trunc)f?\s*\(/,
  ],
  [
    "is an approximation",
    /\b__(exp|exp10|log|log2|log10|sin|cos|sincos|tan|pow|tanh)f\s*\(|\b__fdividef\s*\(|\b__saturatef\s*\(/,
  ],
  ["fuses a product and a sum", /\b(fmaf?|__fmaf_(rn|rz|ru|rd))\s*\(/],
  [
    "converts between floats and integers",
    /\b__(float2|double2|int2|uint2|ll2|ull2)\w+\s*\(|\(\s*float\s*\)|static_cast<float>/,
  ],
  ["computes in half precision", /\b__(h|half|bfloat|nv_bfloat)\w*/],
  ["computes in binary64", /\bdouble\b/],
];

/**
 * What one source uses of it, by line. Comments do not count.
 *
 * @param {string} file
 * @param {string} source
 */
export function judgeSource(file, source) {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ""));
  return code.split("\n").flatMap((text, i) =>
    forbidden.flatMap(([what, pattern]) => {
      const found = pattern.exec(text)?.[0].trim();
      return found === undefined ? [] : [{ file, kernel: "every kernel", problem: `line ${i + 1}: ${found} ${what}` }];
    }),
  );
}

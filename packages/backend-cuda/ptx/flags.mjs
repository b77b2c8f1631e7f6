// @ts-check
/** The flags of nvcc that the exact tier needs, said outright although some are its defaults. */

const needed = ["-fmad=false", "-ftz=false", "-prec-div=true", "-prec-sqrt=true"];
const forbidden = [
  /^-?-use_fast_math$/,
  /^-?-(fmad|ftz)=true$/,
  /^-?-prec-(div|sqrt)=false$/,
  /^-?-extra-device-vectorization$/,
];

/** What is wrong with the flags of `native/nvcc.json`. @param {readonly string[]} flags */
export function judgeFlags(flags) {
  return [
    ...needed.filter((flag) => !flags.includes(flag)).map((flag) => `${flag} is missing`),
    ...flags
      .filter((flag) => forbidden.some((pattern) => pattern.test(flag)))
      .map((flag) => `${flag} must not be there`),
  ].map((problem) => ({ file: "nvcc.json", kernel: "every kernel", problem }));
}

// @ts-check
/** Reads the PTX of one file against what its tier promises. */
import { refusalOf } from "./instructions.mjs";
import { readPtx } from "./readPtx.mjs";

/**
 * @typedef {object} KernelFile A row of `native/kernels.json`.
 * @property {"exact" | "fast"} tier
 * @property {Readonly<Record<string, unknown>>} kernels
 * @property {Readonly<Record<string, { readonly mma: string, readonly from: number }>>} [tensorCore] By kernel, the
 * instruction that it claims to be made of, and the least architecture that has it.
 */

/**
 * @typedef {object} Finding
 * @property {string} file
 * @property {string} kernel
 * @property {string} problem
 */

/**
 * What is wrong with a file's PTX for one architecture. Kernels of the exact tier, and those that claim to be a tensor
 * core's instructions with exact ones around them, consist of what is on the list; other fast kernels may do as they like.
 *
 * @param {string} file
 * @param {KernelFile} row
 * @param {number} architecture Like 80.
 * @param {string} ptx
 * @returns {Finding[]}
 */
export function judgePtx(file, { tier, kernels, tensorCore = {} }, architecture, ptx) {
  const functions = readPtx(ptx);
  const found = new Map(functions.filter(({ isKernel }) => isKernel).map((kernel) => [kernel.name, kernel]));
  const name = `${file}, sm_${architecture}`;
  const expected = Object.keys(kernels).filter((kernel) => (tensorCore[kernel]?.from ?? 0) <= architecture);
  return [
    ...expected.filter((kernel) => !found.has(kernel)).map((kernel) => at(name, kernel, "is not in the PTX")),
    ...[...found.keys()]
      .filter((kernel) => !(kernel in kernels))
      .map((kernel) => at(name, kernel, "is in the PTX and not in kernels.json")),
    ...functions.flatMap(({ name: kernel, instructions }) => {
      const claim = tensorCore[kernel]?.mma;
      const isClaimed = instructions.some((instruction) => instruction.name === claim);
      const missing = claim === undefined || isClaimed ? [] : [at(name, kernel, `has no ${claim}, which it claims`)];
      if (tier === "fast" && Object.keys(tensorCore).length === 0) return missing;
      const refused = instructions.flatMap(({ line, name: instruction, text }) => {
        const reason = instruction === claim ? undefined : (refusalOf(instruction) ?? callRefusal(text, functions));
        return reason === undefined ? [] : [at(name, kernel, `line ${line}: ${text.slice(0, 100)} ${reason}`)];
      });
      return [...missing, ...refused];
    }),
  ];
}

/** A call stays within the module, where its target is read like a kernel. */
function callRefusal(
  /** @type {string} */ text,
  /** @type {readonly { name: string, instructions: readonly unknown[] }[]} */ functions,
) {
  if (!text.startsWith("call")) return undefined;
  const isKnown = functions.some(
    ({ name, instructions }) => instructions.length > 0 && text.split(/[\s,;()]+/).includes(name),
  );
  return isKnown ? undefined : "calls what is not in the module";
}

/** @returns {Finding} */
function at(/** @type {string} */ file, /** @type {string} */ kernel, /** @type {string} */ problem) {
  return { file, kernel, problem };
}

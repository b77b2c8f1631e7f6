// @ts-check
/** PTX taken apart into functions and their instructions. */

/**
 * @typedef {object} Instruction
 * @property {number} line In the PTX, from 1.
 * @property {string} name Operation and modifiers: `add.rn.f32`.
 * @property {string} text The whole of it, without its predicate.
 */

/**
 * @typedef {object} PtxFunction
 * @property {string} name
 * @property {boolean} isKernel An entry; what a kernel calls is a function of its own.
 * @property {readonly Instruction[]} instructions
 */

const header = /^(?:\.(?:visible|weak|extern|common)\s+)*\.(entry|func)\s+(?:\(.*?\)\s*)?([\w$]+)/;

/** The functions of a PTX module with their instructions. @param {string} ptx @returns {PtxFunction[]} */
export function readPtx(ptx) {
  /** @type {(PtxFunction & { instructions: Instruction[] })[]} */
  const functions = [];
  /** @type {{ line: number, text: string } | undefined} */
  let pending;
  let isInside = false;
  for (const [i, raw] of withoutComments(ptx).split("\n").entries()) {
    const text = raw.trim();
    if (!isInside) {
      const [, kind, name] = header.exec(text) ?? [];
      if (name !== undefined) functions.push({ name, isKernel: kind === "entry", instructions: [] });
      isInside = functions.length > 0 && text === "{";
      continue;
    }
    if (text === "}" && pending === undefined && raw.startsWith("}")) {
      isInside = false;
      continue;
    }
    // An instruction ends at its semicolon, which may stand some lines further down.
    for (const part of text.split(/(?<=;)/)) {
      pending = { line: pending?.line ?? i + 1, text: `${pending?.text ?? ""} ${part}`.trim() };
      if (!pending.text.endsWith(";")) {
        if (!/^(\{|\}|[\w$]+:|)$/.test(pending.text)) continue;
        pending = undefined;
        continue;
      }
      const instruction = instructionOf(pending);
      if (instruction !== undefined) functions.at(-1)?.instructions.push(instruction);
      pending = undefined;
    }
  }
  return functions;
}

/** Comments become blanks, so that lines keep their numbers. @param {string} ptx */
function withoutComments(ptx) {
  return ptx.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ""));
}

/** Directives (`.reg`, `.shared`) are none. @param {{ line: number, text: string }} statement */
function instructionOf({ line, text }) {
  const bare = text
    .replace(/^[{\s]+/, "")
    .replace(/^(?:[\w$]+:\s*)*/, "")
    .replace(/^@!?%?[\w$]+\s+/, "");
  const [name] = /^[a-z]\w*(?:[.:]+\w+)*/.exec(bare) ?? [];
  return name === undefined ? undefined : { line, name: name.replaceAll("::", "."), text: bare.replace(/\s+/g, " ") };
}

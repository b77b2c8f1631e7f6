/** Finds the examples of a text: the `ts` fences of a Markdown file, the `@example` blocks of a TypeScript file. */

/**
 * @typedef {object} Example
 * @property {string} file Path of the file it stands in.
 * @property {number} line Line of its first line of code there, from 1.
 * @property {string} code
 * @property {boolean} runs False for a fence marked `ts no-run`, which is type-checked only.
 */

const fence = /^\s*(`{3,})\s*(.*?)\s*$/;
const docComment = /^[ \t]*\/\*\*[\s\S]*?\*\//gm;

/**
 * Every fence marked `ts`, or `ts no-run`.
 *
 * @param {string} file
 * @param {string} text
 * @param {number} [firstLine] Line of the file at which the text begins.
 * @returns {Example[]}
 */
export function extractMarkdown(file, text, firstLine = 1) {
  /** @type {Example[]} */
  const examples = [];
  /** @type {{ ticks: string, info: string, line: number, lines: string[] } | undefined} */
  let open;
  for (const [index, line] of text.split("\n").entries()) {
    const [, ticks, info = ""] = fence.exec(line) ?? [];
    if (open === undefined) {
      if (ticks !== undefined) open = { ticks, info, line: firstLine + index + 1, lines: [] };
    } else if (ticks !== undefined && info === "" && ticks.length >= open.ticks.length) {
      const [language, ...marks] = open.info.split(/\s+/);
      const example = { file, line: open.line, code: open.lines.join("\n"), runs: !marks.includes("no-run") };
      if (language === "ts") examples.push(example);
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line - 1}: this fence is never closed`);
  return examples;
}

/**
 * Every `@example` of the documentation comments: its `ts` fences if it has any fence, else its whole text.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Example[]}
 */
export function extractTsdoc(file, text) {
  const examples = [];
  for (const comment of text.matchAll(docComment)) {
    const firstLine = text.slice(0, comment.index).split("\n").length;
    const lines = comment[0].split("\n").map(withoutMargin);
    for (let i = 0; i < lines.length; i++) {
      if (!/^@example\b/.test(lines[i] ?? "")) continue;
      const rest = lines.slice(i + 1);
      const next = rest.findIndex((line) => /^@[a-zA-Z]/.test(line));
      const body = [(lines[i] ?? "").replace(/^@example\s?/, ""), ...(next === -1 ? rest : rest.slice(0, next))];
      examples.push(...examplesOf(file, firstLine + i, body));
    }
  }
  return examples;
}

/** @param {string} file @param {number} firstLine @param {string[]} body @returns {Example[]} */
function examplesOf(file, firstLine, body) {
  if (body.some((line) => fence.test(line))) return extractMarkdown(file, body.join("\n"), firstLine);
  const start = body.findIndex((line) => line.trim() !== "");
  if (start === -1) throw new Error(`${file}:${firstLine}: this @example is empty`);
  return [{ file, line: firstLine + start, code: body.slice(start).join("\n").trimEnd(), runs: true }];
}

/** A line of a documentation comment without `/**`, ` * ` and the closing mark. @param {string} line */
function withoutMargin(line) {
  return line
    .replace(/\s*\*\/\s*$/, "")
    .replace(/^\s*\/\*\*\s?/, "")
    .replace(/^\s*\*\s?/, "");
}

import ts from "typescript";
import { checkName } from "./checkName.mjs";
import { parseLiteral } from "./parseLiteral.mjs";

/**
 * Turn the comments of an example into checks. `expression; // literal`, `console.log(expression); // literal` and
 * `const name = expression; // literal` compare the value; a comment that is not a literal stays a comment.
 * Lines keep their numbers.
 *
 * @param {string} code
 * @returns {{ code: string, expected: Map<number, { value: unknown, text: string }> }} The expected values by line, from 0.
 */
export function instrument(code) {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const expected = new Map();
  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [];

  /** @param {ts.Node} node */
  const visit = (node) => {
    const text = ts.isStatement(node) ? commentAfter(code, node.end) : undefined;
    const literal = text === undefined ? undefined : parseLiteral(text);
    const line = source.getLineAndCharacterOfPosition(node.end).line;
    const edit = literal === undefined ? undefined : editOf(node, source, line);
    if (edit !== undefined) {
      edits.push(edit);
      expected.set(line, { value: literal?.value, text });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(source, visit);

  let result = code;
  for (const { start, end, text } of edits.reverse()) result = result.slice(0, start) + text + result.slice(end);
  return { code: result, expected };
}

/** What follows `//` on the line that ends a statement, if nothing else does. @param {string} code @param {number} end */
function commentAfter(code, end) {
  return /^[ \t]*\/\/[ \t]*(\S.*?)[ \t]*$/m.exec(code.slice(end).split("\n", 1)[0] ?? "")?.[1];
}

/** @param {ts.Node} node @param {ts.SourceFile} source @param {number} line */
function editOf(node, source, line) {
  if (ts.isExpressionStatement(node)) {
    const value = printed(node.expression) ?? node.expression;
    return { start: node.getStart(source), end: node.end, text: `${checkName}(${line}, (${value.getText(source)}));` };
  }
  if (!ts.isVariableStatement(node)) return undefined;
  const name = node.declarationList.declarations.at(-1)?.name;
  if (name === undefined || !ts.isIdentifier(name)) return undefined;
  return { start: node.end, end: node.end, text: ` ${checkName}(${line}, ${name.text});` };
}

/** The one argument of a `console.log(…)`. @param {ts.Expression} node */
function printed(node) {
  const isLog = ts.isCallExpression(node) && node.expression.getText() === "console.log";
  return isLog && node.arguments.length === 1 ? node.arguments[0] : undefined;
}

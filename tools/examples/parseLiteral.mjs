import ts from "typescript";

/** @type {Record<string, unknown>} */
const names = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, undefined };

/**
 * The value of a JavaScript literal: numbers (−0, NaN, Infinity and hexadecimal too), big integers, strings, booleans,
 * null, undefined, and arrays and objects of these.
 *
 * @param {string} text
 * @returns {{ value: unknown } | undefined} Nothing where the text is not such a literal.
 */
export function parseLiteral(text) {
  const source = ts.createSourceFile("literal.ts", `(${text}\n)`, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = /** @type {{ parseDiagnostics?: readonly unknown[] }} */ (
    /** @type {unknown} */ (source)
  );
  const [statement, ...others] = source.statements;
  if ((parseDiagnostics?.length ?? 0) > 0 || others.length > 0 || statement === undefined) return undefined;
  if (!ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression)) return undefined;
  try {
    return { value: evaluate(statement.expression.expression) };
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

class NotALiteral extends Error {}

/** @param {ts.Expression} node @returns {unknown} */
function evaluate(node) {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.slice(0, -1));
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node) && Object.hasOwn(names, node.text)) return names[node.text];
  if (ts.isPrefixUnaryExpression(node)) return signed(node);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(evaluate);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map(entryOf));
  throw new NotALiteral();
}

/** @param {ts.PrefixUnaryExpression} node @returns {number | bigint} */
function signed({ operator, operand }) {
  const value = evaluate(operand);
  if (operator === ts.SyntaxKind.MinusToken && (typeof value === "number" || typeof value === "bigint")) return -value;
  throw new NotALiteral();
}

/** @param {ts.ObjectLiteralElementLike} property @returns {[string, unknown]} */
function entryOf(property) {
  if (!ts.isPropertyAssignment(property)) throw new NotALiteral();
  const { name, initializer } = property;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name))
    return [name.text, evaluate(initializer)];
  throw new NotALiteral();
}

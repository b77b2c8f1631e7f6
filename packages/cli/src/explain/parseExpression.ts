import type { TracedOperation } from "@binade/softfloat/teaching";
import { InvalidArgumentError } from "commander";

/** A number, or one operation on up to three, each as it was written. */
export interface Expression {
  readonly operation: TracedOperation | undefined;
  readonly operands: readonly string[];
}

const unsigned =
  /(?:0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?\d+)?|0b(?:[01]+\.?[01]*|\.[01]+)(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)/iy;

const symbols: Readonly<Record<string, "add" | "sub" | "mul" | "div">> = {
  "+": "add",
  "-": "sub",
  "−": "sub",
  "*": "mul",
  "×": "mul",
  "·": "mul",
  x: "mul",
  "/": "div",
  "÷": "div",
};

/**
 * Read `x`, `x + y`, `x - y`, `x * y`, `x / y`, `sqrt x`, or `x * y + z`, which is the fused operation.
 *
 * @throws InvalidArgumentError at what does not fit.
 */
export function parseExpression(text: string): Expression {
  const root = /^\s*(?:sqrt|√)\s*(?:\((.*)\)|(.*))$/is.exec(text);
  if (root !== null) return { operation: "sqrt", operands: [onlyNumber(root[1] ?? root[2] ?? "")] };

  const tokens = tokenize(text);
  const [first = "", symbol, second = "", symbolAfter, third = ""] = tokens;
  if (tokens.length === 1) return { operation: undefined, operands: [first] };
  const operation = symbols[symbol?.toLowerCase() ?? ""];
  if (operation !== undefined && tokens.length === 3) return { operation, operands: [first, second] };
  const after = symbols[symbolAfter ?? ""];
  if (tokens.length === 5 && operation === "mul" && (after === "add" || after === "sub")) {
    return { operation: "fma", operands: [first, second, after === "add" ? third : negated(third)] };
  }
  throw new InvalidArgumentError(
    `expected a number, x + y, x - y, x * y, x / y, sqrt x or x * y + z; got ${JSON.stringify(text)}`,
  );
}

function onlyNumber(text: string): string {
  const tokens = tokenize(text);
  if (tokens.length !== 1)
    throw new InvalidArgumentError(`expected one number under the root; got ${JSON.stringify(text)}`);
  return tokens[0] ?? "";
}

/** Numbers with their signs, and the symbols between them. */
function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let index = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = index;
    const [taken = ""] = pattern.exec(text) ?? [];
    index += taken.length;
    return taken;
  };
  for (;;) {
    take(/\s*/y);
    const sign = take(/[+−-]?/y);
    const number = take(unsigned);
    if (number === "") {
      throw new InvalidArgumentError(
        `expected a number at ${JSON.stringify(text.slice(index))} in ${JSON.stringify(text)}`,
      );
    }
    tokens.push(sign.replace("−", "-") + number);
    take(/\s*/y);
    if (index === text.length) return tokens;
    const symbol = take(/[-+−*×·x/÷]/iy);
    if (symbol === "") {
      throw new InvalidArgumentError(
        `expected an operation at ${JSON.stringify(text.slice(index))} in ${JSON.stringify(text)}`,
      );
    }
    tokens.push(symbol);
  }
}

function negated(number: string): string {
  return number.startsWith("-") ? number.slice(1) : `-${number.replace(/^\+/, "")}`;
}

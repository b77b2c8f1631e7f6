import type { ArithmeticStyle } from "./arithmeticStyle.ts";
import { coefficient, wordLiteral } from "./coefficient.ts";

/**
 * Translate a float formula into WGSL in which every operation is one binary32 operation, rounded and out of reach of
 * algebra.
 *
 * The formula has `+ − × ÷` with the usual precedence, left to right, parentheses, `sqrt(x)`, numbers, coefficients
 * (`$exp.log2e`), `horner($exp.polynomial, r)`, and names, members, elements and calls of WGSL; the arguments of a call
 * are formulas again, indices are WGSL as it stands. A minus in front changes the sign bit. Numbers become words that
 * meet the run-time zero, since a literal 0 or 1 would be folded away (N2).
 *
 * @param lanes - 4 for vectors, which may be added and multiplied.
 */
export function exactExpression(formula: string, style: ArithmeticStyle, lanes: 1 | 4 = 1): string {
  return new Translator(formula, style, lanes).translate();
}

const token = /\s*(\d+\.?\d*(?:e-?\d+)?|\$[\w.]+|[A-Za-z_]\w*|[-+*/(),.[\]])/y;

const word = new Uint32Array(1); //                 scratch
const float = new Float32Array(word.buffer); //     scratch, the same four bytes

class Translator {
  readonly #formula: string;
  readonly #style: ArithmeticStyle;
  readonly #isolated: string;
  #position = 0;
  #next = "";

  constructor(formula: string, style: ArithmeticStyle, lanes: 1 | 4) {
    this.#formula = formula;
    this.#style = style;
    this.#isolated = lanes === 4 ? "isolated4" : "isolated";
    this.#advance();
  }

  translate(): string {
    const result = this.#sum();
    if (this.#next !== "") this.#fail("an operator or the end");
    return result;
  }

  #sum(): string {
    let left = this.#product();
    while (this.#next === "+" || this.#next === "-") {
      const operator = this.#take();
      left = this.#rounded(`${left} ${operator} ${this.#product()}`);
    }
    return left;
  }

  #product(): string {
    let left = this.#factor();
    while (this.#next === "*" || this.#next === "/") {
      left = this.#take() === "*" ? this.#rounded(`${left} * ${this.#factor()}`) : this.#quotient(left, this.#factor());
    }
    return left;
  }

  #factor(): string {
    if (this.#next === "-") {
      this.#take();
      return `negated(${this.#factor()})`;
    }
    if (this.#next === "(") return this.#parenthesized();
    if (/^\d/.test(this.#next)) return this.#number(Number(this.#take()));
    if (this.#next.startsWith("$")) return this.#constant(coefficient(this.#take().slice(1)) as number);
    return this.#name();
  }

  #parenthesized(): string {
    this.#expect("(");
    const inner = this.#sum();
    this.#expect(")");
    return inner;
  }

  #name(): string {
    if (!/^[A-Za-z_]/.test(this.#next)) this.#fail("a name, a number or a parenthesis");
    let text = this.#take();
    if (text === "horner") return this.#horner();
    if (text === "sqrt") return this.#root(this.#parenthesized());
    for (;;) {
      if (this.#next === ".") text += this.#take() + this.#take();
      else if (this.#next === "[") text += this.#index();
      else if (this.#next === "(") text += this.#call();
      else return text;
    }
  }

  #call(): string {
    this.#expect("(");
    const operands: string[] = [];
    while (this.#next !== ")") {
      operands.push(this.#sum());
      if (this.#next === ",") this.#take();
    }
    this.#expect(")");
    return `(${operands.join(", ")})`;
  }

  /** Text up to the bracket that closes it. */
  #index(): string {
    let depth = 1;
    const start = this.#position;
    while (depth > 0) {
      const character = this.#formula[this.#position++];
      if (character === undefined) this.#fail("]");
      if (character === "[") depth++;
      if (character === "]") depth--;
    }
    const text = this.#formula.slice(start, this.#position);
    this.#advance();
    return `[${text}`;
  }

  /** p = c[0], then p = ((p · r) + c[i]). */
  #horner(): string {
    this.#expect("(");
    const [first = 0, ...rest] = coefficient(this.#take().slice(1)) as readonly number[];
    this.#expect(",");
    const r = this.#sum();
    this.#expect(")");
    return rest.reduce<string>(
      (p, c) => this.#rounded(`${this.#rounded(`${p} * ${r}`)} + ${this.#constant(c)}`),
      this.#constant(first),
    );
  }

  #number(value: number): string {
    float[0] = value;
    return this.#constant(word[0] as number);
  }

  #constant(bits: number): string {
    return this.#style.isolated ? `constant(${wordLiteral(bits)})` : `bitcast<f32>(${wordLiteral(bits)})`;
  }

  #quotient(a: string, b: string): string {
    return this.#style.division === "integer" ? `quotient(${a}, ${b})` : this.#rounded(`${a} / ${b}`);
  }

  #root(x: string): string {
    return this.#style.squareRoot === "integer" ? `square_root(${x})` : this.#rounded(`sqrt(${x})`);
  }

  #rounded(operation: string): string {
    return this.#style.isolated ? `${this.#isolated}(${operation})` : `(${operation})`;
  }

  #take(): string {
    const taken = this.#next;
    this.#advance();
    return taken;
  }

  #expect(wanted: string): void {
    if (this.#next !== wanted) this.#fail(`"${wanted}"`);
    this.#advance();
  }

  #advance(): void {
    if (this.#formula.slice(this.#position).trim() === "") {
      this.#next = "";
      return;
    }
    token.lastIndex = this.#position;
    const match = token.exec(this.#formula);
    if (match === null) this.#fail("a name, a number or an operator");
    this.#next = match?.[1] ?? "";
    this.#position = token.lastIndex;
  }

  #fail(expected: string): never {
    const rest = this.#formula.slice(this.#position);
    throw new SyntaxError(`exact(${this.#formula}): expected ${expected}, got "${this.#next}" before "${rest}"`);
  }
}

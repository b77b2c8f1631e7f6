import { type Dtype, dtypes } from "@binade/backend";
import { wgslSources } from "../wgsl.gen.ts";
import { type ArithmeticStyle, styleKey } from "./arithmeticStyle.ts";
import { coefficient, wordLiteral } from "./coefficient.ts";
import { exactExpression } from "./exactExpression.ts";
import { formatWords } from "./formatWords.ts";
import { paramsStruct } from "./paramsStruct.ts";

/**
 * `write` and `update` differ for the caller only; `atomic` words take part in atomic operations; `vectors` are read four
 * f32 at a time.
 */
export type Access = "read" | "vectors" | "write" | "update" | "atomic";

const elementTypes: { readonly [A in Access]?: string } = { atomic: "atomic<u32>", vectors: "vec4<f32>" };

/** One operand of a shader. */
export interface Binding {
  readonly name: string;
  readonly dtype: Dtype;
  readonly access: Access;
  /** `strided`, `deep`: up to four or eight axes among the parameters, for elements that do not lie one after the other. */
  readonly layout: "dense" | "strided" | "deep";
}

/** What is put together: a file of `wgsl/kernels`, the words it has for `${name}`, and the operands in order. */
export interface ShaderRequest {
  readonly kernel: string;
  readonly options: Readonly<Record<string, string>>;
  readonly bindings: readonly Binding[];
  readonly style: ArithmeticStyle;
}

export interface AssembledShader {
  readonly code: string;
  readonly bindings: readonly Binding[];
  /** Where each parameter lies in the slot of a dispatch, in 32-bit words. */
  readonly params: ReadonlyMap<string, number>;
}

/** Names a request; requests of one key give one shader. */
export function shaderKey({ kernel, options, bindings, style }: ShaderRequest): string {
  let key = `${kernel} ${styleKey(style)}`;
  for (const name in options) key += ` ${name}=${options[name]}`;
  for (const { name, dtype, access, layout } of bindings) key += ` ${name}:${dtype}:${access}:${layout}`;
  return key;
}

/**
 * Put a shader together: the kernel's file with what it includes, accessors for every operand by its dtype and layout,
 * the parameters as one struct, formulas in `exact(…)` by {@link exactExpression}, coefficients by their words.
 */
export function assembleShader(request: ShaderRequest): AssembledShader {
  const { kernel, options, bindings, style } = request;
  const included = new Set<string>();
  const paramNames: string[] = ["zero"];
  const parts: string[] = [];
  const include = (path: string, words: Readonly<Record<string, string>>): void => {
    const filled = fill(sourceOf(path), words);
    const once = `${path} ${filled === sourceOf(path) ? "" : filled}`;
    if (included.has(once)) return;
    included.add(once);
    const body = filled.replace(/^\/\/#(\w+) (.*)\n/gm, (_, directive: string, rest: string) => {
      if (directive === "include") for (const name of rest.trim().split(/\s+/)) include(name, words);
      if (directive === "params") paramNames.push(...rest.trim().split(/\s+/));
      if (directive === "divisors") for (const name of rest.trim().split(/\s+/)) addDivisor(name);
      return "";
    });
    if (body.trim() !== "") parts.push(repeated(body.trim()));
  };

  const addDivisor = (name: string): void => {
    paramNames.push(name, `${name}_magic`, `${name}_shift`);
    include("divisor", { name });
  };

  include("arithmetic", {});
  if (style.division === "integer") include("quotient", {});
  if (style.squareRoot === "integer") include("squareRoot", {});
  for (const dtype of new Set(bindings.map((binding) => binding.dtype)))
    include(`formats/${dtype}`, formatWords(dtype));
  for (const [i, binding] of bindings.entries()) {
    const { name, dtype, access, layout } = binding;
    const perWord = String(4 / dtypes[dtype].byteWidth);
    const bits = String(8 * dtypes[dtype].byteWidth);
    const mask = wordLiteral(dtypes[dtype].byteWidth === 4 ? 0xffffffff : (1 << (8 * dtypes[dtype].byteWidth)) - 1);
    const mode = isRead(access) ? "read" : "read_write";
    const element = elementTypes[access] ?? "u32";
    const isNative = dtype === "f16" && style.conversions === "native";
    if (isNative) include("formats/f16Native", {});
    const [widen, narrow] = isNative ? ["unpack", "pack"] : ["decode", "encode"];
    const words = { name, dtype, perWord, bits, mask, mode, element, index: String(i + 1), widen, narrow };
    include("operand", words);
    if (elementTypes[access] === undefined) {
      include("element", words);
      include(`layouts/${layout}`, words);
    }
    paramNames.push(`${name}_offset`);
  }
  include(`kernels/${kernel}`, options);
  const { text, params } = paramsStruct(bindings, paramNames);
  return { code: expand([text, ...parts].join("\n\n"), style), bindings, params };
}

/** Whether shaders only read it. */
export function isRead(access: Access): boolean {
  return access === "read" || access === "vectors";
}

function sourceOf(path: string): string {
  const source = wgslSources[path];
  if (source === undefined) throw new RangeError(`shader: no file wgsl/${path}.wgsl`);
  return source;
}

/** Lines that end in `//#times n`, n times over, with the number of the time for `#`. */
function repeated(body: string): string {
  return body.replace(/^(.*?) *\/\/#times (\d+)$/gm, (_, line: string, times: string) =>
    Array.from({ length: Number(times) }, (_, time) => line.replaceAll("#", String(time))).join("\n"),
  );
}

/** `${name}` by its word. */
function fill(source: string, words: Readonly<Record<string, string>>): string {
  return source.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new RangeError(`shader: nothing to put for \${${name}}`);
    return word;
  });
}

/** Formulas, then the coefficients outside them. */
function expand(code: string, style: ArithmeticStyle): string {
  const pieces: string[] = [];
  let rest = code;
  for (;;) {
    const found = /\bexact(4?)\(/.exec(rest);
    if (found === null) break;
    const start = found.index + found[0].length;
    const end = closing(rest, start);
    const lanes = found[1] === "4" ? 4 : 1;
    pieces.push(rest.slice(0, found.index), exactExpression(rest.slice(start, end), style, lanes));
    rest = rest.slice(end + 1);
  }
  return [...pieces, rest].join("").replace(/\$([a-zA-Z]\w*\.\w+)/g, (_, path: string) => {
    const value = coefficient(path);
    if (typeof value === "number") return wordLiteral(value);
    return `array<u32, ${value.length}>(${value.map(wordLiteral).join(", ")})`;
  });
}

/** Where the parenthesis that is open at `from` closes. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")") depth--;
    if (depth === 0) return i;
  }
  throw new SyntaxError(`shader: exact( is not closed: ${text.slice(from, from + 80)}`);
}

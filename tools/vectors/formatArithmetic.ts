import {
  add,
  BF16,
  bf16Add,
  bf16Div,
  bf16Mul,
  bf16Sqrt,
  bf16Sub,
  type Code,
  decode,
  div,
  type Format,
  FP16,
  f16Add,
  f16Div,
  f16Mul,
  f16Sqrt,
  f16Sub,
  mul,
  sqrt,
  sub,
} from "@binade/softfloat";
import {
  type Case,
  type Column,
  cells,
  cellWidth,
  codeOfCell,
  hex,
  isSameCode,
  tally,
  uncounted,
  withoutCounterpart,
} from "./formatCases.ts";
import { formatNamed } from "./formatNamed.ts";
import type { VectorResult } from "./vectorResult.ts";

interface ArithFile {
  readonly allPairs?: Readonly<
    Record<string, { readonly n: number; readonly ops: Readonly<Record<string, AllPairs>> }>
  >;
  readonly pairs16?: Readonly<Record<string, Pairs>>;
}

/** Byte a · n + b is the result for a and b, that of a root byte a. */
interface AllPairs {
  readonly codes: string;
  /** How many results are not the right ones, and the first of them. */
  readonly notExact?: number;
  readonly notExactList?: readonly (readonly [a: number, b: number, exact: string, got: string])[];
  /** How many have no rule. */
  readonly undefinedByExact?: number;
}

interface Pairs {
  readonly a: Column;
  readonly b: Column;
  readonly ops: Readonly<Record<string, { readonly codes: Column; readonly a?: Column }>>;
}

type Operation = (a: Code, b: Code) => Code;

const specTier: Readonly<Record<string, (format: Format<Code>) => Operation>> = {
  add: (format) => (a, b) => add(format, a, b),
  sub: (format) => (a, b) => sub(format, a, b),
  mul: (format) => (a, b) => mul(format, a, b),
  div: (format) => (a, b) => div(format, a, b),
  sqrt: (format) => (a) => sqrt(format, a),
};

const host: Readonly<Record<string, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  sqrt: (x) => Math.sqrt(x),
};

type Fast = (a: number, b: number) => number;

/** The fast tier, where it has the function; it has to give the same codes. */
const fastTier = new Map<Format<Code>, Readonly<Record<string, Fast>>>([
  [FP16, { add: f16Add, sub: f16Sub, mul: f16Mul, div: f16Div, sqrt: f16Sqrt }],
  [BF16, { add: bf16Add, sub: bf16Sub, mul: bf16Mul, div: bf16Div, sqrt: bf16Sqrt }],
]);

/** Arithmetic on all pairs of small codes and on recorded pairs of 16-bit codes, NaN as a class. */
export function checkFormatArithmetic(json: unknown): VectorResult[] {
  const { allPairs = {}, pairs16 = {} } = json as ArithFile;
  return [
    ...Object.entries(allPairs).flatMap(([name, { n, ops }]) =>
      Object.entries(ops).map(([op, recorded]) => {
        const [label, format] = [`formats/arith ${name} ${op}`, formatNamed(name)];
        const codes = Buffer.from(recorded.codes, "base64");
        if (format === undefined || specTier[op] === undefined) return uncounted(label, codes.length);
        return withCountsChecked(
          label,
          recorded,
          tally(label, allPairCases(format, op, { ...recorded, n, results: codes })),
        );
      }),
    ),
    ...Object.entries(pairs16).flatMap(([name, { a, b, ops }]) =>
      Object.entries(ops).map(([op, { codes, a: own }]) => {
        const [label, format] = [`formats/arith ${name} ${op}`, formatNamed(name)];
        if (format === undefined || specTier[op] === undefined) return uncounted(label, codes.length / 4);
        return tally(label, pairCases(format, op, [own ?? a, own === undefined ? b : own, codes]));
      }),
    ),
  ];
}

function* allPairCases(
  format: Format<Code>,
  op: string,
  { n, results, notExactList = [] }: AllPairs & { readonly n: number; readonly results: Uint8Array },
): Generator<Case | typeof withoutCounterpart> {
  const compute = specTier[op]!(format);
  const exact = new Map(notExactList.map(([a, b, cell]) => [a * n + b, codeOfCell(format, cell)]));
  for (const [index, result] of results.entries()) {
    const [a, b] = op === "sqrt" ? [index, index] : [Math.floor(index / n), index % n];
    const z = host[op]!(decode(format, a), decode(format, b));
    const right = exact.get(index);
    if (right === undefined && isExcused(format, z)) {
      yield withoutCounterpart;
      continue;
    }
    yield caseOf(format, `${op} ${hex(a)} ${hex(b)}`, right ?? result, [compute(a, b)]);
  }
}

/**
 * Results that mean nothing: NaN where there is none, zero and negative numbers in E8M0; and in E8M0 what the library,
 * which computes in binary32, lost as a zero there.
 */
function isExcused(format: Format<Code>, z: number): boolean {
  if (format.canonicalNaN === null && Number.isNaN(z)) return true;
  return !format.hasZero && (z < 0 || Math.fround(z) === 0);
}

/** The file says how many cases there are that nothing can be compared with; no more than these are excused. */
function withCountsChecked(label: string, recorded: AllPairs, result: VectorResult): VectorResult {
  const { notExact = 0, notExactList = [], undefinedByExact = 0 } = recorded;
  const expected = notExact - notExactList.length + undefinedByExact;
  if (result.noCounterpart === expected) return result;
  throw new Error(`${label}: ${expected} cases without a rule expected, got ${result.noCounterpart}`);
}

function* pairCases(
  format: Format<Code>,
  op: string,
  [a, b, codes]: readonly [a: Column, b: Column, codes: Column],
): Generator<Case> {
  const width = cellWidth(format);
  const [first, second] = [cells(a, width), cells(b, width)];
  const compute = specTier[op]!(format);
  const fast = fastTier.get(format)?.[op];
  for (const [i, cell] of cells(codes, width).entries()) {
    const operands = [codeOfCell(format, first[i]!), codeOfCell(format, second[i]!)] as const;
    const got = [compute(...operands)];
    if (fast !== undefined) got.push(fast(Number(operands[0]), Number(operands[1])));
    yield caseOf(format, `${op} ${operands.map(hex)}`, codeOfCell(format, cell), got);
  }
}

function caseOf(format: Format<Code>, what: string, expected: Code, got: readonly Code[]): Case {
  return {
    agrees: got.every((code) => isSameCode(format, expected, code)),
    describe: () => `${what}: expected ${hex(expected)}, got ${got.map(hex)}`,
  };
}

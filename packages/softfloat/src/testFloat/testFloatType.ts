import type { Code, Format } from "../format/format.ts";
import {
  BF16,
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E3M4,
  E4M3,
  E4M3B11FNUZ,
  E4M3FN,
  E4M3FNUZ,
  E5M2,
  E5M2FNUZ,
  E8M0FNU,
  FP16,
  FP32,
  FP64,
  TF32,
} from "../format/formats.ts";

/** What a word of a TestFloat line stands for. */
export type TestFloatType =
  | { readonly kind: "float"; readonly name: string; readonly bits: number; readonly format: Format<Code> }
  | { readonly kind: "integer"; readonly name: string; readonly bits: 32 | 64; readonly signed: boolean }
  | { readonly kind: "boolean"; readonly name: string; readonly bits: 1 };

/** The formats, by the names that the functions have them under. */
const formats: Readonly<Record<string, Format<Code>>> = {
  f16: FP16,
  bf16: BF16,
  tf32: TF32,
  f32: FP32,
  f64: FP64,
  e5m2: E5M2,
  e4m3fn: E4M3FN,
  e5m2fnuz: E5M2FNUZ,
  e4m3fnuz: E4M3FNUZ,
  e4m3b11fnuz: E4M3B11FNUZ,
  e4m3: E4M3,
  e3m4: E3M4,
  e3m2fn: E3M2FN,
  e2m3fn: E2M3FN,
  e2m1fn: E2M1FN,
  e8m0fnu: E8M0FNU,
};

const integers: readonly TestFloatType[] = [
  { kind: "integer", name: "i32", bits: 32, signed: true },
  { kind: "integer", name: "ui32", bits: 32, signed: false },
  { kind: "integer", name: "i64", bits: 64, signed: true },
  { kind: "integer", name: "ui64", bits: 64, signed: false },
];

/** The result of a comparison: 1 or 0. */
export const booleanType: TestFloatType = { kind: "boolean", name: "bool", bits: 1 };

/**
 * The types of operands, by name: TestFloat's `f16 f32 f64 i32 ui32 i64 ui64`, and in the same manner `bf16 tf32` and the
 * small formats (`e4m3fn`, `e5m2` …).
 *
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_gen`.
 * @example
 * import { testFloatTypes } from "@binade/softfloat/testfloat";
 *
 * testFloatTypes.get("e4m3fn")?.bits; // 8
 */
export const testFloatTypes: ReadonlyMap<string, TestFloatType> = /* @__PURE__ */ new Map(
  [
    ...Object.entries(formats).map(([name, format]): TestFloatType => {
      return { kind: "float", name, bits: format.bits, format };
    }),
    ...integers,
  ].map((type) => [type.name, type]),
);

/** A word as a code, an integer, or 1 or 0: a number, or a bigint where there are 64 bits; `undefined` if it is none. */
export function readWord(type: TestFloatType, word: string): Code | undefined {
  if (word.length !== digitsOf(type) || !/^[0-9A-Fa-f]+$/.test(word)) return undefined;
  const isSigned = type.kind === "integer" && type.signed;
  if (type.bits === 64) return isSigned ? BigInt.asIntN(64, BigInt(`0x${word}`)) : BigInt(`0x${word}`);
  const bits = Number.parseInt(word, 16);
  if (isSigned) return bits | 0;
  return type.bits < 32 && bits >>> type.bits !== 0 ? undefined : bits;
}

/** The word of a code, an integer, or 1 or 0. */
export function writeWord(type: TestFloatType, value: Code): string {
  const bits = BigInt.asUintN(type.bits, BigInt(value));
  return bits.toString(16).toUpperCase().padStart(digitsOf(type), "0");
}

function digitsOf({ bits }: TestFloatType): number {
  return Math.ceil(bits / 4);
}

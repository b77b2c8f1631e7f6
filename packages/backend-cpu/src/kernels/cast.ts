import { isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { BF16, E4M3FN, E5M2, encodeInto, FP16 } from "@binade/softfloat";
import { floatTarget, loadFloats, loadInts, outputWords, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { type IntegerDtype, toInteger } from "./toInteger.ts";

type Cast = (memory: Memory, y: View, x: View, params: KernelParams["cast"]) => void;

/** By kind of the source and of the target. */
const casts: Record<"float" | "int", Record<"float" | "int", Cast>> = {
  float: { float: floatToFloat, int: floatToInt },
  int: { float: intToFloat, int: intToInt },
};

const largestF32 = 3.4028234663852886e38;

/** What integers are rounded to, in one step and never through f32 (N8). */
const narrowFormats = { f16: FP16, bf16: BF16, e4m3fn: E4M3FN, e5m2: E5M2 } as const;

export function cast(memory: Memory, [y]: readonly View[], [x]: readonly View[], params: KernelParams["cast"]): void {
  casts[kindOf(x!)][kindOf(y!)](memory, y!, x!, params);
}

function kindOf(view: View): "float" | "int" {
  return isFloatDtype(view.dtype) ? "float" : "int";
}

function floatToFloat(memory: Memory, y: View, x: View, { saturate = false }: KernelParams["cast"]): void {
  const values = loadFloats(memory, x);
  const isClamped = saturate && y.dtype === "f32";
  const clamped = isClamped ? values.map((value) => Math.min(Math.max(value, -largestF32), largestF32)) : values;
  storeFloats(memory, y, clamped, saturate);
}

function floatToInt(memory: Memory, y: View, x: View): void {
  const values = loadFloats(memory, x);
  const words = outputWords(memory, y);
  const dtype = y.dtype as IntegerDtype;
  for (let i = 0; i < values.length; i++) words[i] = toInteger(dtype, values[i]!);
}

function intToFloat(memory: Memory, y: View, x: View, { saturate = false }: KernelParams["cast"]): void {
  const values = loadInts(memory, x);
  if (y.dtype === "f32") {
    floatTarget(memory, y).set(values);
    return;
  }
  const words = outputWords(memory, y) as Uint16Array | Uint8Array;
  encodeInto(narrowFormats[y.dtype as keyof typeof narrowFormats], Float64Array.from(values), words, { saturate });
}

/** i32 → u8 keeps the low byte. */
function intToInt(memory: Memory, y: View, x: View): void {
  outputWords(memory, y).set(loadInts(memory, x));
}

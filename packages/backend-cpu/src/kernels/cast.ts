import { isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { f64ToBf16, f64ToF16 } from "@binade/softfloat";
import { floatTarget, loadFloats, loadInts, outputWords, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { type IntegerDtype, toInteger } from "./toInteger.ts";

type Cast = (memory: Memory, y: View, x: View, params: KernelParams["cast"]) => void;

/** By kind of the source and of the target. */
const casts: Record<"float" | "int", Record<"float" | "int", Cast>> = {
  float: { float: floatToFloat, int: floatToInt },
  int: { float: intToFloat, int: intToInt },
};

const largestFinite = { f32: 3.4028234663852886e38, f16: 65504, bf16: 3.3895313892515355e38 } as const;

/** One rounding, never through f32 on the way to 16 bits (N8). */
const wordOfInt = { f16: f64ToF16, bf16: f64ToBf16 } as const;

export function cast(memory: Memory, [y]: readonly View[], [x]: readonly View[], params: KernelParams["cast"]): void {
  casts[kindOf(x!)][kindOf(y!)](memory, y!, x!, params);
}

function kindOf(view: View): "float" | "int" {
  return isFloatDtype(view.dtype) ? "float" : "int";
}

function floatToFloat(memory: Memory, y: View, x: View, { saturate = false }: KernelParams["cast"]): void {
  const values = loadFloats(memory, x);
  const limit = largestFinite[y.dtype as keyof typeof largestFinite];
  storeFloats(memory, y, saturate ? values.map((value) => Math.min(Math.max(value, -limit), limit)) : values);
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
  const words = outputWords(memory, y);
  const wordOf = wordOfInt[y.dtype as keyof typeof wordOfInt];
  const limit = saturate ? largestFinite[y.dtype as keyof typeof largestFinite] : Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) words[i] = wordOf(Math.min(Math.max(values[i]!, -limit), limit));
}

/** i32 → u8 keeps the low byte. */
function intToInt(memory: Memory, y: View, x: View): void {
  outputWords(memory, y).set(loadInts(memory, x));
}

import { decode, encode, FP32, ulp } from "@binade/softfloat";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { unary } from "../spec/unary.ts";
import type { Interval } from "./interval.ts";

/** Bounds of N15, in units of the last place. */
const bounds: Readonly<Record<"exp" | "log" | "sin" | "cos", number>> = { exp: 1, log: 1, sin: 2, cos: 2 };

/** An interval that holds f(x) for the real function: the contract's word, widened by its bound. x has to be an f32. */
export function contractFunction(op: keyof typeof bounds, x: number): Interval {
  const operand = { dtype: "f32", shape: [1], words: [encode(FP32, x)] } as const;
  const [y] = unary({ outputs: [operand], inputs: [operand], params: { op } }, exactArithmetic);
  const value = decode(FP32, y?.wordAt(0) as number);
  const error = bounds[op] * ulp(FP32, value);
  return { low: value - error, high: value + error };
}

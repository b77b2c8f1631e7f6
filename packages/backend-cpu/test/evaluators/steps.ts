import type { AdamParams, SgdParams } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import { minus, over, plus, root, times } from "./rounded.ts";

const f32 = (value: number): number => encode(FP32, value);

/** One SGD update of one element (N11): f32 codes in, the new weight and buffer out. */
export function sgdElement(
  { w, g, buffer }: { readonly w: number; readonly g: number; readonly buffer: number | undefined },
  params: SgdParams,
  isFirst: boolean,
): { w: number; buffer: number | undefined } {
  const { learningRate, momentum, dampening, weightDecay, nesterov } = params;
  const gradient = weightDecay === 0 ? g : plus(g, times(f32(weightDecay), w));
  if (buffer === undefined) return { w: minus(w, times(f32(learningRate), gradient)), buffer };
  const velocity = isFirst ? gradient : plus(times(f32(momentum), buffer), times(f32(1 - dampening), gradient));
  const direction = nesterov ? plus(gradient, times(f32(momentum), velocity)) : velocity;
  return { w: minus(w, times(f32(learningRate), direction)), buffer: velocity };
}

export interface AdamElement {
  readonly w: number;
  readonly m: number;
  readonly v: number;
}

/** One Adam or AdamW update of one element (N11); c1 and c2 are the bias corrections of this step. */
export function adamElement(
  { w, m, v, g }: AdamElement & { readonly g: number },
  params: AdamParams,
  [c1, c2]: readonly [number, number],
): AdamElement {
  const { learningRate, beta1, beta2, epsilon, weightDecay, decoupled } = params;
  const decayed = decoupled ? times(w, f32(1 - learningRate * weightDecay)) : w;
  const gradient = decoupled || weightDecay === 0 ? g : plus(g, times(f32(weightDecay), w));
  const first = plus(times(f32(beta1), m), times(f32(1 - beta1), gradient));
  const second = plus(times(f32(beta2), v), times(f32(1 - beta2), times(gradient, gradient)));
  const numerator = times(f32(learningRate), over(first, c1));
  const denominator = plus(root(over(second, c2)), f32(epsilon));
  return { w: minus(decayed, over(numerator, denominator)), m: first, v: second };
}

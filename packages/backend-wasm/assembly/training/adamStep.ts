import { stageFloats } from "../operand";
import { CHUNK } from "../workspace";
import { storeLanes } from "./storeLanes";

/**
 * Adam and AdamW by N11, in place. `parameters` are the f32 numbers lr, b1, b2, o1, o2, eps, wd, keep, c1, c2; wd enters the
 * gradient and keep multiplies the weight, each only where it is asked for.
 */
export function adamStep(first: u32, end: u32, w: usize, m: usize, v: usize, g: usize, parameters: usize, addsDecay: bool, decoupled: bool): void {
  const lr = v128.load32_splat(parameters);
  const b1 = v128.load32_splat(parameters, 4);
  const b2 = v128.load32_splat(parameters, 8);
  const o1 = v128.load32_splat(parameters, 12);
  const o2 = v128.load32_splat(parameters, 16);
  const eps = v128.load32_splat(parameters, 20);
  const wd = v128.load32_splat(parameters, 24);
  const keep = v128.load32_splat(parameters, 28);
  const c1 = v128.load32_splat(parameters, 32);
  const c2 = v128.load32_splat(parameters, 36);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const gradients = stageFloats(g, start, length, 0);
    for (let i: u32 = 0; i < length; i += 4) {
      const at = (start + i) << 2;
      let weight = v128.load(w + at);
      if (decoupled) weight = f32x4.mul(weight, keep);
      let gradient = v128.load(gradients + (i << 2));
      if (addsDecay) gradient = f32x4.add(gradient, f32x4.mul(wd, weight));
      const mean = f32x4.add(f32x4.mul(b1, v128.load(m + at)), f32x4.mul(o1, gradient));
      const square = f32x4.mul(gradient, gradient);
      const second = f32x4.add(f32x4.mul(b2, v128.load(v + at)), f32x4.mul(o2, square));
      storeLanes(m + at, mean, length - i);
      storeLanes(v + at, second, length - i);
      const denominator = f32x4.add(f32x4.sqrt(f32x4.div(second, c2)), eps);
      const step = f32x4.div(f32x4.mul(lr, f32x4.div(mean, c1)), denominator);
      storeLanes(w + at, f32x4.sub(weight, step), length - i);
    }
  }
}

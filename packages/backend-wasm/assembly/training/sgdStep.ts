import { stageFloats } from "../operand";
import { CHUNK } from "../workspace";
import { storeLanes } from "./storeLanes";

/** SGD by N11, in place. `buffer` is 0 without momentum; the first step sets it to the gradient. */
export function sgdStep(
  first: u32,
  end: u32,
  w: usize,
  buffer: usize,
  g: usize,
  isFirst: bool,
  nesterov: bool,
  learningRate: f32,
  momentum: f32,
  damp: f32,
  weightDecay: f32,
): void {
  const lr = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  const damping = f32x4.splat(damp);
  const decay = f32x4.splat(weightDecay);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const gradient = stageFloats(g, start, length, 0);
    for (let i: u32 = 0; i < length; i += 4) {
      const at = (start + i) << 2;
      const weight = v128.load(w + at);
      let d = v128.load(gradient + (i << 2));
      if (weightDecay != 0) d = f32x4.add(d, f32x4.mul(decay, weight));
      if (buffer != 0) {
        const kept = f32x4.add(f32x4.mul(mu, v128.load(buffer + at)), f32x4.mul(damping, d));
        const velocity = isFirst ? d : kept;
        storeLanes(buffer + at, velocity, length - i);
        d = nesterov ? f32x4.add(d, f32x4.mul(mu, velocity)) : velocity;
      }
      storeLanes(w + at, f32x4.sub(weight, f32x4.mul(lr, d)), length - i);
    }
  }
}

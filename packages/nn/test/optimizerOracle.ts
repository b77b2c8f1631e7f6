/** The formulas of N10 and N11 on plain numbers, one parameter at a time, every operation rounded once. */
const r = Math.fround;

export interface OracleOptions {
  readonly learningRate: number;
  readonly momentum?: number;
  readonly dampening?: number;
  readonly nesterov?: boolean;
  readonly weightDecay?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** One step on a weight; it keeps its own buffers. `step` counts from 1 and is the optimizer's. */
export type OracleStep = (weight: number, gradient: number, step: number) => number;

export function sgdOracle(options: OracleOptions): OracleStep {
  const { learningRate, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = options;
  let buffer: number | undefined;
  return (weight, gradient) => {
    const g = weightDecay === 0 ? gradient : r(gradient + r(r(weightDecay) * weight));
    if (momentum === 0) return r(weight - r(r(learningRate) * g));
    buffer = buffer === undefined ? g : r(r(r(momentum) * buffer) + r(r(1 - dampening) * g));
    const direction = nesterov ? r(g + r(r(momentum) * buffer)) : buffer;
    return r(weight - r(r(learningRate) * direction));
  };
}

export function adamOracle(options: OracleOptions, isDecoupled: boolean): OracleStep {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { weightDecay = isDecoupled ? 0.01 : 0 } = options;
  let [m, v] = [0, 0];
  return (weight, gradient, step) => {
    const w = isDecoupled ? r(weight * r(1 - learningRate * weightDecay)) : weight;
    const g = isDecoupled || weightDecay === 0 ? gradient : r(gradient + r(r(weightDecay) * w));
    m = r(r(r(beta1) * m) + r(r(1 - beta1) * g));
    v = r(r(r(beta2) * v) + r(r(1 - beta2) * r(g * g)));
    const numerator = r(r(learningRate) * r(m / correction(beta1, step)));
    const denominator = r(r(Math.sqrt(r(v / correction(beta2, step)))) + r(epsilon));
    return r(w - r(numerator / denominator));
  };
}

/** rn32(1 − βᵗ), the power in f64 by repeated product. */
export function correction(beta: number, step: number): number {
  let power = beta;
  for (let t = 1; t < step; t++) power *= beta;
  return r(1 - power);
}

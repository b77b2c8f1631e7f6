/** N10 and N11: the weights after one step. A product and the sum that takes it are two operations. */
import { type FloatDtype, optimizerStateLayout, parameterFlags } from "@binade/backend";
import { decode, FP32 } from "@binade/softfloat";
import type { Evaluator } from "./evaluator.ts";
import { rn32 } from "./hostScalar.ts";
import { elementwise } from "./lazy.ts";
import type { LazyTensor, SpecTensor, Word } from "./specTensor.ts";

/** N10: if found ≠ 0, a step writes nothing. */
const isSkipped = ({ words }: SpecTensor): boolean => words[optimizerStateLayout.found] !== 0;

const unchanged = (tensor: SpecTensor): LazyTensor => elementwise(tensor, (i) => tensor.words[i] as Word);

/** m = (b1·m) + (o1·g); v = (b2·v) + (o2·(g·g)); w = w − ((lr·(m ÷ c1)) ÷ (√(v ÷ c2) + eps)). */
export const adamStep: Evaluator<"adamStep"> = ({ outputs, inputs, params }, arithmetic) => {
  const [w, m, v] = outputs as [SpecTensor, SpecTensor, SpecTensor];
  const [g, state, table1, table2] = inputs as [SpecTensor, SpecTensor, SpecTensor, SpecTensor];
  if (isSkipped(state)) return [w, m, v].map(unchanged);

  const { add, sub, mul, div, sqrt, multiplyAdd, widen } = arithmetic;
  const step = state.words[optimizerStateLayout.step] as number;
  const correction = ({ words }: SpecTensor): Word => words[Math.min(step, words.length - 1)] as Word;
  const [c1, c2] = [correction(table1), correction(table2)];
  const [lr, eps, wd] = [rn32(params.learningRate), rn32(params.epsilon), rn32(params.weightDecay)];
  const [b1, b2, o1, o2] = [rn32(params.beta1), rn32(params.beta2), rn32(1 - params.beta1), rn32(1 - params.beta2)];
  const keep = rn32(1 - params.learningRate * params.weightDecay);

  const weightAt = (i: number): Word => (params.decoupled ? mul(w.words[i] as Word, keep) : (w.words[i] as Word));
  const gradientAt = (i: number): Word => {
    const gradient = widen(g.dtype as FloatDtype, g.words[i] as Word);
    const isDecayed = !params.decoupled && decode(FP32, wd) !== 0;
    return isDecayed ? multiplyAdd(wd, weightAt(i), gradient) : gradient;
  };
  const firstAt = (i: number): Word => multiplyAdd(b1, m.words[i] as Word, mul(o1, gradientAt(i)));
  const secondAt = (i: number): Word => {
    const gradient = gradientAt(i);
    return multiplyAdd(b2, v.words[i] as Word, mul(o2, mul(gradient, gradient)));
  };
  const stepped = (i: number): Word => {
    const denominator = add(sqrt(div(secondAt(i), c2)), eps);
    return sub(weightAt(i), div(mul(lr, div(firstAt(i), c1)), denominator));
  };
  return [elementwise(w, stepped), elementwise(m, firstAt), elementwise(v, secondAt)];
};

/** The first applied step of a parameter sets buf = g; later buf = (mu·buf) + (damp·g); d = nesterov ? g + (mu·buf) : buf. */
export const sgdStep: Evaluator<"sgdStep"> = ({ outputs, inputs, params }, arithmetic) => {
  const state = outputs[outputs.length - 1] as SpecTensor;
  if (isSkipped(state)) return outputs.map(unchanged);

  const w = outputs[0] as SpecTensor;
  const buffer = outputs.length === 3 ? (outputs[1] as SpecTensor) : undefined;
  const g = inputs[0] as SpecTensor;
  const { sub, mul, multiplyAdd, widen } = arithmetic;
  const [lr, mu, wd] = [rn32(params.learningRate), rn32(params.momentum), rn32(params.weightDecay)];
  const damp = rn32(1 - params.dampening);
  const flag = optimizerStateLayout.flags + params.parameter;
  const isFirst = ((state.words[flag] as number) & parameterFlags.stepped) === 0;

  const gradientAt = (i: number): Word => {
    const gradient = widen(g.dtype as FloatDtype, g.words[i] as Word);
    return decode(FP32, wd) === 0 ? gradient : multiplyAdd(wd, w.words[i] as Word, gradient);
  };
  const bufferAt = (i: number): Word =>
    isFirst || buffer === undefined
      ? gradientAt(i)
      : multiplyAdd(mu, buffer.words[i] as Word, mul(damp, gradientAt(i)));
  const directionAt = (i: number): Word => {
    if (buffer === undefined) return gradientAt(i);
    return params.nesterov ? multiplyAdd(mu, bufferAt(i), gradientAt(i)) : bufferAt(i);
  };
  const weights = elementwise(w, (i) => sub(w.words[i] as Word, mul(lr, directionAt(i))));
  const flags = elementwise(state, (i) => (state.words[i] as number) | (i === flag ? parameterFlags.stepped : 0));
  return buffer === undefined ? [weights, flags] : [weights, elementwise(buffer, bufferAt), flags];
};

/** N10: a skipped step does not count. */
export const advanceStep: Evaluator<"advanceStep"> = ({ outputs }) => {
  const state = outputs[0] as SpecTensor;
  const increment = isSkipped(state) ? 0 : 1;
  return [
    elementwise(state, (i) => ((state.words[i] as number) + (i === optimizerStateLayout.step ? increment : 0)) >>> 0),
  ];
};

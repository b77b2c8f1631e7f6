import type { FloatDtype, UnaryOp } from "@binade/backend";
import type { Arithmetic } from "./arithmetic.ts";
import type { Evaluator } from "./evaluator.ts";
import { exp, expm1 } from "./functions/exponential.ts";
import { log, log1p } from "./functions/logarithm.ts";
import { erf, gelu, geluTanh, rsqrt, sigmoid, silu, tanh } from "./functions/sigmoidal.ts";
import { cos, sin } from "./functions/trigonometric.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

const functions: { readonly [O in UnaryOp]: (x: Word, arithmetic: Arithmetic) => Word } = {
  neg: (x, { negate }) => negate(x),
  abs: (x, { absolute }) => absolute(x),
  sqrt: (x, { sqrt }) => sqrt(x),
  rsqrt,
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tanh,
  sigmoid,
  erf,
  relu: (x, { maximum }) => maximum(x, 0), // N3: relu(x) = maximum(x, +0)
  silu,
  gelu,
  geluTanh,
};

/** N4, N15: the f32 function, then one rounding to the dtype. */
export const unary: Evaluator<"unary"> = ({ outputs, inputs, params: { op } }, arithmetic) => {
  const [y, x] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  const dtype = x.dtype as FloatDtype;
  return [
    elementwise(y, (i) =>
      arithmetic.narrow(dtype, functions[op](arithmetic.widen(dtype, x.words[i] as Word), arithmetic)),
    ),
  ];
};

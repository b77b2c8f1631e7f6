import type { KernelParams, UnaryOp, View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import { cos } from "../functions/cos.ts";
import { erf } from "../functions/erf.ts";
import { exp } from "../functions/exp.ts";
import { expm1 } from "../functions/expm1.ts";
import { gelu } from "../functions/gelu.ts";
import { geluTanh } from "../functions/geluTanh.ts";
import { log } from "../functions/log.ts";
import { log1p } from "../functions/log1p.ts";
import { rsqrt } from "../functions/rsqrt.ts";
import { sigmoid } from "../functions/sigmoid.ts";
import { silu } from "../functions/silu.ts";
import { sin } from "../functions/sin.ts";
import { tanh } from "../functions/tanh.ts";
import type { Memory } from "../memory.ts";

type Loop = (x: Float32Array, y: Float32Array) => void;

/** One loop per function, so that the engine inlines each. The target array rounds to f32. */
const loops: { readonly [O in UnaryOp]: Loop } = {
  neg: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = -x[i]!;
  },
  abs: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.abs(x[i]!);
  },
  sqrt: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(x[i]!);
  },
  rsqrt: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = rsqrt(x[i]!);
  },
  exp: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = exp(x[i]!);
  },
  expm1: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = expm1(x[i]!);
  },
  log: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = log(x[i]!);
  },
  log1p: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = log1p(x[i]!);
  },
  sin: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = sin(x[i]!);
  },
  cos: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = cos(x[i]!);
  },
  tanh: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = tanh(x[i]!);
  },
  sigmoid: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = sigmoid(x[i]!);
  },
  erf: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = erf(x[i]!);
  },
  // Math.max has the order of N3: NaN wins, −0 < +0.
  relu: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(x[i]!, 0);
  },
  silu: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = silu(x[i]!);
  },
  gelu: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = gelu(x[i]!);
  },
  geluTanh: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = geluTanh(x[i]!);
  },
};

export function unary(memory: Memory, [y]: readonly View[], [x]: readonly View[], { op }: KernelParams["unary"]): void {
  const target = floatTarget(memory, y!);
  loops[op](loadFloats(memory, x!), target);
  storeFloats(memory, y!, target);
}

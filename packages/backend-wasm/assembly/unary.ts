import { DTYPE, stageFloats } from "./operand";
import { erf } from "./functions/erf";
import { exp, expm1 } from "./functions/exp";
import { gelu, geluTanh } from "./functions/gelu";
import { floats } from "./functions/lanes";
import { log, log1p } from "./functions/log";
import { sigmoid } from "./functions/sigmoid";
import { cos, sin } from "./functions/sine";
import { tanh } from "./functions/tanh";
import { placeFor, storeFloats } from "./results";
import { CHUNK, stageOf } from "./workspace";

/** Codes of the functions, in the order of `unaryCodes` in src/kernels/unary.ts. */
const NEG = 0, ABS = 1, SQRT = 2, RSQRT = 3, EXP = 4, EXPM1 = 5, LOG = 6, LOG1P = 7, SIN = 8, COS = 9, TANH = 10;
const SIGMOID = 11, ERF = 12, RELU = 13, SILU = 14, GELU = 15;

/** A function of elements `first` … `end` in f32, rounded once to the dtype of the operand. */
export function unary(first: u32, end: u32, op: i32, target: usize, x: usize): void {
  const dtype = load<i32>(x, DTYPE);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const source = stageFloats(x, start, length, 0, start > first);
    const to = placeFor(dtype, target, start, length, 1);
    apply(op, source, length, to);
    if (to == stageOf(1)) storeFloats(dtype, to, length, target, start);
  }
}

/** One loop a function, so that each is compiled for itself. */
function apply(op: i32, source: usize, count: u32, target: usize): void {
  switch (op) {
    case NEG: return loop(NEG, source, count, target);
    case ABS: return loop(ABS, source, count, target);
    case SQRT: return loop(SQRT, source, count, target);
    case RSQRT: return loop(RSQRT, source, count, target);
    case EXP: return loop(EXP, source, count, target);
    case EXPM1: return loop(EXPM1, source, count, target);
    case LOG: return loop(LOG, source, count, target);
    case LOG1P: return loop(LOG1P, source, count, target);
    case SIN: return loop(SIN, source, count, target);
    case COS: return loop(COS, source, count, target);
    case TANH: return loop(TANH, source, count, target);
    case SIGMOID: return loop(SIGMOID, source, count, target);
    case ERF: return loop(ERF, source, count, target);
    case RELU: return loop(RELU, source, count, target);
    case SILU: return loop(SILU, source, count, target);
    case GELU: return loop(GELU, source, count, target);
    default: return loop(16, source, count, target);
  }
}

@inline
function loop(op: i32, source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 16, source += 16) v128.store(target, valueOf(op, v128.load(source)));
}

@inline
function valueOf(op: i32, x: v128): v128 {
  if (op == NEG) return f32x4.neg(x);
  if (op == ABS) return f32x4.abs(x);
  if (op == SQRT) return f32x4.sqrt(x);
  if (op == RSQRT) return f32x4.div(floats(1), f32x4.sqrt(x));
  if (op == EXP) return exp(x);
  if (op == EXPM1) return expm1(x);
  if (op == LOG) return log(x);
  if (op == LOG1P) return log1p(x);
  if (op == SIN) return sin(x);
  if (op == COS) return cos(x);
  if (op == TANH) return tanh(x);
  if (op == SIGMOID) return sigmoid(x);
  if (op == ERF) return erf(x);
  // maximum(x, +0) by N3: only what is at most 0, −0 included, becomes +0. The engine's f32x4.max takes eight instructions.
  if (op == RELU) return v128.andnot(x, f32x4.le(x, floats(0)));
  if (op == SILU) return f32x4.mul(x, sigmoid(x));
  if (op == GELU) return gelu(x);
  return geluTanh(x);
}

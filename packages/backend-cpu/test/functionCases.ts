import { cos } from "../src/functions/cos.ts";
import { erf } from "../src/functions/erf.ts";
import { exp } from "../src/functions/exp.ts";
import { expm1 } from "../src/functions/expm1.ts";
import { gelu } from "../src/functions/gelu.ts";
import { geluTanh } from "../src/functions/geluTanh.ts";
import { log } from "../src/functions/log.ts";
import { log1p } from "../src/functions/log1p.ts";
import { rsqrt } from "../src/functions/rsqrt.ts";
import { sigmoid } from "../src/functions/sigmoid.ts";
import { silu } from "../src/functions/silu.ts";
import { sin } from "../src/functions/sin.ts";
import { tanh } from "../src/functions/tanh.ts";
import { erf64 } from "./erf64.ts";
import type { ErrorUnit } from "./functionError.ts";

export type FunctionName =
  | "exp"
  | "log"
  | "tanh"
  | "sigmoid"
  | "rsqrt"
  | "sin"
  | "cos"
  | "erf"
  | "expm1"
  | "log1p"
  | "silu"
  | "gelu"
  | "geluTanh";

export interface FunctionCase {
  readonly name: FunctionName;
  readonly evaluate: (x: number) => number;
  /** The same function in binary64, far more exact than a binary32 ulp. */
  readonly reference: (x: number) => number;
  /** Largest error allowed, in units. */
  readonly bound: number;
  readonly unit: ErrorUnit;
}

const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const gelu64 = (x: number): number => x * 0.5 * (1 + erf64(x * Math.SQRT1_2));
/** ½(1 + tanh u) is the logistic function of 2u. */
const geluTanh64 = (x: number): number => x * logistic(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));

/** The elementary functions of this package, each with its reference and its bound. */
// biome-ignore format: columns
export const functionCases: { readonly [N in FunctionName]: FunctionCase } = {
  exp:      { name: "exp",      evaluate: exp,      reference: Math.exp,                  bound: 1, unit: "ulp" },
  log:      { name: "log",      evaluate: log,      reference: Math.log,                  bound: 1, unit: "ulp" },
  tanh:     { name: "tanh",     evaluate: tanh,     reference: Math.tanh,                 bound: 2, unit: "ulp" },
  sigmoid:  { name: "sigmoid",  evaluate: sigmoid,  reference: logistic,                  bound: 3, unit: "ulp" },
  rsqrt:    { name: "rsqrt",    evaluate: rsqrt,    reference: (x) => 1 / Math.sqrt(x),   bound: 2, unit: "ulp" },
  sin:      { name: "sin",      evaluate: sin,      reference: Math.sin,                  bound: 2, unit: "ulp" },
  cos:      { name: "cos",      evaluate: cos,      reference: Math.cos,                  bound: 2, unit: "ulp" },
  erf:      { name: "erf",      evaluate: erf,      reference: erf64,                     bound: 2, unit: "ulp" },
  expm1:    { name: "expm1",    evaluate: expm1,    reference: Math.expm1,                bound: 2, unit: "ulp" },
  log1p:    { name: "log1p",    evaluate: log1p,    reference: Math.log1p,                bound: 2, unit: "ulp" },
  silu:     { name: "silu",     evaluate: silu,     reference: (x) => x * logistic(x),    bound: 3, unit: "ofInput" },
  gelu:     { name: "gelu",     evaluate: gelu,     reference: gelu64,                    bound: 2, unit: "ofInput" },
  geluTanh: { name: "geluTanh", evaluate: geluTanh, reference: geluTanh64,                bound: 2, unit: "ofInput" },
};

import { exp } from "../src/functions/exp.ts";
import { log } from "../src/functions/log.ts";
import { rsqrt } from "../src/functions/rsqrt.ts";
import { sigmoid } from "../src/functions/sigmoid.ts";
import { tanh } from "../src/functions/tanh.ts";

export type FunctionName = "exp" | "log" | "tanh" | "sigmoid" | "rsqrt";

export interface FunctionCase {
  readonly name: FunctionName;
  readonly evaluate: (x: number) => number;
  /** The same function in binary64, far more exact than a binary32 ulp. */
  readonly reference: (x: number) => number;
  /** Largest error allowed, in ulps. */
  readonly boundUlps: number;
}

const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** The elementary functions of this package, each with its reference and its bound. */
export const functionCases: { readonly [N in FunctionName]: FunctionCase } = {
  exp: { name: "exp", evaluate: exp, reference: Math.exp, boundUlps: 1 },
  log: { name: "log", evaluate: log, reference: Math.log, boundUlps: 1 },
  tanh: { name: "tanh", evaluate: tanh, reference: Math.tanh, boundUlps: 2 },
  sigmoid: { name: "sigmoid", evaluate: sigmoid, reference: logistic, boundUlps: 3 },
  rsqrt: { name: "rsqrt", evaluate: rsqrt, reference: (x) => 1 / Math.sqrt(x), boundUlps: 2 },
};

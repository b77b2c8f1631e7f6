import { exp, exp2, exp10, expm1 } from "../../src/elementary/exponentials.ts";
import { erf, gelu, geluTanh } from "../../src/elementary/gaussian.ts";
import { cosh, sinh, tanh } from "../../src/elementary/hyperbolic.ts";
import { acosh, asinh, atanh } from "../../src/elementary/inverseHyperbolic.ts";
import { acos, asin, atan } from "../../src/elementary/inverseTrigonometric.ts";
import { log, log1p, log2, log10 } from "../../src/elementary/logarithms.ts";
import { sigmoid, silu } from "../../src/elementary/logistic.ts";
import { cbrt, rsqrt } from "../../src/elementary/roots.ts";
import { cos, sin, tan } from "../../src/elementary/trigonometric.ts";
import { cosPi, sinPi } from "../../src/elementary/trigonometricPi.ts";
import type { Code, Format } from "../../src/format/format.ts";
import type { RoundingOptions } from "../../src/rounding/roundingOptions.ts";
import type { FunctionName } from "./references.ts";

type Call = (format: Format<Code>, a: Code, options?: RoundingOptions) => Code;

/** The functions under test. */
export const functions: Readonly<Record<FunctionName, Call>> = {
  exp,
  exp2,
  exp10,
  expm1,
  log,
  log2,
  log10,
  log1p,
  sin,
  cos,
  tan,
  sinPi,
  cosPi,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  rsqrt,
  cbrt,
  sigmoid,
  silu,
  erf,
  gelu,
  geluTanh,
};

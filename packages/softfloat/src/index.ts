export { add, sub } from "./arithmetic/add.ts";
export { div } from "./arithmetic/div.ts";
export { fma } from "./arithmetic/fma.ts";
export { type LogBOptions, logB } from "./arithmetic/logB.ts";
export { mul } from "./arithmetic/mul.ts";
export { abs, copySign, negate } from "./arithmetic/negate.ts";
export { remainder } from "./arithmetic/remainder.ts";
export { type RoundToIntegralOptions, roundToIntegral } from "./arithmetic/roundToIntegral.ts";
export { scaleB } from "./arithmetic/scaleB.ts";
export { sqrt } from "./arithmetic/sqrt.ts";
export { addInto, divInto, fmaInto, mulInto, sqrtInto, subInto } from "./arrays/arithmeticInto.ts";
export { BFloat16Array } from "./arrays/bFloat16Array.ts";
export { Binary16Array } from "./arrays/binary16Array.ts";
export type { BulkOptions, RandomSource } from "./arrays/bulkOptions.ts";
export { CodeArray } from "./arrays/codeArray.ts";
export type { CodeBuffer } from "./arrays/codeBuffer.ts";
export { decodeInto } from "./arrays/decodeInto.ts";
export { encodeInto } from "./arrays/encodeInto.ts";
export type { EngineFloat16Array } from "./arrays/engineFloat16Array.ts";
export {
  Float8E4M3FNArray,
  Float8E4M3FNUZArray,
  Float8E5M2Array,
  Float8E5M2FNUZArray,
} from "./arrays/float8Arrays.ts";
export { packedLength, packInto, unpackInto } from "./arrays/packInto.ts";
export { type BlockError, blockError } from "./blocks/blockError.ts";
export { dequantizeMX } from "./blocks/dequantizeMx.ts";
export { dequantizeNVFP4 } from "./blocks/dequantizeNvfp4.ts";
export type { MxKind } from "./blocks/mxElements.ts";
export type { ScaleRule } from "./blocks/mxScale.ts";
export type { Nvfp4Blocks } from "./blocks/nvfp4.ts";
export { type ElementError, type QuantizationError, quantizationError } from "./blocks/quantizationError.ts";
export { type MxBlocks, type MxOptions, quantizeMX } from "./blocks/quantizeMx.ts";
export { type Nvfp4Options, quantizeNVFP4 } from "./blocks/quantizeNvfp4.ts";
export { classify, type NumberClass } from "./comparison/classify.ts";
export { isFinite, isInfinite, isNormal, isSignaling, isSubnormal, isZero } from "./comparison/classPredicates.ts";
export { type ComparisonOptions, eq, eqSignaling, le, leQuiet, lt, ltQuiet } from "./comparison/comparison.ts";
export { type EnumerateOptions, enumerate } from "./comparison/enumerate.ts";
export { isNaN } from "./comparison/isNaN.ts";
export { isSignMinus } from "./comparison/isSignMinus.ts";
export { type MinimumOptions, maximum, maximumNumber, minimum, minimumNumber } from "./comparison/minimum.ts";
export { nextDown, nextUp } from "./comparison/nextUp.ts";
export { type NanFields, nanWithPayload, payload } from "./comparison/payload.ts";
export { totalOrder } from "./comparison/totalOrder.ts";
export { ulp } from "./comparison/ulp.ts";
export { ulpDistance } from "./comparison/ulpDistance.ts";
export { convert } from "./conversion/convert.ts";
export { decode } from "./conversion/decode.ts";
export { encode } from "./conversion/encode.ts";
export { fromInt } from "./conversion/fromInt.ts";
export { round } from "./conversion/round.ts";
export { type InvalidInteger, type ToIntOptions, toInt } from "./conversion/toInt.ts";
export { exp, exp2, exp10, expm1 } from "./elementary/exponentials.ts";
export { erf, gelu, geluTanh } from "./elementary/gaussian.ts";
export { cosh, sinh, tanh } from "./elementary/hyperbolic.ts";
export { acosh, asinh, atanh } from "./elementary/inverseHyperbolic.ts";
export { acos, asin, atan } from "./elementary/inverseTrigonometric.ts";
export { log, log1p, log2, log10 } from "./elementary/logarithms.ts";
export { sigmoid, silu } from "./elementary/logistic.ts";
export { cbrt, rsqrt } from "./elementary/roots.ts";
export { tabulate, type UnaryOperation } from "./elementary/tabulate.ts";
export { cos, sin, tan } from "./elementary/trigonometric.ts";
export { cosPi, sinPi } from "./elementary/trigonometricPi.ts";
export { defineFormat, defineWideFormat, type FormatDefinition } from "./format/defineFormat.ts";
export type { Code, FiniteFormat, Format, IeeeFormat, NanEncoding, NumberFormat } from "./format/format.ts";
export {
  BF16,
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E3M4,
  E4M3,
  E4M3B11FNUZ,
  E4M3FN,
  E4M3FNUZ,
  E5M2,
  E5M2FNUZ,
  E8M0FNU,
  FP16,
  FP32,
  FP64,
  TF32,
} from "./format/formats.ts";
export { type P3109Parameters, p3109 } from "./format/p3109.ts";
export { presets } from "./format/presets.ts";
export { bf16Add, bf16Div, bf16Mul, bf16MulAdd, bf16Sqrt, bf16Sub } from "./kernels/bf16Arithmetic.ts";
export { bf16ToF32 } from "./kernels/bf16ToF32.ts";
export { bf16ToF64 } from "./kernels/bf16ToF64.ts";
export { bf16Eq, bf16Le, bf16Lt, f16Eq, f16Le, f16Lt, f32Eq, f32Le, f32Lt } from "./kernels/compare.ts";
export { f16Add, f16Div, f16Mul, f16MulAdd, f16Sqrt, f16Sub } from "./kernels/f16Arithmetic.ts";
export { f16ToF32 } from "./kernels/f16ToF32.ts";
export { f16ToF64 } from "./kernels/f16ToF64.ts";
export { f32Add, f32Div, f32Mul, f32MulAdd, f32Sqrt, f32Sub } from "./kernels/f32Arithmetic.ts";
export { f32ToBf16 } from "./kernels/f32ToBf16.ts";
export { f32ToF16 } from "./kernels/f32ToF16.ts";
export { f32ToF64 } from "./kernels/f32ToF64.ts";
export { f32ToTf32, type Tf32Rounding } from "./kernels/f32ToTf32.ts";
export { f64ToBf16 } from "./kernels/f64ToBf16.ts";
export { f64ToF16 } from "./kernels/f64ToF16.ts";
export { f64ToF32 } from "./kernels/f64ToF32.ts";
export { i32ToBf16, i32ToF16, i32ToF32, ui32ToBf16, ui32ToF16, ui32ToF32 } from "./kernels/fromInteger.ts";
export { bf16Rem, f16Rem, f32Rem } from "./kernels/rem.ts";
export { bf16RoundToInt, f16RoundToInt, f32RoundToInt } from "./kernels/roundToInt.ts";
export { tf32ToF32 } from "./kernels/tf32ToF32.ts";
export { bf16ToI32, bf16ToUi32, f16ToI32, f16ToUi32, f32ToI32, f32ToUi32 } from "./kernels/toInteger.ts";
export { createFlags, type Flags } from "./rounding/flags.ts";
export type { NanPolicy, RandomBits, RoundingMode, RoundingOptions, Tininess } from "./rounding/roundingOptions.ts";
export { findTensorCoreModel } from "./tensorCore/findTensorCoreModel.ts";
export { type MmaSyncGpu, type MmaSyncModels, mmaSyncGpus, mmaSyncModels } from "./tensorCore/mmaSyncModels.ts";
export { tensorCoreDot } from "./tensorCore/tensorCoreDot.ts";
export { type MatmulShape, tensorCoreMatmul } from "./tensorCore/tensorCoreMatmul.ts";
export type { TensorCoreModel } from "./tensorCore/tensorCoreModel.ts";
export { type TensorCoreGpu, tensorCoreModels } from "./tensorCore/tensorCoreModels.ts";
export { exactRational, type Rational } from "./text/exactRational.ts";
export { parse } from "./text/parse.ts";
export { type Decimal, shortestDigits } from "./text/shortestDigits.ts";
export { toBinaryString } from "./text/toBinaryString.ts";
export { toExactDecimal } from "./text/toExactDecimal.ts";
export { toHexFloat } from "./text/toHexFloat.ts";
export { toShortest } from "./text/toShortest.ts";

import { defineFormat, defineWideFormat } from "./defineFormat.ts";
import type { FiniteFormat, IeeeFormat, NumberFormat } from "./format.ts";

/**
 * IEEE 754 binary16: 5 exponent bits, 11 digits, largest finite number 65504.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5.
 * @example
 * import { decode, FP16 } from "@binade/softfloat";
 *
 * decode(FP16, FP16.maxFinite); // 65504
 */
export const FP16: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "FP16", exponentBits: 5, significandBits: 10 });

/**
 * bfloat16: the upper half of a binary32 word, 8 exponent bits and 8 digits; subnormals are kept.
 *
 * @see Intel, “BFLOAT16 – Hardware Numerics Definition”, 338302-001US.
 * @example
 * import { BF16, decode } from "@binade/softfloat";
 *
 * decode(BF16, 0x3f81); // 1.0078125
 */
export const BF16: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "BF16", exponentBits: 8, significandBits: 7 });

/**
 * TensorFloat-32: 8 exponent bits and 11 digits. The code here has 19 bits; a GPU register holds `code << 13`, see
 * {@link tf32ToF32} and {@link f32ToTf32}.
 *
 * @see NVIDIA, “Parallel Thread Execution ISA”, alternate floating-point data formats.
 * @example
 * import { decode, TF32 } from "@binade/softfloat";
 *
 * decode(TF32, 0x1fc01); // 1.0009765625
 */
export const TF32: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "TF32", exponentBits: 8, significandBits: 10 });

/**
 * IEEE 754 binary32: 8 exponent bits, 24 digits.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5.
 * @example
 * import { encode, FP32 } from "@binade/softfloat";
 *
 * encode(FP32, -2); // 0xc0000000
 */
export const FP32: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "FP32", exponentBits: 8, significandBits: 23 });

/**
 * IEEE 754 binary64: 11 exponent bits, 53 digits. Its codes are bigints.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5.
 * @example
 * import { encode, FP64 } from "@binade/softfloat";
 *
 * encode(FP64, -2); // 0xc000000000000000n
 */
export const FP64: IeeeFormat<bigint> = /* @__PURE__ */ defineWideFormat({
  name: "FP64",
  exponentBits: 11,
  significandBits: 52,
});

/**
 * OCP 8-bit E5M2: as binary16 with 2 significand bits; infinities, and NaNs as IEEE 754 has them.
 *
 * @see OCP 8-bit Floating Point Specification (OFP8) 1.0, §5.
 * @example
 * import { decode, E5M2 } from "@binade/softfloat";
 *
 * decode(E5M2, E5M2.maxFinite); // 57344
 */
export const E5M2: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "E5M2", exponentBits: 5, significandBits: 2 });

/**
 * OCP 8-bit E4M3: no infinity, NaN at 0x7f and 0xff only, largest finite number 448.
 *
 * @see OCP 8-bit Floating Point Specification (OFP8) 1.0, §5.
 * @example
 * import { E4M3FN, encode } from "@binade/softfloat";
 *
 * encode(E4M3FN, 464); // 0x7e
 * encode(E4M3FN, -465); // 0xff
 * encode(E4M3FN, -465, { saturate: true }); // 0xfe
 */
export const E4M3FN: FiniteFormat = /* @__PURE__ */ defineFormat({
  name: "E4M3FN",
  exponentBits: 4,
  significandBits: 3,
  nanEncoding: "fn",
});

/**
 * 8-bit E5M2 with one zero, one NaN (0x80), no infinity, and a bias greater by one than that of {@link E5M2}.
 *
 * @see B. Noune et al., “8-bit numerical formats for deep neural networks”, 2022; ml_dtypes `float8_e5m2fnuz`.
 * @example
 * import { E5M2FNUZ, encode } from "@binade/softfloat";
 *
 * encode(E5M2FNUZ, -0); // 0x00
 */
export const E5M2FNUZ: FiniteFormat = /* @__PURE__ */ defineFormat({
  name: "E5M2FNUZ",
  exponentBits: 5,
  significandBits: 2,
  bias: 16,
  nanEncoding: "fnuz",
});

/**
 * 8-bit E4M3 with one zero, one NaN (0x80), no infinity, bias 8, largest finite number 240.
 *
 * @see B. Noune et al., “8-bit numerical formats for deep neural networks”, 2022; ml_dtypes `float8_e4m3fnuz`.
 * @example
 * import { decode, E4M3FNUZ } from "@binade/softfloat";
 *
 * decode(E4M3FNUZ, 0x7f); // 240
 */
export const E4M3FNUZ: FiniteFormat = /* @__PURE__ */ defineFormat({
  name: "E4M3FNUZ",
  exponentBits: 4,
  significandBits: 3,
  bias: 8,
  nanEncoding: "fnuz",
});

/**
 * 8-bit E4M3 with bias 11, one zero, one NaN (0x80), no infinity, largest finite number 30.
 *
 * @see ml_dtypes `float8_e4m3b11fnuz`.
 * @example
 * import { decode, E4M3B11FNUZ } from "@binade/softfloat";
 *
 * decode(E4M3B11FNUZ, 0x7f); // 30
 */
export const E4M3B11FNUZ: FiniteFormat = /* @__PURE__ */ defineFormat({
  name: "E4M3B11FNUZ",
  exponentBits: 4,
  significandBits: 3,
  bias: 11,
  nanEncoding: "fnuz",
});

/**
 * 8-bit E4M3 as IEEE 754 would have it: infinities, largest finite number 240. Not the OCP format, which is
 * {@link E4M3FN}.
 *
 * @see IEEE 754-2019 §3.4; ml_dtypes `float8_e4m3`.
 * @example
 * import { decode, E4M3 } from "@binade/softfloat";
 *
 * decode(E4M3, E4M3.maxFinite); // 240
 */
export const E4M3: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "E4M3", exponentBits: 4, significandBits: 3 });

/**
 * 8-bit E3M4 as IEEE 754 would have it: infinities, largest finite number 15.5. Some vendors' E3M4 has no infinity; that
 * one is `defineFormat({ name, exponentBits: 3, significandBits: 4, nanEncoding: "fn" })`.
 *
 * @see IEEE 754-2019 §3.4; ml_dtypes `float8_e3m4`.
 * @example
 * import { decode, E3M4 } from "@binade/softfloat";
 *
 * decode(E3M4, E3M4.maxFinite); // 15.5
 */
export const E3M4: IeeeFormat = /* @__PURE__ */ defineFormat({ name: "E3M4", exponentBits: 3, significandBits: 4 });

/**
 * OCP 6-bit E3M2: finite numbers only, up to 28.
 *
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3.2.
 * @example
 * import { E3M2FN, encode } from "@binade/softfloat";
 *
 * encode(E3M2FN, 1000); // 0x1f
 */
export const E3M2FN: NumberFormat = /* @__PURE__ */ defineFormat({
  name: "E3M2FN",
  exponentBits: 3,
  significandBits: 2,
  nanEncoding: "none",
});

/**
 * OCP 6-bit E2M3: finite numbers only, up to 7.5.
 *
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3.2.
 * @example
 * import { decode, E2M3FN } from "@binade/softfloat";
 *
 * decode(E2M3FN, 0x1f); // 7.5
 */
export const E2M3FN: NumberFormat = /* @__PURE__ */ defineFormat({
  name: "E2M3FN",
  exponentBits: 2,
  significandBits: 3,
  nanEncoding: "none",
});

/**
 * OCP 4-bit E2M1: ±{0, 0.5, 1, 1.5, 2, 3, 4, 6}.
 *
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3.3.
 * @example
 * import { E2M1FN, round } from "@binade/softfloat";
 *
 * round(E2M1FN, 2.5); // 2
 */
export const E2M1FN: NumberFormat = /* @__PURE__ */ defineFormat({
  name: "E2M1FN",
  exponentBits: 2,
  significandBits: 1,
  nanEncoding: "none",
});

/**
 * OCP 8-bit E8M0, a scale: a power of two from 2^-127 to 2^127, or NaN (0xff). No sign and no zero: zero and negative
 * numbers become NaN and raise invalid; smaller positive numbers become 2^-127.
 *
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.4.1.
 * @example
 * import { decode, E8M0FNU } from "@binade/softfloat";
 *
 * decode(E8M0FNU, 0x80); // 2
 */
export const E8M0FNU: FiniteFormat = /* @__PURE__ */ defineFormat({
  name: "E8M0FNU",
  exponentBits: 8,
  significandBits: 0,
  nanEncoding: "fn",
  signed: false,
  zero: false,
});

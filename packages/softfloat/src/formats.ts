import type { Format } from "./format.ts";

/**
 * IEEE 754 binary16: 5 exponent bits, 11 digits, largest finite number 65504.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5.
 * @example
 * import { decode, FP16 } from "@binade/softfloat";
 *
 * decode(FP16, FP16.maxFinite); // 65504
 */
export const FP16: Format = {
  name: "FP16",
  bits: 16,
  exponentBits: 5,
  precision: 11,
  bias: 15,
  emin: -14,
  emax: 15,
  signBit: 0x8000,
  maxFinite: 0x7bff,
  infinity: 0x7c00,
  canonicalNaN: 0x7e00,
};

/**
 * bfloat16: the upper half of a binary32 word, 8 exponent bits and 8 digits; subnormals are kept.
 *
 * @see Intel, “BFLOAT16 – Hardware Numerics Definition”, 338302-001US.
 * @example
 * import { BF16, decode } from "@binade/softfloat";
 *
 * decode(BF16, 0x3f81); // 1.0078125
 */
export const BF16: Format = {
  name: "BF16",
  bits: 16,
  exponentBits: 8,
  precision: 8,
  bias: 127,
  emin: -126,
  emax: 127,
  signBit: 0x8000,
  maxFinite: 0x7f7f,
  infinity: 0x7f80,
  canonicalNaN: 0x7fc0,
};

/**
 * TensorFloat-32: 8 exponent bits and 11 digits. The code here has 19 bits; a GPU register holds `code << 13`.
 *
 * @see NVIDIA, “Parallel Thread Execution ISA”, alternate floating-point data formats.
 * @example
 * import { decode, TF32 } from "@binade/softfloat";
 *
 * decode(TF32, 0x1fc01); // 1.0009765625
 */
export const TF32: Format = {
  name: "TF32",
  bits: 19,
  exponentBits: 8,
  precision: 11,
  bias: 127,
  emin: -126,
  emax: 127,
  signBit: 0x40000,
  maxFinite: 0x3fbff,
  infinity: 0x3fc00,
  canonicalNaN: 0x3fe00,
};

/**
 * IEEE 754 binary32: 8 exponent bits, 24 digits.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5.
 * @example
 * import { encode, FP32 } from "@binade/softfloat";
 *
 * encode(FP32, -2); // 0xc0000000
 */
export const FP32: Format = {
  name: "FP32",
  bits: 32,
  exponentBits: 8,
  precision: 24,
  bias: 127,
  emin: -126,
  emax: 127,
  signBit: 0x80000000,
  maxFinite: 0x7f7fffff,
  infinity: 0x7f800000,
  canonicalNaN: 0x7fc00000,
};

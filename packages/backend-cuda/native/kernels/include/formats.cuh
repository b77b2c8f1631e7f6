#pragma once
// The storage formats as integer code: what an element's code is as a word of binary32 (or i32), and back, rounded once.
#include "integers.cuh"

namespace binade {

// A format of `trailing` significand bits after the implicit one; codes of magnitudes, without their sign.
template <u32 trailing, u32 bias, u32 width, u32 maxFinite, u32 overflow, u32 canonicalNan>
struct Narrow {
  static constexpr u32 sign = 1u << (width - 1u);

  // Exact.
  static __device__ inline u32 decode(u32 code) {
    u32 signed_ = (code & sign) << (32u - width);
    u32 magnitude = code & (sign - 1u);
    if (magnitude > maxFinite) {
      bool isInfinite = overflow != canonicalNan && magnitude == overflow;
      return signed_ | (isInfinite ? infinityWord : nanWord);
    }
    if (magnitude >= (1u << trailing)) {
      return signed_ | ((magnitude << (23u - trailing)) + ((127u - bias) << 23));
    }
    if (magnitude == 0u) {
      return signed_;
    }
    u32 leading = 31u - (u32)__clz((int)magnitude);
    u32 exponent = (128u - bias - trailing + leading) << 23;
    return signed_ | exponent | ((magnitude << (23u - leading)) & 0x007fffffu);
  }

  // The code of a magnitude, to nearest even; beyond the largest finite code where it overflows.
  static __device__ inline u32 round(u32 magnitude) {
    constexpr u32 dropped = 23u - trailing;
    if (magnitude >= ((128u - bias) << 23)) {
      u32 rounded = magnitude + ((1u << (dropped - 1u)) - 1u) + ((magnitude >> dropped) & 1u);
      return (rounded >> dropped) - ((127u - bias) << trailing);
    }
    // a subnormal: the units of its last place that are in the significand
    u32 places = dropped + (128u - bias) - (magnitude >> 23);
    u32 shift = places < 31u ? places : 31u;
    u32 significand = (magnitude & 0x007fffffu) | 0x00800000u;
    u32 kept = significand >> shift;
    return (significand + ((1u << (shift - 1u)) - 1u) + (kept & 1u)) >> shift;
  }

  static __device__ inline u32 encode(u32 word, bool saturate) {
    if (isNan(word)) {
      return canonicalNan;
    }
    u32 limit = saturate ? maxFinite : overflow;
    u32 code = round(word & magnitudeBits);
    return ((word >> (32u - width)) & sign) | (code < limit ? code : limit);
  }
};

using Binary16 = Narrow<10, 15, 16, 0x7bff, 0x7c00, 0x7e00>;
using E4m3fn = Narrow<3, 7, 8, 0x7e, 0x7f, 0x7f>;
using E5m2 = Narrow<2, 15, 8, 0x7b, 0x7c, 0x7e>;

__device__ inline u32 encodeF32(u32 word, bool saturate) {
  return saturate && (word & magnitudeBits) == infinityWord ? word - 1u : word;
}

__device__ inline u32 encodeBf16(u32 word, bool saturate) {
  if (isNan(word)) {
    return 0x7fc0u;
  }
  u32 code = (word + 0x7fffu + ((word >> 16) & 1u)) >> 16;
  return saturate && (code & 0x7fffu) == 0x7f80u ? code - 1u : code;
}

// Bytes of an element.
__device__ inline u32 widthOf(u32 dtype) {
  return dtype == F32 || dtype == I32 ? 4u : dtype == F16 || dtype == BF16 ? 2u : 1u;
}

// The word of an element as binary32, or as i32.
__device__ inline u32 decode(u32 dtype, u32 code) {
  switch (dtype) {
    case F16: return Binary16::decode(code);
    case BF16: return code << 16;
    case E4M3FN: return E4m3fn::decode(code);
    case E5M2: return E5m2::decode(code);
    default: return code;
  }
}

// The code of a word of the same kind: one rounding; overflow gives what N8 says.
__device__ inline u32 encode(u32 dtype, u32 word, bool saturate = false) {
  switch (dtype) {
    case F32: return encodeF32(word, saturate);
    case F16: return Binary16::encode(word, saturate);
    case BF16: return encodeBf16(word, saturate);
    case E4M3FN: return E4m3fn::encode(word, saturate);
    case E5M2: return E5m2::encode(word, saturate);
    case U8: return word & 0xffu;
    default: return word;
  }
}

}  // namespace binade

#pragma once
// Made by generate.mjs from functionCoefficients of @binade/backend: words of binary32, and polynomials by their words.
#include "number.cuh"

namespace binade {

constexpr u32 EXP_OVERFLOW_ABOVE = 0x42b20000u;
constexpr u32 EXP_UNDERFLOW_BELOW = 0xc2d00000u;
constexpr u32 EXP_LOG2E = 0x3fb8aa3bu;
constexpr u32 EXP_LN2_HIGH = 0x3f318000u;
constexpr u32 EXP_LN2_LOW = 0xb95e8083u;
using EXP_POLYNOMIAL = Polynomial<0x39506967u, 0x3ab743ceu, 0x3c088908u, 0x3d2aa9c1u, 0x3e2aaaaau, 0x3f000000u>;
constexpr u32 LOG_LEAST_NORMAL = 0x00800000u;
constexpr u32 LOG_UPSCALE = 0x4c000000u;
constexpr u32 LOG_SQRT_HALF = 0x3f3504f3u;
constexpr u32 LOG_LN2_HIGH = 0x3f318000u;
constexpr u32 LOG_LN2_LOW = 0xb95e8083u;
using LOG_POLYNOMIAL = Polynomial<0x3d9021bbu, 0xbdebd1b8u, 0x3def251au, 0xbdfe5d4fu, 0x3e11e9bfu, 0xbe2aae50u, 0x3e4cceacu, 0xbe7ffffcu, 0x3eaaaaaau>;
constexpr u32 TANH_POLYNOMIAL_BELOW = 0x3f200000u;
using TANH_POLYNOMIAL = Polynomial<0xbbbaf0eau, 0x3ca9134eu, 0xbd5c1e2du, 0x3e088393u, 0xbeaaaa99u>;
constexpr u32 SIN_PAYNE_HANEK_FROM = 0x43480000u;
constexpr u32 SIN_TWO_OVER_PI = 0x3f22f983u;
constexpr u32 SIN_HALF_PI_HIGH = 0x3fc91000u;
constexpr u32 SIN_HALF_PI_MIDDLE = 0xb6957780u;
constexpr u32 SIN_HALF_PI_LOW = 0x2c34611au;
static __device__ const u32 SIN_TWO_OVER_PI_BITS[8] = {0x00000000u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu};
constexpr u32 SIN_HALF_PI_WORD = 0xc90fdaa2u;
using SIN_POLYNOMIAL = Polynomial<0xb94ca9ffu, 0x3c0883bcu, 0xbe2aaaa3u>;
using COS_POLYNOMIAL = Polynomial<0x37ccf406u, 0xbab60614u, 0x3d2aaaa5u>;
constexpr u32 ERF_EXPONENTIAL_FROM = 0x3f580000u;
constexpr u32 ERF_ONE_FROM = 0x40800000u;
using ERF_POLYNOMIAL = Polynomial<0xba271da8u, 0x3ba5de24u, 0xbcdb9facu, 0x3de712f4u, 0xbec09394u, 0x3e0375d4u>;
using ERF_EXPONENT_POLYNOMIAL = Polynomial<0x39624b29u, 0xbb53ac48u, 0x3cbbe719u, 0xbdd7b9dcu, 0xbf22bad7u, 0xbf9073afu>;
constexpr u32 EXPM1_EXPONENTIAL_FROM = 0x41980000u;
constexpr u32 EXPM1_MINUS_ONE_BELOW = 0xc1900000u;
using EXPM1_POLYNOMIAL = Polynomial<0x3957a319u, 0x3ab7a4d5u, 0x3c087fb7u, 0x3d2aa8dcu, 0x3e2aaab4u, 0x3f000001u>;
constexpr u32 GELU_SQRT_HALF = 0x3f3504f3u;
constexpr u32 GELU_TANH_SQRT_TWO_OVER_PI = 0x3f4c422au;
constexpr u32 GELU_TANH_CUBIC = 0x3d372713u;
constexpr u32 POW_LADDER_BELOW = 0x43000000u;

}  // namespace binade

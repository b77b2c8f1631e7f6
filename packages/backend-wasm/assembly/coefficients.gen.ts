/** Made by generate.mjs from functionCoefficients of @binade/backend: addresses of the constants. */
const table = memory.data<u32>([
  0x42b20000,
  0xc2d00000,
  0x3fb8aa3b,
  0x3f318000,
  0xb95e8083,
  0x39506967,
  0x3ab743ce,
  0x3c088908,
  0x3d2aa9c1,
  0x3e2aaaaa,
  0x3f000000,
  0x00800000,
  0x4c000000,
  0x3f3504f3,
  0x3f318000,
  0xb95e8083,
  0x3d9021bb,
  0xbdebd1b8,
  0x3def251a,
  0xbdfe5d4f,
  0x3e11e9bf,
  0xbe2aae50,
  0x3e4cceac,
  0xbe7ffffc,
  0x3eaaaaaa,
  0x3f200000,
  0xbbbaf0ea,
  0x3ca9134e,
  0xbd5c1e2d,
  0x3e088393,
  0xbeaaaa99,
  0x43480000,
  0x3f22f983,
  0x3fc91000,
  0xb6957780,
  0x2c34611a,
  0x00000000,
  0xa2f9836e,
  0x4e441529,
  0xfc2757d1,
  0xf534ddc0,
  0xdb629599,
  0x3c439041,
  0xfe5163ab,
  0xc90fdaa2,
  0xb94ca9ff,
  0x3c0883bc,
  0xbe2aaaa3,
  0x37ccf406,
  0xbab60614,
  0x3d2aaaa5,
  0x3f580000,
  0x40800000,
  0xba271da8,
  0x3ba5de24,
  0xbcdb9fac,
  0x3de712f4,
  0xbec09394,
  0x3e0375d4,
  0x39624b29,
  0xbb53ac48,
  0x3cbbe719,
  0xbdd7b9dc,
  0xbf22bad7,
  0xbf9073af,
  0x41980000,
  0xc1900000,
  0x3957a319,
  0x3ab7a4d5,
  0x3c087fb7,
  0x3d2aa8dc,
  0x3e2aaab4,
  0x3f000001,
  0x3f3504f3,
  0x3f4c422a,
  0x3d372713,
  0x43000000,
]);

export const EXP_OVERFLOW_ABOVE: usize = table + 0;
export const EXP_UNDERFLOW_BELOW: usize = table + 4;
export const EXP_LOG2E: usize = table + 8;
export const EXP_LN2_HIGH: usize = table + 12;
export const EXP_LN2_LOW: usize = table + 16;
export const EXP_POLYNOMIAL_0: usize = table + 20;
export const EXP_POLYNOMIAL_1: usize = table + 24;
export const EXP_POLYNOMIAL_2: usize = table + 28;
export const EXP_POLYNOMIAL_3: usize = table + 32;
export const EXP_POLYNOMIAL_4: usize = table + 36;
export const EXP_POLYNOMIAL_5: usize = table + 40;
export const LOG_LEAST_NORMAL: usize = table + 44;
export const LOG_UPSCALE: usize = table + 48;
export const LOG_SQRT_HALF: usize = table + 52;
export const LOG_LN2_HIGH: usize = table + 56;
export const LOG_LN2_LOW: usize = table + 60;
export const LOG_POLYNOMIAL_0: usize = table + 64;
export const LOG_POLYNOMIAL_1: usize = table + 68;
export const LOG_POLYNOMIAL_2: usize = table + 72;
export const LOG_POLYNOMIAL_3: usize = table + 76;
export const LOG_POLYNOMIAL_4: usize = table + 80;
export const LOG_POLYNOMIAL_5: usize = table + 84;
export const LOG_POLYNOMIAL_6: usize = table + 88;
export const LOG_POLYNOMIAL_7: usize = table + 92;
export const LOG_POLYNOMIAL_8: usize = table + 96;
export const TANH_POLYNOMIAL_BELOW: usize = table + 100;
export const TANH_POLYNOMIAL_0: usize = table + 104;
export const TANH_POLYNOMIAL_1: usize = table + 108;
export const TANH_POLYNOMIAL_2: usize = table + 112;
export const TANH_POLYNOMIAL_3: usize = table + 116;
export const TANH_POLYNOMIAL_4: usize = table + 120;
export const SIN_PAYNE_HANEK_FROM: usize = table + 124;
export const SIN_TWO_OVER_PI: usize = table + 128;
export const SIN_HALF_PI_HIGH: usize = table + 132;
export const SIN_HALF_PI_MIDDLE: usize = table + 136;
export const SIN_HALF_PI_LOW: usize = table + 140;
export const SIN_TWO_OVER_PI_BITS_0: u32 = 0x00000000;
export const SIN_TWO_OVER_PI_BITS_1: u32 = 0xa2f9836e;
export const SIN_TWO_OVER_PI_BITS_2: u32 = 0x4e441529;
export const SIN_TWO_OVER_PI_BITS_3: u32 = 0xfc2757d1;
export const SIN_TWO_OVER_PI_BITS_4: u32 = 0xf534ddc0;
export const SIN_TWO_OVER_PI_BITS_5: u32 = 0xdb629599;
export const SIN_TWO_OVER_PI_BITS_6: u32 = 0x3c439041;
export const SIN_TWO_OVER_PI_BITS_7: u32 = 0xfe5163ab;
export const SIN_HALF_PI_WORD: u32 = 0xc90fdaa2;
export const SIN_POLYNOMIAL_0: usize = table + 180;
export const SIN_POLYNOMIAL_1: usize = table + 184;
export const SIN_POLYNOMIAL_2: usize = table + 188;
export const COS_POLYNOMIAL_0: usize = table + 192;
export const COS_POLYNOMIAL_1: usize = table + 196;
export const COS_POLYNOMIAL_2: usize = table + 200;
export const ERF_EXPONENTIAL_FROM: usize = table + 204;
export const ERF_ONE_FROM: usize = table + 208;
export const ERF_POLYNOMIAL_0: usize = table + 212;
export const ERF_POLYNOMIAL_1: usize = table + 216;
export const ERF_POLYNOMIAL_2: usize = table + 220;
export const ERF_POLYNOMIAL_3: usize = table + 224;
export const ERF_POLYNOMIAL_4: usize = table + 228;
export const ERF_POLYNOMIAL_5: usize = table + 232;
export const ERF_EXPONENT_POLYNOMIAL_0: usize = table + 236;
export const ERF_EXPONENT_POLYNOMIAL_1: usize = table + 240;
export const ERF_EXPONENT_POLYNOMIAL_2: usize = table + 244;
export const ERF_EXPONENT_POLYNOMIAL_3: usize = table + 248;
export const ERF_EXPONENT_POLYNOMIAL_4: usize = table + 252;
export const ERF_EXPONENT_POLYNOMIAL_5: usize = table + 256;
export const EXPM1_EXPONENTIAL_FROM: usize = table + 260;
export const EXPM1_MINUS_ONE_BELOW: usize = table + 264;
export const EXPM1_POLYNOMIAL_0: usize = table + 268;
export const EXPM1_POLYNOMIAL_1: usize = table + 272;
export const EXPM1_POLYNOMIAL_2: usize = table + 276;
export const EXPM1_POLYNOMIAL_3: usize = table + 280;
export const EXPM1_POLYNOMIAL_4: usize = table + 284;
export const EXPM1_POLYNOMIAL_5: usize = table + 288;
export const GELU_SQRT_HALF: usize = table + 292;
export const GELU_TANH_SQRT_TWO_OVER_PI: usize = table + 296;
export const GELU_TANH_CUBIC: usize = table + 300;
export const POW_LADDER_BELOW: usize = table + 304;

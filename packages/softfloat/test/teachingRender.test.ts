import { describe, expect, it } from "vitest";
import { BF16, E2M1FN, E4M3FN, E8M0FNU, FP16, FP32, FP64 } from "../src/index.ts";
import {
  compareFormats,
  explain,
  explainRounding,
  rangeReport,
  renderComparison,
  renderExplanation,
  renderRangeReport,
  renderRounding,
  renderTrace,
  trace,
} from "../src/teaching/index.ts";

/** What is left without colours. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour begins with
  return text.replace(/\u001b\[\d+m/g, "");
}

describe("renderExplanation(explanation)", () => {
  it("shows the fields of a normal number", () => {
    expect(renderExplanation(explain(FP16, 0x2e66))).toMatchInlineSnapshot(`
      "FP16 0x2e66 = 0.0999755859375, positive normal

        0 01011 1001100110
        │ │     └ trailing significand 614, after the implicit digit 1
        │ └ biased exponent 11: exponent -4
        └ sign +

        in binary                 +1.1001100110 · 2^-4
        in decimal                0.0999755859375 (12 significant digits)
        shortest that reads back  0.1
        hex-float                 0x1.998p-4
        fraction                  819 / 8192
        ulp                       2^-14 = 0.00006103515625
        previous                  0x2e65  0.09991455078125
        next                      0x2e67  0.10003662109375
        halfway                   0.099945068359375 and 0.100006103515625
        rounds to it              [0.099945068359375, 0.100006103515625]"
    `);
  });

  it("shows a subnormal whose digits are many", () => {
    expect(renderExplanation(explain(FP64, 0x8000000000000001n))).toMatchInlineSnapshot(`
      "FP64 0x8000000000000001 = -4.94065645841246544176…e-324, negative subnormal

        1 00000000000 0000000000000000000000000000000000000000000000000001
        │ │           └ trailing significand 1, after the implicit digit 0
        │ └ biased exponent 0: exponent -1022
        └ sign -

        in binary                 -0.0000000000000000000000000000000000000000000000000001 · 2^-1022
        in decimal                -4.94065645841246544176…e-324 (751 significant digits)
        shortest that reads back  -5e-324
        hex-float                 -0x0.0000000000001p-1022
        fraction                  -1 / 2024022533073106183524953467189173070495566497641421183569013580…
        ulp                       2^-1074 = 4.94065645841246544176…e-324
        previous                  0x8000000000000002  -9.88131291682493088353…e-324
        next                      0x8000000000000000  -0
        halfway                   -3 · 2^-1075 and -2^-1075
        rounds to it              (-3 · 2^-1075, -2^-1075)"
    `);
  });

  it("shows a format without sign and trailing significand", () => {
    expect(renderExplanation(explain(E8M0FNU, 0x00))).toMatchInlineSnapshot(`
      "E8M0FNU 0x00 = 5.87747175411143753984…e-39, positive normal

        00000000
        └ biased exponent 0: exponent -127

        in binary                 +1 · 2^-127
        in decimal                5.87747175411143753984…e-39 (89 significant digits)
        shortest that reads back  6e-39
        hex-float                 0x1p-127
        fraction                  1 / 170141183460469231731687303715884105728
        ulp                       2^-127 = 5.87747175411143753984…e-39
        previous                  none
        next                      0x01  1.17549435082228750796…e-38
        halfway                   none and 8.81620763116715630976…e-39
        rounds to it              (0, 8.81620763116715630976…e-39)"
    `);
  });

  it("shows NaN", () => {
    expect(renderExplanation(explain(FP16, 0x7d00))).toMatchInlineSnapshot(`
      "FP16 0x7d00 = NaN, signaling NaN

        0 11111 0100000000
        │ │     └ trailing significand 256
        │ └ biased exponent 31
        └ sign +

        previous  none
        next      none"
    `);
  });
});

describe("renderRounding(explanation)", () => {
  it("shows an endless expansion", () => {
    expect(renderRounding(explainRounding(FP16, "0.1"))).toMatchInlineSnapshot(`
      "0.1 in FP16, roundTiesToEven: 0x2e66 = 0.0999755859375, positive normal

        0.0999755859375 ├───────────────────┼───────────────────┤ 0.10003662109375
                                        ▲ 0.1

        +1.1001100110|011001100110011001100110… · 2^-4
        last kept digit 0, guard 0, round 1, sticky 1

        the lower neighbour 0.0999755859375 is nearer than the upper neighbour 0.10003662109375

        error -0.0000244140625: -0.4 ulp of 2^-14 = 0.00006103515625
        flags: inexact"
    `);
  });

  it("shows a tie beyond the range", () => {
    expect(renderRounding(explainRounding(E4M3FN, -464, { rounding: "roundTiesToAway" }))).toMatchInlineSnapshot(`
      "-464 in E4M3FN, roundTiesToAway: 0xff = NaN, quiet NaN

        -480 (beyond) ├───────────────────┼───────────────────┤ -448
                                          ▲ -464

        -1.110|1 · 2^8
        last kept digit 0, guard 1, round 0, sticky 0

        exactly halfway; this mode takes the neighbour farther from zero, the lower neighbour -480
        beyond -448, the negative of the largest finite number: overflow, and E4M3FN has no infinity: NaN

        flags: overflow, inexact"
    `);
  });

  it("shows a subnormal result", () => {
    expect(renderRounding(explainRounding(FP16, -1e-7))).toMatchInlineSnapshot(`
      "-1e-7 in FP16, roundTiesToEven: 0x8002 = -1.1920928955078125e-7, negative subnormal

        -1.1920928955078125e-7 ├───────────────────┼───────────────────┤ -5.9604644775390625e-8
                                            ▲ -1e-7

        -0.0000000001|101011010111111100101001… · 2^-14
        last kept digit 1, guard 1, round 0, sticky 1

        the lower neighbour -1.1920928955078125e-7 is nearer than the upper neighbour -5.9604644775390625e-8
        below 2^-14, the least normal number, the spacing stays 2^-24: 1 of 11 digits left
        tiny and inexact: underflow

        error -1.9209289550781255e-8: -0.3222784000000001 ulp of 2^-24 = 5.9604644775390625e-8
        flags: underflow, inexact"
    `);
  });

  it("shows chances", () => {
    expect(renderRounding(explainRounding(FP16, 2048.5, { rounding: "stochastic" }))).toMatchInlineSnapshot(`
      "2048.5 in FP16, stochastic: open

        2048 ├───────────────────┼───────────────────┤ 2050
                       ▲ 2048.5

        +1.0000000000|01 · 2^11
        last kept digit 0, guard 0, round 1, sticky 0

        by lot: the lower neighbour 2048 with probability 0.75, the upper neighbour 2050 with probability
          0.25

        flags: inexact"
    `);
  });

  it("shows what is not rounded", () => {
    expect(renderRounding(explainRounding(E2M1FN, Number.NaN))).toMatchInlineSnapshot(`
      "NaN in E2M1FN, roundTiesToEven: 0x7 = 6, positive normal

        E2M1FN has no NaN: 6 stands for it
        what it was is lost: invalid

        flags: invalid"
    `);
  });
});

describe("renderTrace(trace)", () => {
  it("shows why 0.1 + 0.2 is not 0.3 in FP16", () => {
    expect(renderTrace(trace(FP16, "add", 0x2e66, 0x3266))).toMatchInlineSnapshot(`
      "0.0999755859375 + 0.199951171875 in FP16

      unpack: each operand is a significand times a power of two
        a  + 1.1001100110 · 2^-4
        b  + 1.1001100110 · 2^-3

      align: a has the smaller exponent: its digits move 1 place to the right, so that both stand at 2^-3
        a  + 0.11001100110 · 2^-3
        b  + 1.1001100110  · 2^-3

      operate: the signs are equal: the magnitudes are added
          a  +  0.11001100110 · 2^-3
          b  +  1.1001100110  · 2^-3
             ────────────────
        sum  + 10.01100110010 · 2^-3

      normalise: the point moves 1 place to the left, and the exponent grows by 1
        exact  + 1.001100110010 · 2^-2

      round: exactly halfway; the lower neighbour 0.2998046875 has the even significand (last digit 0)
          exact  + 1.0011001100|10 · 2^-2
        rounded  + 1.0011001100|   · 2^-2

      0x34cc = 0.2998046875, flags: inexact"
    `);
  });

  it("cuts what is too wide for a blackboard", () => {
    expect(renderTrace(trace(FP32, "sub", 0x7f000000, 0x00000001))).toMatchInlineSnapshot(`
      "1.70141183460469231731…e+38 - 1.40129846432481707092…e-45 in FP32

      unpack: each operand is a significand times a power of two; b is subnormal, below 2^-126: it has no
        leading 1
        a  + 1.00000000000000000000000 · 2^127
        b  + 0.00000000000000000000001 · 2^-126

      align: -b has the smaller exponent: its digits move 253 places to the right, so that both stand at
        2^127
         a  + 1.00000000000000000000000                    …                                · 2^127
        -b  - 0.000000000000000000000000000000000000000000 … 000000000000000000000000000001 · 2^127

      operate: the signs differ: the smaller magnitude is taken from the larger, whose sign remains
          a  + 1.00000000000000000000000                    …                                · 2^127
         -b  - 0.000000000000000000000000000000000000000000 … 000000000000000000000000000001 · 2^127
             ───────────────────────────────────────────────────────────────────────────────
        sum  + 0.111111111111111111111111111111111111111111 … 111111111111111111111111111111 · 2^127

      normalise: the point moves 1 place to the right, and the exponent falls by 1
        exact  + 1.111111111111111111111111111111111111111111 … 111111111111111111111111111111 · 2^126

      round: the upper neighbour 1.70141183460469231731…e+38 is nearer than the lower neighbour
        1.70141173319264429905…e+38; the carry runs through every digit, so that the exponent grows by one
          exact  +  1.11111111111111111111111|11111111111111111 … 111111111111111111111111111111 · 2^126
        rounded  + 10.00000000000000000000000|                  …                                · 2^126

      0x7f000000 = 1.70141183460469231731…e+38, flags: inexact"
    `);
  });

  it("shows an overflowing product", () => {
    expect(renderTrace(trace(E4M3FN, "mul", 0x7e, 0xba))).toMatchInlineSnapshot(`
      "448 · (-1.25) in E4M3FN

      unpack: each operand is a significand times a power of two
        a  + 1.110 · 2^8
        b  - 1.010 · 2^0

      operate: the significands are multiplied and the exponents added: 8 + 0 = 8; no digit is lost yet
            a  +  1.110    · 2^8
            b  -  1.010    · 2^0
               ───────────
        a · b  - 10.001100 · 2^8

      normalise: the point moves 1 place to the left, and the exponent grows by 1
        exact  - 1.0001100 · 2^9

      round: the lower neighbour -576 is nearer than the upper neighbour -512; beyond -448, the negative
        of the largest finite number: overflow, and E4M3FN has no infinity: NaN
          exact  - 1.000|1100 · 2^9
        rounded  - 1.001|     · 2^9

      0xff = NaN, flags: overflow, inexact"
    `);
  });
});

describe("renderComparison(title, rows)", () => {
  it("shows a line for each format", () => {
    const formats = [FP64, FP32, BF16, FP16, E4M3FN, E2M1FN, E8M0FNU];
    expect(renderComparison("-0.1", compareFormats("-0.1", formats))).toMatchInlineSnapshot(`
      "-0.1

      format   bits  code                value                      relative error  ulps  notes                              sign exponent significand
      ───────  ────  ──────────────────  ─────────────────────────  ──────────────  ────  ─────────────────────────────────  ─────────────────────────
      FP64       64  0xbfb999999999999a  -0.100000000000000005551…        5.55e-17  -0.4  inexact                            1 01111111011 1001100110011001100110011001100110011001100110011010
      FP32       32  0xbdcccccd          -0.100000001490116119384…         1.49e-8  -0.2  inexact                            1 01111011 10011001100110011001101
      BF16       16  0xbdcd              -0.10009765625                   0.000977  -0.2  inexact                            1 01111011 1001101
      FP16       16  0xae66              -0.0999755859375                 0.000244   0.4  inexact                            1 01011 1001100110
      E4M3FN      8  0x9d                -0.1015625                         0.0156  -0.2  inexact                            1 0011 101
      E2M1FN      4  0x8                 -0                                   1.00   0.2  negative zero, underflow, inexact  1 00 0
      E8M0FNU     8  0xff                NaN                                              quiet NaN, invalid                 11111111"
    `);
  });
});

describe("renderRangeReport(report)", () => {
  it("shows outcomes and binades", () => {
    const data = [0, 1e-9, 2 ** -25, 2 ** -24, 1e-6, 1.5e-6, 0.25, 1, 3, 65504, 1e6, Number.NaN];
    expect(renderRangeReport(rangeReport(FP16, data))).toMatchInlineSnapshot(`
      "12 elements in FP16

        normal            33.33 %  4
        subnormal         25.00 %  3
        became zero       16.67 %  2
        became ∞ or NaN    8.33 %  1
        zero before        8.33 %  1
        NaN before         8.33 %  1

        magnitudes from 1e-9 to 1000000; 6 exact
        doublings of the scale before the largest overflows: -4
        signal to rounding error: 245.7 dB

          2^-30 · ░░░░░░░░░░░░░░░░░░░░░░░░ 1
          2^-29 ·
          2^-28 ·
          2^-27 ·
          2^-26 ·
          2^-25 · ░░░░░░░░░░░░░░░░░░░░░░░░ 1
          2^-24 s ████████████████████████ 1
          2^-23 s
          2^-22 s
          2^-21 s
          2^-20 s ████████████████████████████████████████████████ 2
          2^-19 s
          2^-18 s
          2^-17 s
          2^-16 s
          2^-15 s
          2^-14
          2^-13
          2^-12
          2^-11
          2^-10
           2^-9
           2^-8
           2^-7
           2^-6
           2^-5
           2^-4
           2^-3
           2^-2   ████████████████████████ 1
           2^-1
            2^0   ████████████████████████ 1
            2^1   ████████████████████████ 1
            2^2
            2^3
            2^4
            2^5
            2^6
            2^7
            2^8
            2^9
           2^10
           2^11
           2^12
           2^13
           2^14
           2^15   ████████████████████████ 1
           2^16 >
           2^17 >
           2^18 >
           2^19 > ░░░░░░░░░░░░░░░░░░░░░░░░ 1

        s: subnormal, ·: below the least number, >: beyond the range; ░: became zero or overflowed"
    `);
  });

  it("shows no histogram of nothing", () => {
    expect(renderRangeReport(rangeReport(FP16, []))).toBe("0 elements in FP16");
  });
});

describe("{ color: true }", () => {
  it("adds colours and nothing else", () => {
    const texts = [
      (color: boolean) => renderExplanation(explain(FP16, 0x2e66), { color }),
      (color: boolean) => renderRounding(explainRounding(FP16, "0.1"), { color }),
      (color: boolean) => renderTrace(trace(FP16, "fma", 0x2e66, 0x3266, 0xb266), { color }),
      (color: boolean) => renderComparison("0.1", compareFormats("0.1", [FP16, E8M0FNU]), { color }),
      (color: boolean) => renderRangeReport(rangeReport(FP16, [1]), { color }),
    ];
    for (const render of texts) {
      expect(render(true)).not.toBe(render(false));
      expect(plain(render(true))).toBe(render(false));
    }
  });

  it("gives sign, exponent and significand a colour each", () => {
    const bits = renderExplanation(explain(FP16, 0xae66), { color: true }).split("\n")[2];
    expect(bits).toBe("  \u001b[31m1\u001b[0m \u001b[32m01011\u001b[0m \u001b[34m1001100110\u001b[0m");
  });
});

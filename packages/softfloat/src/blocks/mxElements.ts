import { defineFormat } from "../format/defineFormat.ts";
import type { Format } from "../format/format.ts";
import { E2M1FN, E2M3FN, E3M2FN, E4M3FN, E5M2 } from "../format/formats.ts";

/** The concrete formats of the MX specification. */
export type MxKind = "mxfp8_e4m3" | "mxfp8_e5m2" | "mxfp6_e3m2" | "mxfp6_e2m3" | "mxfp4_e2m1" | "mxint8";

/** What a block's elements are. */
export interface MxElement {
  /** What an element rounds to. */
  readonly format: Format;
  /** Exponent of the largest element. */
  readonly emax: number;
  /** Digits of the largest element. */
  readonly precision: number;
  readonly largest: number;
}

/** Elements that a block shares one scale among. */
export const mxBlockLength = 32;

/**
 * Sign and magnitude of MXINT8: integers in units of 2^-6. A format with one exponent bit has one spacing; a ninth bit
 * leaves room for −128, and what is beyond is cut to the range afterwards.
 */
const WIDE_INT8: Format = /* @__PURE__ */ defineFormat({
  name: "INT8",
  exponentBits: 1,
  significandBits: 7,
  bias: 0,
  nanEncoding: "none",
});

/**
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.2, Table 1.
 */
export const mxElements: Readonly<Record<MxKind, MxElement>> = {
  mxfp8_e4m3: { format: E4M3FN, emax: 8, precision: 4, largest: 448 },
  mxfp8_e5m2: { format: E5M2, emax: 15, precision: 3, largest: 57344 },
  mxfp6_e3m2: { format: E3M2FN, emax: 4, precision: 3, largest: 28 },
  mxfp6_e2m3: { format: E2M3FN, emax: 2, precision: 4, largest: 7.5 },
  mxfp4_e2m1: { format: E2M1FN, emax: 2, precision: 2, largest: 6 },
  mxint8: { format: WIDE_INT8, emax: 0, precision: 7, largest: 127 / 64 },
};

/** The row of a kind. */
export function mxElement(caller: string, kind: MxKind): MxElement {
  if (Object.hasOwn(mxElements, kind)) return mxElements[kind];
  throw new RangeError(`${caller}: one of ${Object.keys(mxElements).join(", ")} expected, got ${JSON.stringify(kind)}`);
}

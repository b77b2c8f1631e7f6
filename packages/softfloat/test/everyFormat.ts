import { type Code, defineFormat, type Format } from "../src/index.ts";
import { bitsOf, type Layout, layoutNames, layouts } from "./oracle/layout.ts";
import { formats } from "./underTest.ts";

/** A format of the package and what the oracle knows of it. */
export interface FormatCase {
  readonly name: string;
  readonly format: Format<Code>;
  readonly layout: Layout;
}

const named: readonly FormatCase[] = layoutNames.map((name) => ({
  name,
  format: formats[name],
  layout: layouts[name],
}));

const plain: Layout = { ...layouts.E4M3, w: 3, t: 2, bias: 3 };

/** Formats with the traits that no named one has: what a definition can ask for. */
const defined: readonly FormatCase[] = [
  {
    name: "fnuz with infinities (P3109)",
    format: defineFormat({
      name: "P3109",
      exponentBits: 3,
      significandBits: 2,
      bias: 4,
      nanEncoding: "fnuz",
      infinities: true,
    }),
    layout: { ...plain, bias: 4, nans: "minusZero", hasMinusZero: false },
  },
  {
    name: "unsigned with infinity",
    format: defineFormat({
      name: "UNSIGNED",
      exponentBits: 4,
      significandBits: 2,
      signed: false,
      nanEncoding: "fn",
      infinities: true,
    }),
    layout: { ...plain, w: 4, bias: 7, isSigned: false, nans: "allOnes", hasMinusZero: false },
  },
  {
    name: "without subnormals",
    format: defineFormat({ name: "NORMALS", exponentBits: 3, significandBits: 2, subnormals: false }),
    layout: { ...plain, hasSubnormals: false },
  },
  {
    name: "without −0 and NaN",
    format: defineFormat({
      name: "ONEZERO",
      exponentBits: 3,
      significandBits: 2,
      nanEncoding: "none",
      negativeZero: false,
    }),
    layout: { ...plain, nans: "none", hasInfinity: false, hasMinusZero: false },
  },
];

export const everyFormat: readonly FormatCase[] = [...named, ...defined];

/** Formats of at most 8 bits, whose pairs can all be tested. */
export const narrowFormats: readonly FormatCase[] = everyFormat.filter(({ layout }) => bitsOf(layout) <= 8);

/** Formats of at most 16 bits, whose codes can all be tested. */
export const halfFormats: readonly FormatCase[] = everyFormat.filter(({ layout }) => bitsOf(layout) <= 16);

export const wideFormats: readonly FormatCase[] = everyFormat.filter(({ layout }) => bitsOf(layout) > 16);

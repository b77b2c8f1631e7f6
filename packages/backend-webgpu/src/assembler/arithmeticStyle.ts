/** How the float operations of a shader are written; found out by the probes of the device. */
export interface ArithmeticStyle {
  /** Put every result through the xor with a zero that is known at run time only (N2), so that algebra cannot touch it. */
  readonly isolated: boolean;
  /** `integer` where the device's own operation is not correctly rounded. */
  readonly division: "native" | "integer";
  readonly squareRoot: "native" | "integer";
  /** Of f16 operands and results in arithmetic; casts are integer code always. */
  readonly conversions: "native" | "integer";
}

/** Names a style in keys of pipelines. */
export function styleKey({ isolated, division, squareRoot, conversions }: ArithmeticStyle): string {
  return `${isolated ? "isolated" : "plain"} ${division} ${squareRoot} ${conversions}`;
}

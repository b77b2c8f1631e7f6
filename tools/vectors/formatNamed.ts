import type { Code, Format } from "@binade/softfloat";
import * as softfloat from "@binade/softfloat";

const constants = new Map(
  Object.values(softfloat as Readonly<Record<string, unknown>>)
    .filter(isFormat)
    .map((format) => [format.name, format]),
);

/** The format that the recorded data calls so: a constant of the package, or `p3109_k{K}p{P}{s,u}{e,f}`. */
export function formatNamed(name: string): Format<Code> | undefined {
  const [, width, precision, sign, domain] = /^p3109_k(\d+)p(\d+)([su])([ef])$/.exec(name) ?? [];
  if (width === undefined) return constants.get(name);
  const parameters = {
    width: Number(width),
    precision: Number(precision),
    signed: sign === "s",
    extended: domain === "e",
  };
  return softfloat.p3109(parameters);
}

function isFormat(value: unknown): value is Format<Code> {
  return typeof value === "object" && value !== null && "maxFinite" in value && "nanEncoding" in value;
}

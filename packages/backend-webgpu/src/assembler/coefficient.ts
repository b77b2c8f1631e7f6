import { functionCoefficients } from "@binade/backend";

/** The word or words of a coefficient by its path, like `exp.log2e`. */
export function coefficient(path: string): number | readonly number[] {
  let value: unknown = functionCoefficients;
  for (const name of path.split(".")) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof value === "number" || Array.isArray(value)) return value as number | readonly number[];
  throw new RangeError(`shader: no coefficient "${path}"`);
}

/** A 32-bit word as WGSL has it. */
export function wordLiteral(word: number): string {
  return `0x${(word >>> 0).toString(16).padStart(8, "0")}u`;
}

import { parse, shortestDigits } from "../src/index.ts";
import type { LayoutName } from "./oracle/layout.ts";
import { codeOf, formats } from "./underTest.ts";

/** Recorded shortest decimals: value = digits · 10^exponent, for codes at a stride or for listed binary32 words. */
export interface ShortestFile {
  readonly formats: Readonly<Record<string, RecordedDecimals>>;
}

export interface RecordedDecimals {
  /** Separated by spaces, as the exponents are. */
  readonly digits: string;
  readonly exponents: string;
  readonly firstCode?: number;
  readonly step?: number;
  /** Eight hexadecimal digits each. */
  readonly words?: string;
}

/** How many codes have the recorded decimal and read back from it, and the first few that do not. */
export interface ShortestTally {
  readonly agree: number;
  readonly total: number;
  readonly disagreements: readonly string[];
}

/** Compare one format's decimals; `undefined` when there is no such format. */
export function checkShortest(name: string, recorded: RecordedDecimals): ShortestTally | undefined {
  if (!Object.hasOwn(formats, name)) return undefined;
  const format = formats[name as LayoutName];
  const { digits, exponents, firstCode = 0, step = 1, words } = recorded;
  const recordedExponents = exponents.split(" ");
  const tally = { agree: 0, total: 0, disagreements: [] as string[] };
  for (const [i, significand] of digits.split(" ").entries()) {
    const code = words === undefined ? firstCode + i * step : Number.parseInt(words.slice(8 * i, 8 * i + 8), 16);
    const expected = `${significand}e${recordedExponents[i]}`;
    const got = shortestDigits(format, codeOf(format, code));
    const text = got === null ? "none" : `${got.significand}e${got.exponent}`;
    tally.total++;
    if (text === expected && Number(parse(format, expected)) === code) tally.agree++;
    else tally.disagreements.push(`${name} ${code.toString(16)}: expected ${expected}, got ${text}`);
  }
  return tally;
}

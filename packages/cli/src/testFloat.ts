import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  checkTestFloatLine,
  type TestFloatFunction,
  type TestFloatOptions,
  type TestFloatSelection,
  type TestFloatType,
  testFloatLines,
  testFloatOperands,
  testFloatWords,
} from "@binade/softfloat/testfloat";
import { CliError } from "./cliError.ts";

const charactersAWrite = 32_768;

/**
 * Compare lines of TestFloat with what softfloat gives; one line at a time is held.
 *
 * @param input - The text, in pieces of any length.
 * @param disagreementsShown - How many disagreements are printed; all are counted.
 * @throws CliError when a line disagrees or cannot be read, or there is none.
 */
export async function verifyTestFloat(
  input: AsyncIterable<string | Uint8Array>,
  testedFunction: TestFloatFunction,
  options: TestFloatOptions,
  disagreementsShown: number,
): Promise<void> {
  const { name } = testedFunction;
  let cases = 0;
  let disagreements = 0;
  for await (const line of linesOf(input)) {
    cases++;
    const answer = answerTo(testedFunction, line, options, cases);
    if (answer === undefined) continue;
    disagreements++;
    if (disagreements <= disagreementsShown) console.log(`line ${cases}: ${line}\nsoftfloat: ${answer}`);
  }
  if (cases === 0) throw new CliError(`${name}: lines of TestFloat on standard input expected, got none`);
  console.log(`${name}: ${cases} cases, ${disagreements} disagree`);
  if (disagreements > 0) throw new CliError(`${name}: ${disagreements} of ${cases} cases disagree`);
}

/** Write cases with the results of softfloat to standard output, as fast as they are read there. */
export function generateTestFloat(
  testedFunction: TestFloatFunction,
  options: TestFloatSelection & TestFloatOptions,
): Promise<void> {
  return write(testFloatLines(testedFunction, options));
}

/** Write operands alone, `count` of the type on each line. */
export function generateOperands(type: TestFloatType, count: number, selection: TestFloatSelection): Promise<void> {
  return write(
    operandLines(
      Array.from({ length: count }, () => type),
      selection,
    ),
  );
}

function* operandLines(types: readonly TestFloatType[], selection: TestFloatSelection): Generator<string> {
  for (const operands of testFloatOperands(types, selection)) yield testFloatWords(types, operands);
}

function answerTo(
  testedFunction: TestFloatFunction,
  line: string,
  options: TestFloatOptions,
  lineNumber: number,
): string | undefined {
  try {
    return checkTestFloatLine(testedFunction, line, options);
  } catch (error) {
    throw error instanceof RangeError ? new CliError(`line ${lineNumber}: ${error.message}`) : error;
  }
}

/** The lines of a text, without their ends; what follows the last end is a line unless it is empty. */
async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of input) {
    const text = typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}

/** Stops without an error when the reader goes away: it has seen enough. */
async function write(lines: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(batches(lines)), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

function* batches(lines: Iterable<string>): Generator<string> {
  let batch = "";
  for (const line of lines) {
    batch += `${line}\n`;
    if (batch.length < charactersAWrite) continue;
    yield batch;
    batch = "";
  }
  if (batch !== "") yield batch;
}

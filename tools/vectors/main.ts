import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { checkScalerTraces, type ScalerTraceFile } from "../../packages/loss-scaler/test/scalerTraces.ts";
import { checkTestFloat } from "../../packages/softfloat/test/testFloatCases.ts";
import { checkBlocks } from "./blocks.ts";
import { type ContractFile, checkContract } from "./contract.ts";
import { checkFormatArithmetic } from "./formatArithmetic.ts";
import { checkFormatConversions, checkFormatDisagreements } from "./formatConversions.ts";
import { checkFormatConversions16 } from "./formatConversions16.ts";
import { checkFormatValues } from "./formats.ts";
import { checkTensorCore } from "./tensorCore.ts";
import { checkShortestDecimals } from "./text.ts";
import { checkTorchAutocast } from "./torchAutocast.ts";
import { checkTorchDigits } from "./torchDigits.ts";
import { checkTorchModels } from "./torchModels.ts";
import { checkTorchOps } from "./torchOps.ts";
import { checkTorchOptim } from "./torchOptim.ts";
import type { DigitsData } from "./torchTraining.ts";
import type { VectorResult } from "./vectorResult.ts";

/** A file of recorded data and how to read it; `path` is relative to the folder, `/` on every system. */
interface VectorFile {
  readonly path: string;
  text(): string;
  json<T = unknown>(): T;
  /** Another file of the same folder. */
  beside<T>(path: string): T;
}

/** `undefined`: nothing of the file has a counterpart. */
type Check = (file: VectorFile) => Promise<readonly VectorResult[]> | readonly VectorResult[] | undefined;

/** Who compares what; the first pattern that fits. */
const checks: readonly (readonly [pattern: RegExp, check: Check])[] = [
  [/^testfloat\/.*\.txt\.gz$/, (file) => checkTestFloatFile(file)],
  [/^scalers\/.*\.json\.gz$/, (file) => checkScalerFile(file)],
  [/^tensor-core\/.*\.txt\.gz$/, ({ path, text }) => checkTensorCore(path, text())],
  [/^contract\/exact\.json\.gz$/, (file) => checkContract(file.json<ContractFile>())],
  [/^torch\/ops\.json\.gz$/, (file) => checkTorchOps(file.json())],
  [/^torch\/autocast\.json\.gz$/, (file) => checkTorchAutocast(file.json())],
  [/^torch\/optim\.json\.gz$/, (file) => checkTorchOptim(file.json())],
  [
    /^torch\/digits\.json\.gz$/,
    (file) => checkTorchDigits(file.json(), file.beside<DigitsData>("digits-data.json.gz")),
  ],
  [
    /^torch\/models\.json\.gz$/,
    (file) => checkTorchModels(file.json(), file.beside<DigitsData>("digits-data.json.gz")),
  ],
  [/^formats\/values\.json\.gz$/, (file) => checkFormatValues(file.json())],
  [/^formats\/convert(-p3109)?\.json\.gz$/, (file) => checkFormatConversions(file.json())],
  [/^formats\/convert-16bit\.json\.gz$/, (file) => checkFormatConversions16(file.json())],
  [/^formats\/convert-disagreements\.json\.gz$/, (file) => checkFormatDisagreements(file.json())],
  [/^formats\/arith\.json\.gz$/, (file) => checkFormatArithmetic(file.json())],
  [/^formats\/blocks\.json\.gz$/, (file) => checkBlocks(file.json())],
  [/^formats\/text\.json\.gz$/, (file) => checkShortestDecimals(file.json())],
];

/** Files that belong to others: their data is compared there, or they are words for people. */
const companions = [/(^|\/)README\.md$/, /(^|\/)LICEN[CS]E[^/]*$/, /^torch\/digits-data\.json\.gz$/];

const usage =
  "usage: npm run vectors -- DIR (a folder with testfloat/, scalers/, torch/ …; BINADE_VECTORS if none is given)";
const disagreementsShown = 5;

/**
 * Compare recorded data with the product and print a line per file or part of it; progress goes to standard error.
 * @returns The exit code: 1 when anything disagrees or cannot be read.
 */
export async function main(args: readonly string[]): Promise<number> {
  const [argument = process.env["BINADE_VECTORS"], ...rest] = args;
  if (argument === undefined || argument === "" || rest.length > 0) {
    console.error(
      `vectors: expected one folder of recorded data, got ${rest.length > 0 ? args.length : "none"}; ${usage}`,
    );
    return 1;
  }
  const folder = resolve(process.env["INIT_CWD"] ?? "", argument);
  const files = filesOf(folder);
  if (files === undefined || files.length === 0) {
    const found = files === undefined ? "no such folder" : "a folder without files";
    console.error(`vectors: expected a folder of recorded data, got ${folder} (${found}); ${usage}`);
    return 1;
  }
  return (await checkFiles(folder, files)) ? 0 : 1;
}

async function checkFiles(folder: string, files: readonly string[]): Promise<boolean> {
  const start = performance.now();
  const sum = { agree: 0, total: 0, noCounterpart: 0, unknownFiles: 0, unreadable: 0 };
  for (const [index, path] of files.entries()) {
    progress(`${index + 1} of ${files.length}: ${path}`);
    const results = await checkFile(folder, path);
    progress("");
    if (results instanceof Error) {
      sum.unreadable++;
      console.log(`${path}: cannot be compared, ${results.message.replace(/\s*\n\s*/g, " ")}`);
    } else if (results === undefined) {
      sum.unknownFiles++;
      console.log(`${path}: no counterpart`);
    } else {
      for (const result of results.filter(({ total, noCounterpart }) => total + noCounterpart > 0)) {
        sum.agree += result.agree;
        sum.total += result.total;
        sum.noCounterpart += result.noCounterpart;
        console.log(lineOf(path, result));
        for (const line of result.disagreements.slice(0, disagreementsShown)) console.log(`  ${line}`);
      }
    }
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const rest = `${sum.noCounterpart} cases and ${sum.unknownFiles} files without a counterpart, ${sum.unreadable} files unreadable`;
  console.log(`vectors: ${sum.agree} of ${sum.total} cases agree, ${rest}; ${seconds} s`);
  return sum.agree === sum.total && sum.unreadable === 0;
}

async function checkFile(folder: string, path: string): Promise<readonly VectorResult[] | Error | undefined> {
  const check = checks.find(([pattern]) => pattern.test(path))?.[1];
  try {
    return await check?.(vectorFile(folder, path));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function vectorFile(folder: string, path: string): VectorFile {
  const text = (): string => gunzipSync(readFileSync(join(folder, path))).toString("utf8");
  return {
    path,
    text,
    json: () => JSON.parse(text()),
    beside: (name) => vectorFile(folder, path.replace(/[^/]*$/, name)).json(),
  };
}

/** Paths relative to the folder, in order; `undefined` when it is none. */
function filesOf(folder: string): string[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !companions.some((pattern) => pattern.test(path)))
    .sort();
}

function checkTestFloatFile({ path, text }: VectorFile): readonly VectorResult[] | undefined {
  const tally = checkTestFloat(path, text());
  return tally === null ? undefined : [{ ...tally, name: path, noCounterpart: 0 }];
}

async function checkScalerFile({ path, json }: VectorFile): Promise<readonly VectorResult[]> {
  const agreements = await checkScalerTraces(json<ScalerTraceFile>());
  return agreements.map(({ name, unit, differences, ...counts }) => ({
    ...counts,
    name: `${path}: ${name}, ${unit}`,
    disagreements: differences,
  }));
}

function lineOf(path: string, { name, agree, total, noCounterpart }: VectorResult): string {
  const part = name.replace(/^(torch|formats)\/\w+\s?/, "");
  const label = name.startsWith(path) ? name : [path, part].filter((text) => text !== "").join(": ");
  if (total === 0) return `${label}: no counterpart for ${noCounterpart} cases`;
  return `${label}: ${agree} of ${total} agree${noCounterpart > 0 ? `, ${noCounterpart} without a counterpart` : ""}`;
}

/** One line that is overwritten on a terminal; elsewhere a line each. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else if (text !== "") process.stderr.write(`${text}\n`);
}

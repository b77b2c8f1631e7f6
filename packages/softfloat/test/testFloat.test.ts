import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { isNaN as isNaNCode } from "../src/index.ts";
import { parseTestFloatLine, testFloatFunction } from "../src/testFloat/index.ts";
import { checkTestFloat } from "./testFloatCases.ts";

const root = resolve(import.meta.dirname, "../../..");
const { BINADE_VECTORS = "../shared/vectors" } = process.env;
const folder = resolve(root, BINADE_VECTORS, "testfloat");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt.gz")) : [];
const stride = 4; // of long files, every line of which `npm run vectors` reads
const longFile = 4000;
if (files.length === 0) console.log(`TestFloat: vectors were not found in ${folder}, tests skipped`);

function readLines(file: string): string[] {
  const lines = gunzipSync(readFileSync(resolve(folder, file)))
    .toString()
    .trimEnd()
    .split("\n");
  const offset = files.indexOf(file) % stride;
  return lines.length < longFile ? lines : lines.filter((_, i) => i % stride === offset);
}

describe.skipIf(files.length === 0)("TestFloat cases, values and flags", () => {
  let cases = 0;
  afterAll(() => console.log(`TestFloat: ${cases} cases in ${files.length} files`));

  it.each(files)("%s", (file) => {
    const tally = checkTestFloat(file, readLines(file).join("\n"));
    cases += tally?.total ?? 0;
    expect(tally?.total).toBeGreaterThan(0);
    expect(tally?.disagreements).toEqual([]);
    expect(tally?.agree).toBe(tally?.total);
  });
});

/** The NaN rule of SoftFloat's 8086-SSE is that of `nan: "propagate"`, apart from the NaN of an invalid operation. */
describe.skipIf(files.length === 0)('with nan: "propagate" a NaN operand gives the bits of 8086-SSE', () => {
  const isArithmetic = (file: string): boolean => /^(?!.*(mulAdd|_eq|_l[et]|_u?i\d))/.test(file);

  it.each(files.filter(isArithmetic))("%s", (file) => {
    const testedFunction = testFloatFunction(file.split(".", 1)[0]!)!;
    const [type] = testedFunction.operands;
    if (type?.kind !== "float") return;
    const different = readLines(file).filter((line) => {
      const { operands, result } = parseTestFloatLine(testedFunction, line);
      const hasNaN = operands.some((operand) => isNaNCode(type.format, operand));
      return hasNaN && testedFunction.compute(operands, { nan: "propagate" }) !== result;
    });
    expect(different).toEqual([]);
  });
});

export type { TestFloatLevel } from "./boundaryValues.ts";
export { checkTestFloatLine } from "./checkTestFloatLine.ts";
export { type TestFloatFunction, type TestFloatOptions, testFloatFunction } from "./testFloatFunction.ts";
export { formatTestFloatLine, parseTestFloatLine, type TestFloatCase, testFloatWords } from "./testFloatLine.ts";
export { testFloatLines } from "./testFloatLines.ts";
export { type TestFloatSelection, testFloatOperands } from "./testFloatOperands.ts";
export { testFloatRoundings } from "./testFloatRoundings.ts";
export { type TestFloatType, testFloatTypes } from "./testFloatType.ts";

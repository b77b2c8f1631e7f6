import type { Code, Format, RandomBits, RoundingMode } from "@binade/softfloat";
import {
  compareFormats,
  explain as explainCode,
  explainRounding,
  renderComparison,
  renderExplanation,
  renderRounding,
  type TeachingOptions,
} from "@binade/softfloat/teaching";
import { calculate, renderCalculation, renderCalculations } from "./calculation.ts";
import { codeIn } from "./codeIn.ts";
import type { Expression } from "./parseExpression.ts";

export interface ExplainArguments {
  readonly format: readonly Format<Code>[];
  readonly rounding: RoundingMode;
  readonly random?: RandomBits;
  readonly saturate?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
  /** Either a code or an expression. */
  readonly code?: bigint;
  readonly expression: Expression | undefined;
}

/** Print what a number, a code or an operation is in one format or in several. */
export function explain(args: ExplainArguments): void {
  const { rounding, random, saturate, code, expression, format } = args;
  const options: TeachingOptions = { rounding, random, saturate };
  const color = args.color && isColorTerminal();
  const answer =
    code !== undefined
      ? ofCode(format, code, options, color)
      : expression?.operation === undefined
        ? ofNumber(format, expression?.operands[0] ?? "", options, color)
        : ofOperation(format, expression, options, color);
  console.log(args.json === true ? JSON.stringify(answer.data) : answer.text());
}

/** What `--json` prints, and how the text is made. */
interface Answer {
  readonly data: unknown;
  readonly text: () => string;
}

function ofCode(formats: readonly Format<Code>[], code: bigint, options: TeachingOptions, color: boolean): Answer {
  const data = formats.map((format) => explainCode(format, codeIn(format, code), options));
  return { data, text: () => data.map((explanation) => renderExplanation(explanation, { color })).join("\n\n") };
}

function ofNumber(formats: readonly Format<Code>[], x: string, options: TeachingOptions, color: boolean): Answer {
  const data = formats.map((format) => {
    const rounding = explainRounding(format, x, options);
    const { result } = rounding;
    return {
      rounding,
      code: result === null ? null : explainCode(format, codeIn(format, BigInt(result.code)), options),
    };
  });
  const [only] = data;
  if (data.length > 1 || only === undefined) {
    const title = `${x}, ${options.rounding}`;
    return { data, text: () => renderComparison(title, compareFormats(x, formats, options), { color }) };
  }
  const blocks = (): string[] => [
    renderRounding(only.rounding, { color }),
    ...(only.code === null ? [] : [renderExplanation(only.code, { color })]),
  ];
  return { data, text: () => blocks().join("\n\n") };
}

function ofOperation(
  formats: readonly Format<Code>[],
  expression: Expression,
  options: TeachingOptions,
  color: boolean,
): Answer {
  const data = formats.map((format) => calculate(format, expression, options));
  const [format] = formats;
  const [only] = data;
  if (data.length > 1 || only === undefined || format === undefined)
    return { data, text: () => renderCalculations(formats, data) };
  return { data, text: () => renderCalculation(format, only, { color }) };
}

/** Whether stdout is a terminal with colours, and nobody asked for none (https://no-color.org). */
function isColorTerminal(): boolean {
  const { NO_COLOR = "" } = process.env;
  return process.stdout.isTTY === true && NO_COLOR === "" && process.stdout.hasColors();
}

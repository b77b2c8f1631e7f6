import type { RandomBits, RoundingMode } from "@binade/softfloat";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type ExplainArguments, explain } from "./explain.ts";
import { namedFormats } from "./namedFormats.ts";
import { parseExpression } from "./parseExpression.ts";

const roundings: readonly RoundingMode[] = [
  "roundTiesToEven",
  "roundTiesToAway",
  "roundTowardZero",
  "roundTowardPositive",
  "roundTowardNegative",
  "roundToOdd",
  "stochastic",
];

/** `binade explain`. */
export function addExplain(program: Command): void {
  const command = program
    .command("explain")
    .description("show what a number becomes in a format, digit by digit, or an operation step by step")
    .argument(
      "[expression...]",
      'such as 0.1, 0x1.8p-3, "0.1 + 0.2", "2 * 3 + 1" (fused), "sqrt 2"; after -- if it begins like -inf',
    )
    .addOption(
      new Option("--format <names>", "formats, with commas between; several are compared")
        .argParser(namedFormats)
        .default(namedFormats("fp16"), "fp16"),
    )
    .addOption(new Option("--rounding <mode>", "rounding mode").choices(roundings).default("roundTiesToEven"))
    .option(
      "--random <bits/count>",
      "random bits for stochastic, such as 5/3 for 101 (default: both chances)",
      randomBits,
    )
    .option("--saturate", "give the largest finite number in place of an infinity")
    .option("--code <code>", "explain a code of the format, such as 0x2e66, in place of a number", codeOf)
    .option("--json", "print data in place of text")
    .option("--no-color", "print without colours, as on anything but a terminal");
  command.action((words: readonly string[], options: Omit<ExplainArguments, "expression">) => {
    try {
      const expression = words.length === 0 ? undefined : parseExpression(words.join(" "));
      if ((expression === undefined) === (options.code === undefined)) {
        throw new InvalidArgumentError("expected a number or an expression, or else --code");
      }
      explain({ ...options, expression });
    } catch (error) {
      // what softfloat refuses is what was typed, too
      if (error instanceof InvalidArgumentError || error instanceof RangeError)
        command.error(`explain: ${error.message}`);
      throw error;
    }
  });
}

function codeOf(text: string): bigint {
  if (!/^(0x[0-9a-f]+|0b[01]+|\d+)$/i.test(text)) throw new InvalidArgumentError("expected an integer, such as 0x2e66");
  return BigInt(text);
}

function randomBits(text: string): RandomBits {
  const [, bits, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (bits === undefined || count === undefined) throw new InvalidArgumentError("expected bits/count, such as 5/3");
  return { bits: BigInt(bits), count: Number(count) };
}

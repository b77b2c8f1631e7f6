import {
  type TestFloatFunction,
  type TestFloatLevel,
  type TestFloatOptions,
  type TestFloatType,
  testFloatFunction,
  testFloatRoundings,
  testFloatTypes,
} from "@binade/softfloat/testfloat";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CliError } from "./cliError.ts";
import { generateOperands, generateTestFloat, verifyTestFloat } from "./testFloat.ts";

type InvalidChoice = NonNullable<TestFloatOptions["invalid"]>;

/** What both commands take, as commander gives it. */
interface ComputeArguments {
  readonly rounding: keyof typeof testFloatRoundings;
  readonly tininess: "before" | "after";
  readonly exact?: boolean;
  readonly saturate?: boolean;
  readonly invalid?: InvalidChoice;
}

interface VerifyArguments extends ComputeArguments {
  readonly errors: number;
}

interface GenerateArguments extends ComputeArguments {
  readonly level: TestFloatLevel;
  readonly count?: number;
  readonly forever?: boolean;
  readonly seed: number;
}

const roundingNames = Object.keys(testFloatRoundings);
const invalidChoices: readonly InvalidChoice[] = ["saturating", "x86", "riscv", "modular"];

/** TestFloat's spelling of the options, which commander does not read: a single dash before a word. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(roundingNames.map((name) => [`-r${name}`, ["--rounding", name]])),
  "-tininessbefore": ["--tininess", "before"],
  "-tininessafter": ["--tininess", "after"],
  "-exact": ["--exact"],
  "-notexact": ["--no-exact"],
  "-level": ["--level"],
  "-seed": ["--seed"],
  "-forever": ["--forever"],
  "-errors": ["--errors"],
  "-help": ["--help"],
};

/** The arguments of `binade testfloat`, with TestFloat's own spelling of options turned into commander's. */
export function withoutTestFloatSpelling(args: readonly string[]): string[] {
  return args[0] === "testfloat" ? args.flatMap((arg) => spellings[arg] ?? [arg]) : [...args];
}

/** `binade testfloat verify` and `binade testfloat gen`. */
export function addTestFloat(program: Command): void {
  const testFloat = program
    .command("testfloat")
    .description("verify softfloat by Berkeley TestFloat's lines, or write such lines");
  const verify = testFloat
    .command("verify")
    .description("read «operands… result flags» lines from standard input, as testfloat_gen writes them, and compare")
    .argument("<function>", "such as f16_add, f32_to_i64, e4m3fn_mulAdd", functionNamed)
    .option("--errors <n>", "disagreements to print (-errors)", wholeNumber, 20);
  addComputeOptions(verify)
    .addOption(new Option("--invalid <name>", "what integers of invalid conversions are").choices(invalidChoices))
    .action((testedFunction: TestFloatFunction, options: VerifyArguments) =>
      verifyTestFloat(process.stdin, testedFunction, computeOptions(options), options.errors),
    );
  const generate = testFloat
    .command("gen")
    .description("write such lines with softfloat's results, or for a type operands alone")
    .argument("<function|type>", "such as f16_add, or f16 for lines of operands", functionOrType)
    .argument("[operands]", "operands on a line, for a type: 1, 2 or 3", upToThree)
    .addOption(new Option("--level <n>", "1, or 2 for more cases (-level)").argParser(levelNumber).default(1))
    .option("-n, --count <n>", "cases (default: every combination of boundaries, and as many random ones)", wholeNumber)
    .option("--forever", "without end, at level 2 (-forever)")
    .option("--seed <n>", "start of the random cases (-seed)", wholeNumber, 1);
  addComputeOptions(generate)
    .addOption(
      new Option("--invalid <name>", "what integers of invalid conversions are")
        .choices(invalidChoices)
        .default("saturating"),
    )
    .action(startGeneration);
}

function addComputeOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--rounding <name>", "rounding mode (-rnear_even, -rminMag …)")
        .choices(roundingNames)
        .default("near_even"),
    )
    .addOption(
      new Option("--tininess <when>", "before or after rounding (-tininessbefore)")
        .choices(["before", "after"])
        .default("after"),
    )
    .option("--exact", "raise inexact in roundToInt and conversions to integers (-exact)")
    .option("--no-exact", "do not, which is the default (-notexact)")
    .option("--saturate", "give the largest finite number in place of infinite results");
}

function startGeneration(
  wanted: TestFloatFunction | TestFloatType,
  operandCount: number | undefined,
  options: GenerateArguments,
): Promise<void> {
  const { forever = false, seed } = options;
  const count = forever ? Number.POSITIVE_INFINITY : options.count;
  const selection = { level: forever ? 2 : options.level, count, seed } as const;
  if ("kind" in wanted) return generateOperands(wanted, operandCount ?? 1, selection);
  if (operandCount !== undefined) throw new CliError(`${wanted.name}: a number of operands goes with a type alone`);
  return generateTestFloat(wanted, { ...selection, ...computeOptions(options) });
}

function computeOptions({ rounding, tininess, exact = false, saturate, invalid }: ComputeArguments): TestFloatOptions {
  return {
    rounding: testFloatRoundings[rounding],
    tininess: tininess === "before" ? "beforeRounding" : "afterRounding",
    exact,
    saturate,
    invalid,
  };
}

function functionOrType(name: string): TestFloatFunction | TestFloatType {
  return testFloatTypes.get(name) ?? functionNamed(name);
}

function functionNamed(name: string): TestFloatFunction {
  const found = testFloatFunction(name);
  if (found !== undefined) return found;
  const operations = "add sub mul mulAdd div rem sqrt roundToInt eq le lt eq_signaling le_quiet lt_quiet to_<type>";
  const types = [...testFloatTypes.keys()].join(" ");
  throw new InvalidArgumentError(`expected <type>_<operation>; types: ${types}; operations: ${operations}`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError("expected an integer from 0 to 2^53 - 1");
  }
  return value;
}

function upToThree(text: string): number {
  if (!/^[123]$/.test(text)) throw new InvalidArgumentError("expected 1, 2 or 3");
  return Number(text);
}

function levelNumber(text: string): TestFloatLevel {
  if (text !== "1" && text !== "2") throw new InvalidArgumentError("expected 1 or 2");
  return text === "1" ? 1 : 2;
}

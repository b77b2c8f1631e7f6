import { readFile } from "node:fs/promises";
import { cardDiffText, cardMarkdown, type NumericsCard, readCard } from "@binade/conformance";
import { CliError } from "../cliError.ts";

/** Print a card. */
export async function showCard(path: string): Promise<void> {
  console.log(cardMarkdown(await cardAt(path)));
}

/** Print how two devices differ, and what that does to training. */
export async function diffCardFiles(pathOfA: string, pathOfB: string): Promise<void> {
  const [a, b] = [await cardAt(pathOfA), await cardAt(pathOfB)];
  console.log(cardDiffText(a, b));
}

async function cardAt(path: string): Promise<NumericsCard> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${path} (${error.code})`);
  });
  try {
    return readCard(text);
  } catch (error) {
    throw new CliError(`${path} is no numerics card: ${(error as Error).message}`);
  }
}

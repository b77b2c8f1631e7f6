import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CliError } from "./cliError.ts";

/** Write a file whole or not at all: to a neighbour first, which then takes its name. */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const neighbour = neighbourOf(path);
  try {
    const file = await open(neighbour, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw unwritable(path, error);
  }
}

/** Find out before a long run that its result could not be written. */
export async function checkWritable(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  if (isFolder) throw new CliError(`cannot write ${path}: it is a folder; name a file`);
  const neighbour = neighbourOf(path);
  try {
    await (await open(neighbour, "w")).close();
  } catch (error) {
    throw unwritable(path, error);
  } finally {
    await rm(neighbour, { force: true }).catch(() => {});
  }
}

function neighbourOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}`);
}

function unwritable(path: string, error: unknown): CliError {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return new CliError(`cannot write ${path} (${code}); name a file in a folder that exists and that you may write to`);
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compiler } from "./compiler.ts";

const source = fileURLToPath(new URL("../../native/mma/runner.cpp", import.meta.url));
const flags = ["-std=c++17", "-O2", "-Wall", "-Wextra", "-Werror", "-ffp-contract=off"];

/** The software model of `mma.sync` as a program that answers jobs; see `native/mma/runner.cpp` for their form. */
export class SoftwareUnit {
  readonly #folder: string;
  readonly #program: string;

  /** @param from The source, or a copy of it with a fault. */
  constructor(furtherFlags: readonly string[] = [], from: string = source) {
    this.#folder = mkdtempSync(join(tmpdir(), "binade-mma-"));
    this.#program = join(this.#folder, "runner");
    const { status, stderr } = spawnSync(compiler!, [...flags, ...furtherFlags, from, "-o", this.#program]);
    if (status !== 0) throw new Error(`${compiler}: the software model does not compile\n${stderr}`);
  }

  /** One row of words for every job. */
  run(jobs: readonly string[]): number[][] {
    const { status, stdout, stderr } = spawnSync(this.#program, { input: jobs.join("\n"), maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`the software model ended with status ${status}\n${stderr}`);
    const rows = stdout.toString().trimEnd().split("\n");
    if (rows.length !== jobs.length) throw new Error(`expected ${jobs.length} answers, got ${rows.length}`);
    return rows.map((row, i) => {
      if (row.startsWith("error")) throw new Error(`${jobs[i]?.slice(0, 80)}: ${row}`);
      return row.split(" ").map((word) => Number.parseInt(word, 16));
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Words as a column of a job. */
export function column(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16)).join(" ");
}

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a runner said of a log. */
export interface Replay {
  readonly passed: boolean;
  readonly output: string;
}

/** Do again what was recorded, on a runner that `buildRunner` made. */
export async function replay(runner: string, log: Uint8Array, order = "natural"): Promise<Replay> {
  if (!existsSync(runner)) throw new Error(`replay: there is no runner ${runner}`);
  const folder = mkdtempSync(join(tmpdir(), "binade-cuda-"));
  const path = join(folder, "log");
  writeFileSync(path, log);
  try {
    return await new Promise((resolve) => {
      const options = { maxBuffer: 2 ** 26, env: { ...process.env, UBSAN_OPTIONS: "print_stacktrace=1" } };
      execFile(runner, [path, order], options, (error, stdout, stderr) => {
        resolve({ passed: error === null, output: `${stdout}${stderr}` });
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

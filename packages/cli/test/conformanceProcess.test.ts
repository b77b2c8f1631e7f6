import { type ChildProcess, spawn } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConformanceReport, readCard } from "@binade/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand } from "./buildCommand.ts";

let dist: string;
let folder: string;
const other = (name: string): string => join(dist, `${name}.js`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "binade-conformance-"));
  dist = await buildCommand([
    "src/bin.ts",
    "src/conformance/conformanceWorker.ts",
    "test/fixtures/partialBackend.ts",
    "test/fixtures/tensorCoreBackend.ts",
  ]);
  for (const name of ["sound", "wrong", "crash", "hang"]) await copyFile(other("partialBackend"), other(name));
});
afterAll(() => Promise.all([folder, dist].map((path) => rm(path, { recursive: true }))));

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...args: string[]): { child: ChildProcess; ended: Promise<Result> } {
  const child = spawn(process.execPath, [join(dist, "bin.js"), ...args]);
  const texts = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].on("data", (text) => {
      texts[stream] += text;
    });
  }
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, ...texts }))) };
}

const binade = (...args: string[]): Promise<Result> => start(...args).ended;
const reportsIn = async (path: string): Promise<ConformanceReport[]> => JSON.parse(await readFile(path, "utf8"));

describe("binade conformance as a process", () => {
  it("ends with 0 when every claim holds, and counts what is not claimed", async () => {
    const [json, html] = [join(folder, "sound.json"), join(folder, "sound.html")];
    const { code, stdout } = await binade("conformance", "--backend", other("sound"), "--json", json, "--html", html);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sound, tier exact, quick suite, seed 1: exact$/m);
    expect(stdout).toMatch(/^ {2}fill +5 exact +\d+ words$/m);
    expect(stdout).toMatch(/^ {2}copy +7 absent +0 words$/m);
    const [report] = await reportsIn(json);
    expect(report).toMatchObject({ backend: "sound", verdict: "exact", differingWords: 0 });
    expect(await readFile(html, "utf8")).toContain("it is what it says it is");
    expect((await readdir(folder)).sort()).toEqual(["sound.html", "sound.json"]);
  });

  it("ends with 1 when a word differs, in the terminal, the JSON and the page alike", async () => {
    const [json, html] = [join(folder, "wrong.json"), join(folder, "wrong.html")];
    const args = ["--kernel", "fill", "--json", json, "--html", html];
    const { code, stdout, stderr } = await binade("conformance", "--backend", other("wrong"), ...args);
    expect(code).toBe(1);
    expect(stderr).toContain("binade: conformance: wrong differs");
    expect(stdout).toMatch(/value -0, output 0\[0\]: expected 80000000, got 00000000/);
    const [report] = await reportsIn(json);
    expect(report?.groups.filter(({ verdict }) => verdict === "differs").map(({ dtype }) => dtype)).toContain("f32");
    const page = await readFile(html, "utf8");
    expect(page).toContain('<td class="differs">');
    expect(page).toContain("<code>80000000</code>");
    expect(page).not.toMatch(/<script|https?:/);
  });

  it("judges matrix products by the tensor cores of a GPU", async () => {
    const args = ["--backend", other("tensorCoreBackend"), "--tensor-core"];
    const right = await binade("conformance", ...args, "A100");
    expect(right.stdout).toMatch(
      /^emulation of A100, tier emulated, against mma\.sync of A100, quick suite, seed 1: exact$/m,
    );
    expect(right.stdout).toMatch(/^ {2}matmul +10 exact +\d+ words$/m);
    expect(right.code).toBe(0);
    const json = join(folder, "tensor-core.json");
    const wrong = await binade("conformance", ...args, "H100", "--json", json);
    expect(wrong.stderr).toContain("binade: conformance: emulation of A100 differs");
    expect(wrong.stdout).toContain("cause: computes as the tensor cores of A100 (mma.sync of A100 reproduces");
    expect(wrong.code).toBe(1);
    expect((await reportsIn(json))[0]).toMatchObject({ tensorCore: "H100", verdict: "differs" });
  });

  it("takes a crash and a hang for verdicts, and goes on with the next backend", async () => {
    const backends = ["crash", "hang", "sound"].map(other).join(",");
    const args = ["--kernel", "fill", "--time-limit", "5"];
    const { code, stdout, stderr } = await binade("conformance", "--backend", backends, ...args);
    expect(stdout).toMatch(/^crash, .*: crashed$/m);
    expect(stdout).toMatch(/^crashed at fill .* \(SIGKILL\)$/m);
    expect(stdout).toMatch(/^hung: no progress for 5 s at fill /m);
    expect(stdout).toMatch(/^sound, .*: exact$/m);
    expect(stderr).toContain("binade: conformance: crash crashed, hang hung");
    expect(code).toBe(1);
  });

  it("goes on where it was interrupted, and gives the same report", async () => {
    const [json, whole] = [join(folder, "resumed.json"), join(folder, "whole.json")];
    const args = ["conformance", "--backend", "cpu", "--kernel", "fill,advanceStep,updateScale,random"];
    await binade(...args, "--json", whole);
    const { child, ended } = start(...args, "--json", json);
    const isBegun = async (): Promise<boolean> =>
      (await readFile(`${json}.cpu.part`, "utf8").catch(() => "")).split("\n").length > 3;
    while (child.exitCode === null && !(await isBegun())) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(await readdir(folder)).toContain("resumed.json.cpu.part");
    expect(await readdir(folder)).not.toContain("resumed.json");
    expect((await binade(...args, "--json", json)).code).toBe(0);
    expect(await reportsIn(json)).toEqual(await reportsIn(whole));
    expect(await readdir(folder)).not.toContain("resumed.json.cpu.part");
  });

  it.each([
    [["--kernel", "filll"], 2, /no kernel filll \(there are fill, copy/],
    [["--tensor-core", "V100"], 2, /Allowed choices are A100, A2, Ada, L40S, H100, H200, B200/],
    [["--tensor-core", "A100", "--kernel", "matmul,copy"], 1, /only the kernel matmul expected, got copy/],
    [["--backend", "nowhere.mjs"], 1, /one of cpu.* or the path of a module expected, got "nowhere.mjs"/],
    [["--json", join("no", "such", "folder.json")], 1, /folder/],
  ] as const)("says what is wrong with %j", async (args, expected, message) => {
    const { code, stdout, stderr } = await binade("conformance", ...args);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
  });
});

describe("binade card as a process", () => {
  it("makes a card of a backend, shows it, and compares it with another", async () => {
    const [sound, wrong] = [join(folder, "card-sound"), join(folder, "card-wrong")];
    for (const [name, out] of Object.entries({ sound, wrong })) {
      const { code, stdout } = await binade("card", "make", "--backend", other(name), "--out", out, "--device", name);
      expect(stdout).toMatch(/^wrote .*\.json, \.md and \.html \(behaviour [0-9a-f]{12}\)$/m);
      expect(code).toBe(0);
    }
    const card = readCard(await readFile(`${sound}.json`, "utf8"));
    expect(card.device.name).toBe("sound");
    expect((await binade("card", "show", `${sound}.json`)).stdout.trim()).toBe(
      (await readFile(`${sound}.md`, "utf8")).trim(),
    );
    const { stdout } = await binade("card", "diff", `${sound}.json`, `${wrong}.json`);
    expect(stdout).toMatch(/fill/);
    const same = await binade("card", "diff", `${sound}.json`, `${sound}.json`);
    expect(same.stdout).not.toMatch(/fill/);
  });

  it("says what is wrong with a file that is no card", async () => {
    const path = join(folder, "no-card.json");
    await writeFile(path, "{}");
    const { code, stderr } = await binade("card", "show", path);
    expect(stderr).toMatch(/no-card\.json is no numerics card: /);
    expect(code).toBe(1);
    expect((await binade("card", "diff", path, "gone.json")).stderr).toMatch(/no numerics card|cannot read/);
  });
});

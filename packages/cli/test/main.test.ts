import { readdir, readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../src/main.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let folder: string;
let output: string[];
let errors: string[];

beforeAll(async () => {
  folder = await syntheticMnist();
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  output = [];
  errors = [];
  vi.spyOn(console, "log").mockImplementation((text) => void output.push(String(text)));
  vi.spyOn(console, "error").mockImplementation((text) => void errors.push(String(text)));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => output.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

const quick = ["--batch", "16", "--steps", "3"];
const train = (...args: string[]): Promise<number> => main(["train", "--data", folder, ...quick, ...args]);

describe("binade train", () => {
  it("prints one row a precision, with the difference to f32", async () => {
    expect(await train("--precision", "all")).toBe(0);
    const rows = output
      .join("\n")
      .split("\n")
      .filter((line) => /^(f32|f16|f16-unscaled|bf16|tf32) /.test(line));
    expect(rows.map((row) => row.split(" ")[0])).toEqual(["f32", "f16", "f16-unscaled", "bf16", "tf32"]);
    expect(rows[1]).toContain("65536");
  });

  it("prints the results as JSON, and nothing else on stdout, with --json", async () => {
    expect(await train("--precision", "bf16", "--json")).toBe(0);
    const summary = JSON.parse(output.join(""));
    expect(summary.results[0].records).toHaveLength(3);
    expect(summary.results[0].records[0].lossBits).toMatch(/^[0-9a-f]{8}$/);
  });

  it("writes the same trace, bit for bit, from the same seed, and another one from another", async () => {
    const paths = ["a", "b", "c"].map((name) => join(folder, `${name}.jsonl`));
    await train("--precision", "f16", "--trace", paths[0]!);
    await train("--precision", "f16", "--trace", paths[1]!);
    await train("--precision", "f16", "--trace", paths[2]!, "--seed", "2");
    const [a, b, c] = await Promise.all(paths.map((path) => readFile(path, "utf8")));
    expect(a!.trim().split("\n")).toHaveLength(3);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    expect(JSON.parse(a!.split("\n")[0]!)).toMatchObject({ precision: "f16", step: 0, scale: 65536, skipped: false });
  });

  it("writes a report that needs nothing from outside", async () => {
    const path = join(folder, "report.html");
    expect(await train("--precision", "all", "--report", path)).toBe(0);
    const html = await readFile(path, "utf8");
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|src="|@import|url\(/);
    expect(html.match(/<svg/g)!.length).toBeGreaterThanOrEqual(5);
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it("gives the same trace on the reference, alone and among others", async () => {
    const paths = ["wasm.jsonl", "cpu.jsonl", "both.jsonl"].map((name) => join(folder, name));
    await train("--task", "mnist-cnn", "--trace", paths[0]!);
    await train("--task", "mnist-cnn", "--trace", paths[1]!, "--backend", "cpu");
    await train("--task", "mnist-mlp,mnist-cnn", "--trace", paths[2]!);
    const [wasm, cpu, both] = await Promise.all(paths.map((path) => readFile(path, "utf8")));
    expect(wasm).toBe(cpu);
    const task = '"task":"mnist-cnn",';
    const lines = both!.split("\n").filter((line) => line.includes(task));
    expect(`${lines.map((line) => line.replace(task, "")).join("\n")}\n`).toBe(wasm);
  });

  it("shows every task that was asked for in the tables, the report and the JSON", async () => {
    const path = join(folder, "both.html");
    expect(await train("--task", "mnist-mlp,mnist-cnn", "--precision", "all", "--report", path)).toBe(0);
    const headings = (await readFile(path, "utf8")).match(/<h1>[^<]*/g);
    expect(headings?.map((heading) => heading.split(" ").at(-1))).toEqual(["mnist-mlp?", "mnist-cnn?"]);
    expect(output.join("\n")).toMatch(/mnist-mlp: .*backend wasm.*mnist-cnn: .*backend wasm/s);
    output.length = 0;
    expect(await train("--task", "mnist-mlp,mnist-cnn", "--json")).toBe(0);
    expect(JSON.parse(output.join("\n"))).toMatchObject([{ task: "mnist-mlp" }, { task: "mnist-cnn" }]);
  });

  it("trains every task", async () => {
    for (const task of ["mnist-cnn", "deep-sigmoid"]) expect(await train("--task", task)).toBe(0);
  });

  it.each([
    [["--precision", "fp16"], 2, /Allowed choices are f32, f16/],
    [["--task", "mnist-mlp,cifar"], 2, /no task cifar \(there are mnist-mlp, mnist-cnn/],
    [["--backend", "abacus"], 2, /Allowed choices are cpu/],
    [["--profile"], 1, /"wasm" does not time its kernels/],
    [["--presicion", "f16"], 2, /unknown option '--presicion'/],
    [["--steps", "0"], 2, /expected a positive integer/],
    [["--seed", "1.5"], 2, /expected an integer from 0/],
    [["--batch", "65"], 1, /--batch 65 is more than the 64 examples/],
    [["--report", "/nowhere/report.html"], 1, /cannot write \/nowhere\/report.html \(ENOENT\)/],
    [["--trace", "/"], 1, /cannot write \/: it is a folder/],
    [["--data", "/nowhere"], 1, /cannot read \/nowhere\/train-.* \(ENOENT\)/],
  ])("%j ends with status %i and says why", async (args, status, message) => {
    expect(await train(...args)).toBe(status);
    expect(errors.join("\n")).toMatch(message);
    expect(output).toEqual([]);
  });

  it("names a truncated data file and how many bytes it lacks", async () => {
    const broken = await syntheticMnist(20);
    await truncate(join(broken, "train-images-idx3-ubyte"), 1000);
    expect(await main(["train", "--data", broken, ...quick])).toBe(1);
    expect(errors.join("\n")).toMatch(/train-images-idx3-ubyte: shape \[20,28,28\] needs 15696 bytes, got 1000/);
    await rm(broken, { recursive: true });
  });

  it("leaves no file behind when it is interrupted", async () => {
    const files = await readdir(folder);
    const running = train("--steps", "100000", "--trace", join(folder, "x.jsonl"), "--report", join(folder, "x.html"));
    setTimeout(() => process.emit("SIGINT"), 1500);
    expect(await running).toBe(130);
    expect(errors.join("\n")).toMatch(/interrupted: nothing was written/);
    expect(await readdir(folder)).toEqual(files);
  });
});

describe("binade doctor", () => {
  it("says which backends work and which do not", async () => {
    expect(await main(["doctor"])).toBe(0);
    const text = output.join("\n");
    expect(text).toMatch(/^cpu +works/m);
    expect(text).toMatch(/^cuda +(works +tier exact|fails .*\n +fix +an NVIDIA GPU)/m);
    expect(text).toMatch(/^cuda-host +(works +tier exact|fails .*\n +fix +on linux-x64)/m);
    expect(text).toMatch(/^cuda-fast +(works +tier fast|fails +.*\n +fix +an NVIDIA GPU of compute capability 8\.0)/m);
    expect(text).toMatch(/^cuda-host-fast +(works +tier fast|fails .*\n +fix +on linux-x64)/m);
    expect(text).toMatch(/^webgpu +(works +tier exact|fails .*\n +fix +npm install webgpu)/m);
    expect(text).toMatch(/^wasm +works +tier exact/m);
  });
});

describe("binade", () => {
  it("prints the commands for --help and an error for a command that there is not", async () => {
    expect(await main(["--help"])).toBe(0);
    expect(output.join("")).toMatch(/train/);
    expect(await main(["trian"])).toBe(2);
    expect(errors.join("")).toMatch(/unknown command 'trian'/);
  });
});

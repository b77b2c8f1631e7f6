import { describe, expect, it, test } from "vitest";
import { capture, passThrough } from "./run.mjs";
import { checkNode } from "./setup.mjs";

describe("checkNode(version)", () => {
  test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("takes %s", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  test.each(["20.18.3", "18.20.0"])("refuses %s and says what it wants", (version) => {
    expect(() => checkNode(version)).toThrow(`Node: expected 20.19 or newer, got ${version}`);
  });
});

describe("capture(program, args)", () => {
  it("keeps what is printed and says whether it succeeded", async () => {
    expect(await capture("node", ["-e", "console.log('out'); process.exit(3)"])).toEqual({ ok: false, output: "out" });
    expect(await capture("node", ["-e", "console.error('err')"])).toEqual({ ok: true, output: "err" });
  });
  it("fails with a message where there is no such program", async () => {
    expect(await capture("no-such-program", [])).toMatchObject({ ok: false });
  });
});

describe("passThrough(program, args)", () => {
  it("gives the exit code, and 128 + its number for a signal", async () => {
    expect(await passThrough("node", ["-e", "process.exit(7)"])).toBe(7);
    expect(await passThrough("node", ["-e", "process.kill(process.pid, 'SIGTERM')"])).toBe(143);
  });
});

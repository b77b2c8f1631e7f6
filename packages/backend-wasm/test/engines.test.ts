/** The same bits in other engines: the conformance suite in Node 24, and in Chromium with and without workers. */
import { describe, expect } from "vitest";
import { expectExact, missingChromium, missingNode24, node24, testIn, useEngines } from "./support/engines.ts";

const timeout = 600_000;
const leastCases = 2000;
const { inNode, inPage } = useEngines(timeout);

describe("Node", () => {
  testIn("24 gives the contract's bits, with all of it in workers", missingNode24, timeout, async () => {
    expectExact(await inNode(node24 as string, `judge("quick", 2)`), leastCases, 2);
  });

  for (const [name, program, missing] of [
    ["this", process.execPath, undefined],
    ["24", node24 as string, missingNode24],
  ] as const) {
    testIn(`${name} ends although a backend with workers was never disposed of`, missing, timeout, async () => {
      const start = Date.now();
      expect(await inNode(program, "leaveRunning()")).toBe(null);
      expect(Date.now() - start).toBeLessThan(30_000);
    });
  }
});

describe("Chromium", () => {
  const test = (title: string, body: () => Promise<void>): void => testIn(title, missingChromium, timeout, body);

  test("gives the contract's bits in a page that is isolated, with all of it in workers", async () => {
    expectExact(await inPage(true, `judge("quick", 2)`), leastCases, 2);
    expect(await inPage(true, "codeOfTwoThreads()")).toBe("none");
  });

  test("gives them in a page that is not, with one thread, and refuses two", async () => {
    expectExact(await inPage(false, `judge("quick", 0)`), leastCases, 0);
    expect(await inPage(false, "codeOfTwoThreads()")).toBe("ERR_UNAVAILABLE");
  });
});

/** The full suite in other engines, some minutes each; `fullConformance` has the one that runs the tests. */
import { expectExact, missingChromium, missingNode24, node24, testIn, useEngines } from "./support/engines.ts";

const timeout = 3_600_000;
const leastCases = 11_000;
const { inNode, inPage } = useEngines(timeout);

testIn("Node 24, with all of it in workers", missingNode24, timeout, async () => {
  expectExact(await inNode(node24 as string, `judge("full", 2)`), leastCases, 2);
});

testIn("Chromium, in a page that is isolated, with all of it in workers", missingChromium, timeout, async () => {
  expectExact(await inPage(true, `judge("full", 2)`), leastCases, 2);
});

testIn("Chromium, in a page that is not, with one thread", missingChromium, timeout, async () => {
  expectExact(await inPage(false, `judge("full", 0)`), leastCases, 0);
});

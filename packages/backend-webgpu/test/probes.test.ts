import { expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend } from "../src/index.ts";
import { probesIn } from "./support/probesIn.ts";

const isolated = { isolated: true, division: "native", squareRoot: "native", conversions: "integer" } as const;
const namesOf = ({ failures }: { readonly failures: readonly { readonly name: string }[] }): string[] =>
  failures.map(({ name }) => name);

describeOn("lavapipe", () => {
  test("every probe passes, in less than 5 seconds from the first shader on", async () => {
    const { probes, dispose } = await createWebgpuBackend();
    console.log(`probes: ${probes.cases} words, ${probes.milliseconds.toFixed(0)} ms cold`);
    expect(probes.failures).toEqual([]);
    expect(probes.milliseconds).toBeLessThan(5000);
    await dispose();
  });

  test("without the barrier the same probes find what the compiler makes of algebra", async () => {
    const names = namesOf(await probesIn({ ...isolated, isolated: false }));
    expect(names).toContain("(a + b) − a is not simplified");
    expect(names).toContain("a·c + b·c is not factored");
  });

  test("division and square root in integers are correctly rounded on every word of the probes", async () => {
    expect(
      namesOf(await probesIn({ isolated: true, division: "integer", squareRoot: "integer", conversions: "integer" })),
    ).toEqual([]);
  });
});

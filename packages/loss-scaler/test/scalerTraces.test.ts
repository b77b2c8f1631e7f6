import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkScalerTraces, type ScalerTraceFile } from "./scalerTraces.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const { BINADE_VECTORS: vectors = `${repository}../shared/vectors` } = process.env;
const folder = `${vectors}/scalers`;
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json.gz")) : [];
if (names.length === 0) console.log(`scaler traces: skipped, no vectors found in ${folder}`);

const read = (name: string): ScalerTraceFile => JSON.parse(gunzipSync(readFileSync(`${folder}/${name}`)).toString());

describe.skipIf(names.length === 0)("checkScalerTraces(file)", () => {
  test("every trace of torch agrees, bar the two in which torch wedges", async () => {
    const agreements = await checkScalerTraces(read("torch.json.gz"));
    expect(agreements.flatMap(({ differences }) => differences)).toEqual([]);
    expect(agreements.map(({ differences: _, ...counts }) => counts)).toEqual([
      { name: "GradScaler", unit: "traces", agree: 196, total: 196, noCounterpart: 0 },
      { name: "GradScaler/mixed", unit: "traces", agree: 22, total: 22, noCounterpart: 2 },
      {
        name: "unscale",
        unit: "gradients",
        agree: expect.any(Number),
        total: expect.any(Number),
        noCounterpart: expect.any(Number),
      },
    ]);
  });

  test.each(names)("what our options express of %s agrees", async (name) => {
    const agreements = await checkScalerTraces(read(name));
    for (const { name: scaler, unit, agree, total, noCounterpart } of agreements) {
      console.log(`${name} ${scaler}: ${agree} of ${total} ${unit} agree, ${noCounterpart} without a counterpart`);
    }
    expect(agreements.flatMap(({ differences }) => differences)).toEqual([]);
    expect(agreements.map(({ agree }) => agree)).toEqual(agreements.map(({ total }) => total));
  });
});

/** What a core could do: the loops of the kernels alone, on data that stays in its first cache, and copies of memory. */
import { readFileSync } from "node:fs";

const tile = { rows: 4, columns: 8, k: 256 };
const repetitions = 64;

/** The register tile of the product on panels that never leave the cache. @returns {Promise<import("./interleave.mjs").Row>} */
export async function tileRow() {
  const source = readFileSync(
    new URL("../../packages/backend-wasm/src/module/wasmBinary.gen.ts", import.meta.url),
    "utf8",
  );
  const binary = Buffer.from(/wasmBinary =\s*"([^"]*)"/.exec(source)?.[1] ?? "", "base64");
  const { instantiate, Memory } = /** @type {any} */ (globalThis).WebAssembly; // no library of ours has its types
  const memory = new Memory({ initial: 4, maximum: 65536 });
  const { instance } = await instantiate(binary, { env: { memory, abort: () => {} } });
  const exports = /** @type {Record<string, (...args: number[]) => number>} */ (instance.exports);
  const multiply = /** @type {(count: number, a: number, b: number, sums: number) => number} */ (exports["tile"]);
  const base = Math.ceil((exports["heapBase"]?.() ?? 0) / 64) * 64;
  new Float32Array(memory.buffer, base, 16384).fill(1);
  return {
    name: "ceiling: the register tile alone",
    elements: 2 * tile.rows * tile.columns * tile.k * repetitions,
    run: () => {
      for (let i = 0; i < repetitions; i++) multiply(tile.k, base, base + 4096, base + 16384);
    },
  };
}

/** As many f32 numbers from one array to another. @param {number} count @returns {import("./interleave.mjs").Row} */
export function copyRow(count) {
  const [source, target] = [new Float32Array(count).fill(1), new Float32Array(count)];
  return { name: "ceiling: a copy of memory", elements: count, run: () => target.set(source) };
}

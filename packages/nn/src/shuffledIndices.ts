import { type Engine, type Generator, run } from "@binade/autograd";

/** Up to here a word times a position is exact in f64, so that no index can round up to its bound. */
const largestCount = 2097152;

/**
 * A random order of 0 … count − 1 from the next stream of the generator: Fisher and Yates' shuffle, with position i
 * taken as ⌊word·(i + 1) ÷ 2^32⌋, which is exact in f64. The same state of the generator gives the same order on every
 * backend.
 *
 * @throws RangeError when `count` is not an integer from 0 to 2^21.
 * @example
 * import { createEngine, Generator } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { shuffledIndices } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * Array.from(await shuffledIndices(engine, 5, new Generator(1))).sort(); // [0, 1, 2, 3, 4]
 */
export async function shuffledIndices(engine: Engine, count: number, generator: Generator): Promise<Uint32Array> {
  if (!Number.isInteger(count) || count < 0 || count > largestCount) {
    throw new RangeError(`shuffledIndices: count must be an integer from 0 to ${largestCount}, got ${count}`);
  }
  const random = engine.empty([count], "i32");
  run(engine, "random", [random], [], { kind: "words", ...generator.next() });
  const words = new Uint32Array(((await random.read()) as Int32Array).buffer);
  random.dispose();
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(((words[i] as number) * (i + 1)) / 4294967296);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}

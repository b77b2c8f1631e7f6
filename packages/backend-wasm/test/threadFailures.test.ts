import { BackendError, kernelFor, type View } from "@binade/backend";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createWasmBackend } from "../src/index.ts";
import { type CreateWorker, findWorkers, type HostWorker } from "../src/threads/hostWorker.ts";
import { forcedBackend, hasStarted, type PooledBackend } from "./support/forcedBackend.ts";

const count = 5000;

let pooled: PooledBackend;
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await pooled.backend.dispose();
});

function vector(): View {
  return { buffer: pooled.backend.alloc(count * 4), dtype: "f32", shape: [count], strides: [1], offset: 0 };
}

/** y = −x over many chunks. */
function negate(y: View, x: View): void {
  kernelFor(pooled.backend, "unary")([y], [x], { op: "neg" });
}

async function firstOf({ buffer }: View): Promise<number | undefined> {
  return new Float32Array((await pooled.backend.read(buffer, 0, count * 4)).buffer).at(-1);
}

async function caught(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const found = findWorkers();

/** Workers whose program is another, and what was made. */
function workersOf(edit: (source: string) => string): { create: CreateWorker; made: HostWorker[] } {
  if (typeof found === "string") throw new Error(found);
  const made: HostWorker[] = [];
  const create: CreateWorker = (source, onEnd) => {
    const edited = edit(source);
    made.push(found.create(edited, onEnd));
    return made.at(-1) as HostWorker;
  };
  return { create, made };
}

/** The program with other code where it runs a piece. */
function withPieces(code: string): (source: string) => string {
  return (source) => {
    expect(source).toContain("runPiece(left);");
    return source.replace("runPiece(left);", code);
  };
}

describe("a worker that is killed", () => {
  test("between two kernels is ERR_DEVICE_LOST from then on, for everything but dispose", async () => {
    const { create, made } = workersOf((source) => source);
    pooled = await forcedBackend(2, { createWorker: create });
    const [x, y] = [vector(), vector()];
    negate(y, x);
    await made[1]?.terminate();
    await new Promise((resolve) => setTimeout(resolve, 20)); // its end is an event
    for (const use of [
      () => negate(y, x),
      () => pooled.backend.alloc(4),
      () => pooled.backend.read(y.buffer, 0, 4),
      () => pooled.backend.sync(),
    ]) {
      expect(await caught(use)).toMatchObject({ code: "ERR_DEVICE_LOST" });
    }
    expect(((await caught(() => negate(y, x))) as BackendError).message).toMatch(
      /worker 2 of 2 is gone.*create a new backend and go on from the last checkpoint/,
    );
  });

  test("with a piece in hand is ERR_DEVICE_LOST after the silence that is allowed, not a hang", async () => {
    const { create } = workersOf(withPieces("process.exit(1);"));
    pooled = await forcedBackend(1, { createWorker: create, silenceMs: 200 });
    const [x, y] = [vector(), vector()];
    const start = Date.now();
    expect(await caught(() => negate(y, x))).toMatchObject({ code: "ERR_DEVICE_LOST" });
    expect(Date.now() - start).toBeLessThan(5000);
    expect(await caught(() => negate(y, x))).toMatchObject({ code: "ERR_DEVICE_LOST" });
  });
});

test("a kernel that fails in a worker is ERR_DEVICE_LOST at once, and says in which", async () => {
  const { create } = workersOf(withPieces("throw new Error('planted');"));
  pooled = await forcedBackend(1, { createWorker: create });
  const [x, y] = [vector(), vector()];
  const start = Date.now();
  const error = (await caught(() => negate(y, x))) as BackendError;
  expect(error).toBeInstanceOf(BackendError);
  expect(error.message).toContain("a kernel failed in worker 1");
  expect(Date.now() - start).toBeLessThan(5000);
});

test("a worker that is slow is waited for as long as pieces get done", async () => {
  const { create } = workersOf(
    withPieces("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120); runPiece(left);"),
  );
  pooled = await forcedBackend(1, { createWorker: create, silenceMs: 400 });
  const [x, y] = [vector(), vector()];
  pooled.backend.write(x.buffer, new Uint8Array(new Float32Array(count).fill(3).buffer));
  negate(y, x); // five pieces of 120 ms
  expect(await firstOf(y)).toBe(-3);
});

describe("what the workers leave, the caller does", () => {
  const fillAndNegate = async (): Promise<number | undefined> => {
    const [x, y] = [vector(), vector()];
    pooled.backend.write(x.buffer, new Uint8Array(new Float32Array(count).fill(3).buffer));
    negate(y, x);
    return firstOf(y);
  };

  test("where they never start", async () => {
    const { create } = workersOf(() => "throw new Error('planted')");
    pooled = await forcedBackend(2, { createWorker: create, isAwaited: false });
    expect(await fillAndNegate()).toBe(-3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await fillAndNegate()).toBe(-3);
  });

  test("where they cannot be made", async () => {
    const refuse = (): never => {
      throw new Error("planted");
    };
    pooled = await forcedBackend(2, { createWorker: refuse, isAwaited: false });
    expect(await fillAndNegate()).toBe(-3);
  });

  test("where there is no room for another workspace", async () => {
    pooled = await forcedBackend(40, { memoryLimit: 2 ** 24, isAwaited: false });
    expect(await fillAndNegate()).toBe(-3);
    expect(pooled.pool.piecesByWorker.at(-1)).toBe(-1);
  });
});

test("a thread that may not sleep keeps looking, as the main thread of a page has to", async () => {
  pooled = await forcedBackend(2);
  vi.spyOn(Atomics, "wait").mockImplementation(() => {
    throw new TypeError("Atomics.wait cannot be called in this context");
  });
  const [x, y] = [vector(), vector()];
  pooled.backend.write(x.buffer, new Uint8Array(new Float32Array(count).fill(5).buffer));
  for (let i = 0; i < 50; i++) negate(y, x);
  vi.restoreAllMocks();
  expect(await firstOf(y)).toBe(-5);
  expect(pooled.pool.piecesByWorker.reduce((sum, pieces) => sum + pieces)).toBe(250);
});

test("workers start with the first range that is worth it, not before", async () => {
  const { create, made } = workersOf((source) => source);
  pooled = await forcedBackend(1, { createWorker: create, isForced: false, isStarted: false });
  negate(vector(), vector());
  expect(made.length).toBe(0);
  const long = (): View => ({ ...vector(), shape: [2 ** 17], buffer: pooled.backend.alloc(2 ** 19) });
  negate(long(), long());
  expect(made.length).toBe(1);
  await hasStarted(pooled.pool);
});

describe("createWasmBackend({ threads })", () => {
  test.each([0, -1, 1.5, 65, Number.NaN])("%d threads are a RangeError", async (threads) => {
    await expect(createWasmBackend({ threads })).rejects.toThrow(/expected 1 … 64 threads, got/);
  });

  test("where memory cannot be shared more than one is ERR_UNAVAILABLE, and one is what there is", async () => {
    vi.stubGlobal("process", { ...process, getBuiltinModule: undefined });
    vi.stubGlobal("Worker", class {});
    const error = (await caught(() => createWasmBackend({ threads: 2 }))) as BackendError;
    expect(error).toMatchObject({ code: "ERR_UNAVAILABLE" });
    expect(error.message).toMatch(/2 threads are not to be had: .*Cross-Origin-Opener-Policy.*leave threads out/);
    for (const options of [{}, { threads: 1 }]) {
      const backend = await createWasmBackend(options);
      const id = backend.alloc(4);
      expect((await backend.read(id, 0, 4)).byteLength).toBe(4);
      await backend.dispose();
    }
  });
});

import { type Engine, run, type Tensor } from "@binade/autograd";

/** One device buffer that snapshots are written into, one after the other. */
interface Page {
  readonly tensor: Tensor;
  used: number;
  unread: number;
  /** The words, once the page is full and was moved to the host. */
  moved: Promise<Int32Array> | undefined;
}

const wordByteLength = 4;
const wordsPerPage = 1024; // 4 KiB, the snapshots of some 80 steps of a small model

/**
 * Copies of device state, made now and read later or never.
 *
 * Nothing is lost and the device keeps one page: a full page of which all is read is used anew; one with unread
 * snapshots is moved to the host in a single read that nobody waits for, where it lives as long as somebody holds a
 * function that reads from it.
 */
export class SnapshotLog {
  readonly #engine: Engine;
  #page: Page | undefined;
  #isDisposed = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Copy the words of i32 tensors; the returned function reads them, in order, and is called at most once. */
  capture(tensors: readonly Tensor[]): () => Promise<Int32Array> {
    const length = tensors.reduce((sum, { size }) => sum + size, 0);
    const page = this.#pageFor(length);
    const start = page.used;
    for (const tensor of tensors) {
      const target = page.tensor.relaid({ shape: [tensor.size], strides: [1], offset: page.used });
      run(this.#engine, "copy", [target], [tensor], {});
      target.dispose();
      page.used += tensor.size;
    }
    page.unread++;
    return () => this.#read(page, start, length);
  }

  /** Snapshots that were not read by now are lost. */
  dispose(): void {
    this.#isDisposed = true;
    this.#page?.tensor.dispose();
    this.#page = undefined;
  }

  async #read(page: Page, start: number, length: number): Promise<Int32Array> {
    if (this.#isDisposed) {
      throw new Error("step report: the scaler was disposed before its report was read; await it earlier");
    }
    const words = await (page.moved?.then((all) => all.slice(start, start + length)) ??
      this.#wordsOf(page, start, length));
    page.unread--;
    return words;
  }

  #pageFor(length: number): Page {
    const current = this.#page;
    if (current !== undefined && current.used + length <= current.tensor.size) return current;
    if (current !== undefined && current.unread === 0 && length <= current.tensor.size) {
      current.used = 0;
      return current;
    }
    if (current !== undefined) this.#retire(current);
    const size = Math.max(length, wordsPerPage);
    const tensor = this.#engine.release(this.#engine.empty([size], "i32", "temporary"));
    this.#page = { tensor, used: 0, unread: 0, moved: undefined };
    return this.#page;
  }

  #retire(page: Page): void {
    if (page.unread === 0) {
      page.tensor.dispose();
      return;
    }
    page.moved = this.#wordsOf(page, 0, page.used).finally(() => page.tensor.dispose());
    page.moved.catch(() => undefined); // whoever reads from the page hears of it
  }

  async #wordsOf({ tensor }: Page, start: number, length: number): Promise<Int32Array> {
    const { buffer } = tensor.storage;
    const bytes = await this.#engine.backend.read(buffer, start * wordByteLength, length * wordByteLength);
    return new Int32Array(bytes.buffer, bytes.byteOffset, length);
  }
}

import type { Dtype } from "@binade/backend";
import type { Tensor } from "./tensor.ts";

/**
 * Low-precision copies of f32 leaves, so that a weight used twice in one autocast region is cast once.
 * Emptied when the outermost region ends; a weight is only written between regions.
 */
export class CastCache {
  #depth = 0;
  readonly #entries = new Map<Tensor, Map<string, Tensor>>();

  open(): void {
    this.#depth++;
  }

  close(): void {
    this.#depth--;
    if (this.#depth > 0) return;
    for (const copies of this.#entries.values()) for (const copy of copies.values()) copy.dispose();
    this.#entries.clear();
  }

  /** The cached copy, or a new one made by `make`. Recorded and unrecorded casts are kept apart. */
  get(source: Tensor, dtype: Dtype, make: () => Tensor): Tensor {
    const copies = this.#entries.get(source) ?? new Map<string, Tensor>();
    this.#entries.set(source, copies);
    const key = `${dtype} ${source.engine.isRecording}`;
    const cached = copies.get(key);
    if (cached !== undefined) return cached;
    const copy = source.engine.release(make());
    copy.storage.role = "castCache";
    copies.set(key, copy);
    return copy;
  }
}

import type { Backend, BufferId } from "@binade/backend";
import type { Ledger, MemoryRole } from "./ledger.ts";

/** A buffer with the number of its owners (tensors and tape nodes); freed with the last. */
export class Storage {
  readonly buffer: BufferId;
  readonly byteLength: number;
  #role: MemoryRole;
  #owners = 1;
  readonly #backend: Backend;
  readonly #ledger: Ledger;

  constructor(backend: Backend, ledger: Ledger, byteLength: number, role: MemoryRole) {
    this.buffer = backend.alloc(byteLength);
    this.byteLength = byteLength;
    this.#role = role;
    this.#backend = backend;
    this.#ledger = ledger;
    ledger.enter(role, byteLength);
  }

  get role(): MemoryRole {
    return this.#role;
  }

  set role(role: MemoryRole) {
    this.#ledger.move(this.#role, role, this.byteLength);
    this.#role = role;
  }

  /** Whether more than one owner is left. */
  get isShared(): boolean {
    return this.#owners > 1;
  }

  retain(): this {
    this.#owners++;
    return this;
  }

  release(): void {
    this.#owners--;
    if (this.#owners > 0) return;
    this.#ledger.leave(this.#role, this.byteLength);
    this.#backend.free(this.buffer);
  }
}

/** What the memory of a tensor is for. `temporary` is everything that has no longer-lived purpose. */
export type MemoryRole =
  | "parameter"
  | "master"
  | "gradient"
  | "activation"
  | "castCache"
  | "optimizerState"
  | "data"
  | "temporary";

export const memoryRoles: readonly MemoryRole[] = [
  "parameter",
  "master",
  "gradient",
  "activation",
  "castCache",
  "optimizerState",
  "data",
  "temporary",
];

export type BytesByRole = { readonly [R in MemoryRole]: number };

export interface LedgerReport {
  readonly liveTensors: number;
  readonly liveBytes: number;
  readonly live: BytesByRole;
  /** Largest sum over all roles since the last reset, and its parts at that moment. */
  readonly peakBytes: number;
  readonly atPeak: BytesByRole;
  /** Largest bytes of each role on its own; the moments differ. */
  readonly peakByRole: BytesByRole;
}

/** Bytes of all live buffers by what they are for. Every buffer is entered once, however many tensors view it. */
export class Ledger {
  #liveTensors = 0;
  #liveBytes = 0;
  #live = noBytes();
  #peakBytes = 0;
  #atPeak = noBytes();
  #peakByRole = noBytes();

  enter(role: MemoryRole, byteLength: number): void {
    this.#liveTensors++;
    this.#add(role, byteLength);
  }

  leave(role: MemoryRole, byteLength: number): void {
    this.#liveTensors--;
    this.#liveBytes -= byteLength;
    this.#live[role] -= byteLength;
  }

  /** The buffer stays, its purpose changes. */
  move(from: MemoryRole, to: MemoryRole, byteLength: number): void {
    this.#liveBytes -= byteLength;
    this.#live[from] -= byteLength;
    this.#add(to, byteLength);
  }

  /** Start measuring peaks anew, from what is live now. */
  resetPeak(): void {
    this.#peakBytes = this.#liveBytes;
    this.#atPeak = { ...this.#live };
    this.#peakByRole = { ...this.#live };
  }

  report(): LedgerReport {
    return {
      liveTensors: this.#liveTensors,
      liveBytes: this.#liveBytes,
      live: { ...this.#live },
      peakBytes: this.#peakBytes,
      atPeak: { ...this.#atPeak },
      peakByRole: { ...this.#peakByRole },
    };
  }

  #add(role: MemoryRole, byteLength: number): void {
    this.#liveBytes += byteLength;
    this.#live[role] += byteLength;
    if (this.#live[role] > this.#peakByRole[role]) this.#peakByRole[role] = this.#live[role];
    if (this.#liveBytes > this.#peakBytes) {
      this.#peakBytes = this.#liveBytes;
      this.#atPeak = { ...this.#live };
    }
  }
}

function noBytes(): { [R in MemoryRole]: number } {
  return Object.fromEntries(memoryRoles.map((role) => [role, 0])) as { [R in MemoryRole]: number };
}

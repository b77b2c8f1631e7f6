import type { Dtype } from "./dtype.ts";
import type { KernelName, KernelTable } from "./kernels.ts";
import type { BufferId } from "./view.ts";

/** How far a backend's numbers can be relied on; see docs/numeric-contract.md. */
export type NumericTier = "exact" | "fast" | "emulated";

/** What one kernel gives for one dtype, and the probe that says so. */
export interface KernelCapability {
  readonly tier: NumericTier | "absent";
  readonly probe?: string;
  /** How far a result may be off where the tier is not exact. */
  readonly bound?: string;
}

/** Per kernel and dtype: exact, fast or absent. A pair that is not listed is absent. */
export type Capabilities = { readonly [N in KernelName]?: { readonly [D in Dtype]?: KernelCapability } };

export interface BackendStats {
  readonly liveBuffers: number;
  readonly liveBytes: number;
  readonly peakBytes: number;
  /** Kernels enqueued since creation. */
  readonly dispatches: number;
}

/** How long one kind of dispatch took on the device, all of them together. */
export interface KernelTime {
  /** Of the contract, as it was called. */
  readonly kernel: string;
  /** Which of the dispatches that the kernel is made of. */
  readonly part: string;
  readonly dispatches: number;
  readonly milliseconds: number;
}

/**
 * Arithmetic on buffers. A backend is a value that is passed in: there is no registry and no global default.
 * Everything but {@link Backend.read} and {@link Backend.sync} enqueues and returns at once.
 */
export interface Backend {
  /** Open set: "cpu", "wasm", "webgpu", "cuda", "cuda-host", a third party's own. */
  readonly name: string;
  readonly tier: NumericTier;
  readonly capabilities: Capabilities;
  readonly kernels: KernelTable;
  /** Zeroed memory; the length is rounded up to whole 32-bit words. */
  alloc(byteLength: number): BufferId;
  free(id: BufferId): void;
  /** The bytes are copied before the call returns. */
  write(id: BufferId, bytes: Uint8Array, offset?: number): void;
  /** The words as they are, NaN payloads included, after everything enqueued before. */
  read(id: BufferId, offset: number, byteLength: number): Promise<Uint8Array>;
  /** Hand what is enqueued to the device. */
  submit(): void;
  /** Wait until everything enqueued has run. */
  sync(): Promise<void>;
  stats(): BackendStats;
  /**
   * Where the device's time went since creation, the longest first. Only backends that were asked to measure when they were
   * created have it.
   */
  times?(): Promise<readonly KernelTime[]>;
  dispose(): Promise<void>;
}

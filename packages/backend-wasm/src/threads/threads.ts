import type { RangeExports } from "../module/wasmExports.ts";

export type RangeKernelName = keyof RangeExports;

/** Arguments of a kernel behind the range. */
export type RangeArguments<N extends RangeKernelName> =
  Parameters<RangeExports[N]> extends [number, number, ...infer Rest extends number[]] ? Rest : never;

/** How a kernel may be cut into pieces. */
export interface Range {
  /** Units of work: elements, rows, planes. */
  readonly total: number;
  /** A piece is a multiple of so many units. Default 1. */
  readonly unit?: number;
  /** Units that are worth a piece of their own. */
  readonly least: number;
}

/** Those who run kernels over ranges; a range is done when the call returns, and its bits are the same for all of them. */
export interface Threads {
  /** How many there are, the thread that calls included. */
  readonly count: number;
  /** What the least piece of a range is multiplied by: 1, or 0 in tests, where every piece is worth it. */
  readonly leastShare: 0 | 1;
  run<N extends RangeKernelName>(kernel: N, range: Range, args: RangeArguments<N>): void;
  /** @throws {@link BackendError} `ERR_DEVICE_LOST` when one of them is gone. */
  check(): void;
  /** Ends what {@link run} began. */
  dispose(): Promise<void>;
}

/** The thread that calls, alone. */
export function oneThread(exports: RangeExports): Threads {
  return {
    count: 1,
    leastShare: 1,
    check: () => {},
    run: (kernel, { total }, args) => (exports[kernel] as (...args: number[]) => void)(0, total, ...args),
    dispose: async () => {},
  };
}

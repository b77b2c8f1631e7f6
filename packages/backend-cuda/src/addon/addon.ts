/** What `native/addon/addon.cpp` gives. Addresses are numbers: those of devices and of processes are below 2^53. */
export interface Addon {
  readonly Device: new (ordinal: number, order: number, seed: number) => NativeDevice;
  inspect(): Inspection;
}

/** One device with one stream: everything happens in the order of the calls. */
export interface NativeDevice {
  allocate(byteLength: number): number;
  free(address: number): void;
  fill(address: number, word: number, wordCount: number): void;
  upload(address: number, bytes: Uint8Array): void;
  download(address: number, byteLength: number): Promise<ArrayBuffer>;
  /** The number by which a kernel is launched. */
  kernel(name: string): number;
  launch(kernel: number, blocks: number, threads: number, call: Uint8Array): void;
  /** The version of cuBLASLt, with which `multiply` works from now on. Throws, saying why, where there is none. */
  openCublasLt(): number;
  /** The fields of `native/addon/products.h`. False where cuBLASLt has no algorithm for that. */
  multiply(product: Float64Array): boolean;
  synchronize(): Promise<void>;
  close(): Promise<void>;
}

export interface NativeDeviceDescription {
  readonly name: string;
  readonly computeCapability: string;
  readonly memoryBytes: number;
}

export interface Inspection {
  readonly devices: readonly NativeDeviceDescription[];
  /** Why there is no GPU; empty where there is one. */
  readonly reason: string;
  /** Like 13000 for CUDA 13.0; 0 without a driver. */
  readonly driverVersion: number;
  readonly hasGpuCode: boolean;
  readonly host: NativeDeviceDescription;
}

/** What a failed call of the driver carries besides its message: the number of the error. */
export interface DriverFailure extends Error {
  readonly result?: number;
}

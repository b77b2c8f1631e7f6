import type { NativeDevice } from "../../src/addon/addon.ts";
import type { Block } from "../../src/device/allocator.ts";

const operation = { allocate: 1, free: 2, fill: 3, upload: 4, download: 5, launch: 6 } as const;

/** Of a call: its count, then views of an address and 17 more such numbers, then words; see `native/kernels/include/launch.cuh`. */
const views = { first: 8, count: 7, byteLength: 144 } as const;

interface Live {
  readonly id: number;
  readonly address: number;
  readonly byteLength: number;
}

/**
 * A device that does what another one does and writes it down, for `native/runner` to do again. Every allocation is one of
 * the device, so that what leaves it is seen.
 */
export class RecordingDevice implements NativeDevice {
  readonly #device: NativeDevice;
  readonly #log: Uint8Array[] = [];
  readonly #live = new Map<number, Live>();
  readonly #names: string[] = [];
  #nextId = 1;

  constructor(device: NativeDevice) {
    this.#device = device;
  }

  /** What was done so far. */
  log(): Uint8Array {
    return Buffer.concat(this.#log);
  }

  allocate(byteLength: number): number {
    const address = this.#device.allocate(Math.max(byteLength, 4));
    const id = this.#nextId++;
    this.#live.set(address, { id, address, byteLength });
    this.#write(words(operation.allocate, id), wide(byteLength));
    return address;
  }

  free(address: number): void {
    this.#write(words(operation.free, this.#live.get(address)?.id ?? 0));
    this.#live.delete(address);
    this.#device.free(address);
  }

  fill(address: number, word: number, wordCount: number): void {
    this.#write(words(operation.fill), this.#place(address), words(word), wide(wordCount));
    this.#device.fill(address, word, wordCount);
  }

  upload(address: number, bytes: Uint8Array): void {
    this.#write(words(operation.upload), this.#place(address), wide(bytes.byteLength), bytes.slice());
    this.#device.upload(address, bytes);
  }

  async download(address: number, byteLength: number): Promise<ArrayBuffer> {
    this.#write(words(operation.download), this.#place(address), wide(byteLength));
    const expected = this.#log.push(new Uint8Array(0)) - 1;
    const bytes = await this.#device.download(address, byteLength);
    this.#log[expected] = new Uint8Array(bytes.slice(0));
    return bytes;
  }

  kernel(name: string): number {
    const number = this.#device.kernel(name);
    this.#names[number] = name;
    return number;
  }

  launch(kernel: number, blocks: number, threads: number, call: Uint8Array): void {
    const name = Buffer.from(this.#names[kernel] ?? "");
    const data = new DataView(call.buffer, call.byteOffset, call.byteLength);
    const places = Array.from({ length: views.count }, (_, i) => {
      const at = views.first + i * views.byteLength;
      return this.#place(data.getUint32(at, true) + data.getUint32(at + 4, true) * 2 ** 32);
    });
    this.#write(words(operation.launch, name.length), name, words(blocks, threads), call.slice(), ...places);
    this.#device.launch(kernel, blocks, threads, call);
  }

  openCublasLt(): number {
    return this.#device.openCublasLt();
  }

  /** Of NVIDIA's library, whose work cannot be done again. */
  multiply(): boolean {
    return false;
  }

  synchronize(): Promise<void> {
    return this.#device.synchronize();
  }

  close(): Promise<void> {
    return this.#device.close();
  }

  /** A buffer and an offset in it. Views that a kernel does not have hold addresses of earlier calls: those are none. */
  #place(address: number): Uint8Array {
    for (const { id, address: start, byteLength } of this.#live.values()) {
      if (address >= start && address <= start + byteLength) return Buffer.concat([words(id), wide(address - start)]);
    }
    return Buffer.concat([words(0), wide(0)]);
  }

  #write(...parts: readonly Uint8Array[]): void {
    this.#log.push(...parts);
  }
}

/** Every block as large as what was asked for, and none used twice. */
export class ExactAllocator {
  readonly #device: NativeDevice;
  readonly cachedBytes = 0;
  reservedBytes = 0;

  constructor(device: NativeDevice) {
    this.#device = device;
  }

  allocate(byteLength: number): Block {
    this.reservedBytes += byteLength;
    return { address: this.#device.allocate(byteLength), byteLength };
  }

  release({ address, byteLength }: Block): void {
    this.reservedBytes -= byteLength;
    this.#device.free(address);
  }

  trim(): void {}
}

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function wide(value: number): Uint8Array {
  return words(value % 2 ** 32, Math.floor(value / 2 ** 32));
}

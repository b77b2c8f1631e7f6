import type { NativeDevice } from "../../src/addon/addon.ts";
import { Memory } from "../../src/device/memory.ts";
import { Launcher } from "../../src/launch/launcher.ts";
import { ExactAllocator, RecordingDevice } from "./recordingDevice.ts";

/** Beyond what 32 bits count. */
const far = 2 ** 32 + 8;
const value = 9;

/**
 * A log in which an element is copied that lies further from the first than 32 bits count. The runner has memory that takes
 * no room until it is touched; here nothing runs, and what is to be read is known.
 */
export async function recordLargeIndex(): Promise<Uint8Array> {
  const device = new RecordingDevice(deviceThatReads(Uint8Array.of(0, value)));
  const memory = new Memory("cuda-host", device, new ExactAllocator(device));
  const launcher = new Launcher("cuda-host", device, memory);
  const buffer = memory.allocScratch(far + 8);
  device.upload(memory.addressOf(buffer) + far, Uint8Array.of(value));
  const y = launcher.scratch("u8", 2);
  launcher.run({ kernel: "copy", views: [y, { buffer, dtype: "u8", shape: [2], strides: [far], offset: 0 }] });
  await device.download(memory.addressOf(y.buffer), 2);
  launcher.release(y);
  memory.freeScratch(buffer);
  return device.log();
}

function deviceThatReads(bytes: Uint8Array): NativeDevice {
  let next = 2 ** 20;
  return {
    allocate: (byteLength) => {
      const address = next;
      next += byteLength + 4096;
      return address;
    },
    free: () => {},
    fill: () => {},
    upload: () => {},
    download: async () => new Uint8Array(bytes).buffer,
    kernel: () => 0,
    launch: () => {},
    openCublasLt: () => 0,
    multiply: () => false,
    synchronize: async () => {},
    close: async () => {},
  };
}

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An idx file of unsigned bytes. */
function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 0x08);
  header.setUint8(3, shape.length);
  shape.forEach((size, axis) => {
    header.setUint32(4 + 4 * axis, size);
  });
  return new Uint8Array([...new Uint8Array(header.buffer), ...values]);
}

/** A folder with the four files of MNIST, `count` images each: a bright row whose height is the label. */
export async function syntheticMnist(count: number = 64): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "binade-cli-"));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  const images = new Uint8Array(count * 784);
  labels.forEach((label, i) => {
    images.fill(200 + (i % 50), i * 784 + label * 56, i * 784 + label * 56 + 56);
  });
  for (const part of ["train", "t10k"]) {
    await writeFile(join(folder, `${part}-images-idx3-ubyte`), idx([count, 28, 28], images));
    await writeFile(join(folder, `${part}-labels-idx1-ubyte`), idx([count], labels));
  }
  return folder;
}

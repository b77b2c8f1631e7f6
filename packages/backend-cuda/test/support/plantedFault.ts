import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildRunner } from "../../build.mjs";

const native = fileURLToPath(new URL("../../native", import.meta.url));

/** A mistake in a copy of the kernels. */
export interface PlantedFault {
  /** The file of kernels that is compiled anew. */
  readonly kernels: string;
  /** The file in which the text is, below `native/kernels`. Default the file of kernels. */
  readonly file?: string;
  readonly text: string;
  readonly replacement: string;
}

/** Run `use` on a runner whose kernels have the mistake. */
export async function withPlantedFault<T>(
  fault: PlantedFault,
  use: (runner: string) => Promise<T>,
  { sanitized = false }: { readonly sanitized?: boolean } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "binade-fault-"));
  try {
    cpSync(native, folder, { recursive: true, filter: (path) => path !== join(native, "out") });
    const path = join(folder, "kernels", fault.file ?? fault.kernels);
    const source = readFileSync(path, "utf8");
    if (source.split(fault.text).length !== 2) {
      throw new Error(
        `planted fault: expected "${fault.text}" once in ${path}, got ${source.split(fault.text).length - 1}`,
      );
    }
    writeFileSync(
      path,
      source.replace(fault.text, () => fault.replacement),
    );
    const runner = join(folder, "faultyRunner");
    await buildRunner(runner, { sanitized, replaced: { [fault.kernels]: join(folder, "kernels", fault.kernels) } });
    return await use(runner);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

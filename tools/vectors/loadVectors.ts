import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Folder of the recorded data, as BINADE_VECTORS names it; undefined when it is not there. */
export function vectorFolder(): string | undefined {
  const { BINADE_VECTORS: folder = `${repository}../shared/vectors` } = process.env;
  return existsSync(folder) ? folder : undefined;
}

/** The parsed content of a `.json.gz` file of the folder. The caller says what it holds. */
export function loadVectors<T>(folder: string, file: string): T {
  return JSON.parse(gunzipSync(readFileSync(`${folder}/${file}`)).toString("utf8")) as T;
}

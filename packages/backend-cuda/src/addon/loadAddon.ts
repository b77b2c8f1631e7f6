import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { BackendError } from "@binade/backend";
import type { Addon } from "./addon.ts";

let loaded: Addon | undefined;

/**
 * The binary of this platform, loaded when it is first asked for. `BINADE_CUDA_ADDON` names another one.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE` where there is none, or where it does not load.
 */
export function loadAddon(): Addon {
  if (loaded !== undefined) return loaded;
  const path = process.env["BINADE_CUDA_ADDON"] ?? findBinary();
  const platform = `${process.platform}-${process.arch}`;
  if (path === undefined) {
    const message = `cuda: no binary for ${platform} (there is one for linux-x64 in the package; in the repository "npm run build:native" makes it and needs g++)`;
    throw new BackendError("ERR_UNAVAILABLE", message, { platform });
  }
  try {
    loaded = createRequire(import.meta.url)(path) as Addon;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BackendError("ERR_UNAVAILABLE", `cuda: the binary does not load: ${reason}`, { path, cause });
  }
  return loaded;
}

/** Beside `dist`, or two folders up from this source. */
function findBinary(): string | undefined {
  const name = `prebuilds/${process.platform}-${process.arch}/backend-cuda.node`;
  return ["../", "../../"]
    .map((up) => fileURLToPath(new URL(`${up}${name}`, import.meta.url)))
    .find((path) => existsSync(path));
}

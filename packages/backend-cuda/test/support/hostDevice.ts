import { existsSync } from "node:fs";
import { describe, test } from "vitest";
import { howToGet, systemParts } from "../../../../tools/systemParts.mjs";
import { paths } from "../../build.mjs";

/**
 * Tests of what was built from `native/`. Where it was not they are skipped, with the reason and what to do, and fail under
 * CI=true.
 */
export function describeBuilt(what: keyof typeof paths, body: () => void): void {
  const { CI = "" } = process.env;
  if (existsSync(paths[what])) {
    body();
    return;
  }
  const isCompiler = systemParts.compiler.find() !== undefined;
  const reason = isCompiler ? "not built yet (npm run build:native)" : howToGet(systemParts.compiler);
  describe("on the host device", () => {
    test.skipIf(CI === "" || CI === "false")(reason, () => {
      throw new Error(reason);
    });
  });
}

/** Tests on the host device. */
export function describeOnHostDevice(body: () => void): void {
  describeBuilt("addon", () => describe("on the host device", body));
}

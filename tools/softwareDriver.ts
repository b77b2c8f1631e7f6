import { describe, test } from "vitest";
import { howToGet, systemParts } from "./systemParts.mjs";

/** Vulkan drivers that run in software: the adapters that the tests expect. */
const drivers = { lavapipe: systemParts.vulkan, swiftShader: systemParts.swiftShader } as const;

/**
 * Tests on one software driver; the Vulkan loader of this process sees no other. Where the driver is missing they are
 * skipped, with how to get it, and fail under CI=true.
 */
export function describeOn(driver: keyof typeof drivers, body: () => void): void {
  const file = drivers[driver].find();
  const { CI = "" } = process.env;
  if (file === undefined) {
    const reason = howToGet(drivers[driver]);
    test.skipIf(CI === "" || CI === "false")(`on ${driver}: ${reason}`, () => {
      throw new Error(reason);
    });
    return;
  }
  process.env["VK_DRIVER_FILES"] = file;
  process.env["VK_ICD_FILENAMES"] = file;
  process.env["XDG_RUNTIME_DIR"] ??= "/tmp";
  describe(`on ${driver}`, body);
}

import { spawnSync } from "node:child_process";
import { describe, test } from "vitest";

const { CXX = "g++", CI = "" } = process.env;

/** The C++ compiler of this machine, if it has one. */
export const compiler: string | undefined =
  spawnSync(CXX, ["--version"], { stdio: "ignore" }).status === 0 ? CXX : undefined;

/** Tests that compile C++. Without a compiler they are skipped, with how to get one, and fail under CI=true. */
export function describeCompiled(title: string, body: () => void): void {
  if (compiler !== undefined) {
    describe(title, body);
    return;
  }
  const reason = `${title}: no C++ compiler "${CXX}" found (apt install g++, or name one in CXX)`;
  test.skipIf(CI === "" || CI === "false")(reason, () => {
    throw new Error(reason);
  });
}

import { describe, test } from "vitest";
import { howToGet, systemParts } from "../../../../tools/systemParts.mjs";

const { CI = "" } = process.env;

/** The C++ compiler of this machine, if it has one. */
export const compiler: string | undefined = systemParts.compiler.find();

/** Tests that compile C++. Without a compiler they are skipped, with how to get one, and fail under CI=true. */
export function describeCompiled(title: string, body: () => void): void {
  if (compiler !== undefined) {
    describe(title, body);
    return;
  }
  const reason = `${title}: ${howToGet(systemParts.compiler)}`;
  test.skipIf(CI === "" || CI === "false")(reason, () => {
    throw new Error(reason);
  });
}

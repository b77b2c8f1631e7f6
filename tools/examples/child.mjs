/** The process that examples run in: imports one after the other and says what became of its checks. */
import { inspect } from "node:util";
import { checkName } from "./checkName.mjs";
import { sameValue } from "./sameValue.mjs";

/**
 * @typedef {object} Outcome
 * @property {{ line: number, actual: string, text: string }[]} wrong Checks that failed, by line of the example, from 0.
 * @property {string} [error] What it threw.
 */

process.on("message", async (message) => {
  const { url, expected } = /** @type {{ url: string, expected: Map<number, { value: unknown, text: string }> }} */ (
    message
  );
  /** @type {Outcome} */
  const outcome = { wrong: [] };
  const pending = new Set(expected.keys());

  const check = (/** @type {number} */ line, /** @type {unknown} */ actual) => {
    pending.delete(line);
    const { value, text } = /** @type {{ value: unknown, text: string }} */ (expected.get(line));
    if (!sameValue(actual, value)) outcome.wrong.push({ line, actual: show(actual), text });
  };
  Object.defineProperty(globalThis, checkName, { value: check, configurable: true });

  try {
    await import(url);
    for (const line of pending) {
      outcome.wrong.push({ line, actual: "nothing, the line was not reached", text: expected.get(line)?.text ?? "" });
    }
  } catch (error) {
    outcome.error = error instanceof Error ? `${error.name}: ${error.message}` : show(error);
  }
  process.send?.(outcome);
});

process.on("disconnect", () => process.exit());

/** A value for a message. @param {unknown} value */
function show(value) {
  return inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 32 });
}

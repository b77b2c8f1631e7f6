import type { Flags } from "../rounding/flags.ts";

/** The raised flags by name. */
export function flagsText(flags: Flags): string {
  const raised = Object.entries(flags).filter(([, isRaised]) => isRaised);
  return raised.length === 0 ? "none" : raised.map(([name]) => name).join(", ");
}

import { BackendError } from "@binade/backend";
import type { ArithmeticStyle } from "../assembler/arithmeticStyle.ts";
import type { ProbeOperation } from "./probeCases.ts";
import type { ProbeFailure, ProbeReport } from "./runProbes.ts";

/** Operations that integer code can stand in for. */
const replaceable = { div: "division", sqrt: "squareRoot" } as const satisfies {
  readonly [O in ProbeOperation]?: string;
};

/**
 * How the exact tier is to be written for a device.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE`, naming the first probe that fails and has no substitute, with the words.
 */
export function exactStyle({ failures }: ProbeReport): ArithmeticStyle {
  for (const failure of failures) {
    if (!(failure.operation in replaceable)) throw refusal(failure);
  }
  const isNative = (operation: keyof typeof replaceable): boolean =>
    failures.every((failure) => failure.operation !== operation);
  return {
    isolated: true,
    division: isNative("div") ? "native" : "integer",
    squareRoot: isNative("sqrt") ? "native" : "integer",
    conversions: "integer",
  };
}

function refusal({ name, operation, operands, expected, observed }: ProbeFailure): BackendError {
  const words = operands.map(hex).join(", ");
  const message =
    `webgpu: this device cannot compute the exact tier: probe "${name}" (${operation} of ${words}): ` +
    `expected ${hex(expected)}, observed ${hex(observed)} (tier "fast" works, without the contract's bits)`;
  return new BackendError("ERR_UNAVAILABLE", message, { probe: name, operation, operands, expected, observed });
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, "0");
}

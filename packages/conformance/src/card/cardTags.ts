import type { GroupResult } from "../judge/groupJudge.ts";
import type { ProbeResult } from "../probes/probe.ts";

/** Operands that a tensor core may take, with the probe of its digits. */
const tensorCores: Readonly<Record<string, string>> = {
  f16: "tensor.f16.guard",
  bf16: "tensor.bf16.guard",
  tf32: "tensor.tf32.guard",
  e4m3fn: "tensor.e5m2.accumulator",
  e5m2: "tensor.e5m2.accumulator",
};

/** Digits below the leading one of the largest term, by the class of such a probe. */
const fractionBits: Readonly<Record<string, string>> = {
  none: "23",
  one: "24",
  two: "25",
  three: "≥26",
  fourteenDigits: "13",
  f32: "≥14",
};

const finalRounding: Readonly<Record<string, string>> = { towardZero: "rz", nearest: "rne", up: "ru", down: "rd" };

/** Behaviours in short: of probes, of explanations that reproduce every case, and of the matrix units. */
export function cardTags(probes: readonly ProbeResult[], groups: readonly GroupResult[]): string[] {
  const ofProbes = probes.flatMap(({ tag }) => tag?.split(" ") ?? []);
  const ofGroups = groups.flatMap(({ explanations: [best] }) =>
    best !== undefined && best.reproduced === best.tried ? (best.tag?.split(" ") ?? []) : [],
  );
  const ofUnits = Object.keys(tensorCores).flatMap((operand) => tensorCoreTag(operand, probes));
  return [...new Set([...ofProbes, ...ofGroups, ...ofUnits])].sort();
}

/** `tensorCore:f16{n=16,F=25,round=rz}` where products are added in blocks. */
function tensorCoreTag(operand: string, probes: readonly ProbeResult[]): string[] {
  const classOf = (id: string): string => probes.find((probe) => probe.id === id)?.class ?? "absent";
  const order = classOf(`matmul.${operand}.order`);
  const length = order === "interleaved" ? "16" : /^blocks(\d+)$/.exec(order)?.[1];
  if (length === undefined) return [];
  const round = finalRounding[classOf(`tensor.${operand}.round`)] ?? "?";
  return [
    `tensorCore:${operand}{n=${length},F=${fractionBits[classOf(tensorCores[operand] as string)] ?? "?"},round=${round}}`,
  ];
}

import { arithmeticProbes } from "./arithmeticProbes.ts";
import { castProbes } from "./castProbes.ts";
import type { Probe } from "./probe.ts";
import { repeatProbes } from "./repeatProbes.ts";
import { tensorCoreProbes } from "./tensorCoreProbes.ts";
import { trainingProbes } from "./trainingProbes.ts";
import { treeProbes } from "./treeProbes.ts";

/** Every question of a numerics card, in the order of the card. */
export const probes: readonly Probe[] = [
  ...arithmeticProbes,
  ...castProbes,
  ...trainingProbes,
  ...treeProbes,
  ...tensorCoreProbes,
  ...repeatProbes,
];

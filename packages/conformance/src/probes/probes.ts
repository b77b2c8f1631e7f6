import { castProbes } from "./castProbes.ts";
import { f16Probes } from "./f16Probes.ts";
import { functionProbes } from "./functionProbes.ts";
import type { Probe } from "./probe.ts";
import { repeatProbes } from "./repeatProbes.ts";
import { roundingProbes } from "./roundingProbes.ts";
import { specialValueProbes } from "./specialValueProbes.ts";
import { subnormalProbes } from "./subnormalProbes.ts";
import { tensorCoreProbes } from "./tensorCoreProbes.ts";
import { trainingProbes } from "./trainingProbes.ts";
import { treeProbes } from "./treeProbes.ts";

/** Every question of a numerics card, in the order of the card. */
export const probes: readonly Probe[] = [
  ...subnormalProbes,
  ...roundingProbes,
  ...specialValueProbes,
  ...f16Probes,
  ...functionProbes,
  ...castProbes,
  ...trainingProbes,
  ...treeProbes,
  ...tensorCoreProbes,
  ...repeatProbes,
];

import { castFaults } from "./castFaults.ts";
import { elementwiseFaults } from "./elementwiseFaults.ts";
import type { PlantedFault } from "./plant.ts";
import { productFaults } from "./productFaults.ts";
import { reductionFaults } from "./reductionFaults.ts";
import { trainingFaults } from "./trainingFaults.ts";

/** Every wrong backend. */
export const plantedFaults: readonly PlantedFault[] = [
  ...castFaults,
  ...elementwiseFaults,
  ...productFaults,
  ...reductionFaults,
  ...trainingFaults,
];

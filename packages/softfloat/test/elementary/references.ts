import { circleReferences } from "./circleReferences.ts";
import { exponentialReferences } from "./exponentialReferences.ts";
import { logarithmReferences } from "./logarithmReferences.ts";
import type { Reference } from "./reference.ts";
import { errorReferences, rootReferences } from "./rootReferences.ts";

export type FunctionName =
  | keyof typeof exponentialReferences
  | keyof typeof logarithmReferences
  | keyof typeof circleReferences
  | keyof typeof rootReferences
  | keyof typeof errorReferences;

/** Every elementary function of the package, computed by other means than the package's. */
export const references: Readonly<Record<FunctionName, Reference>> = {
  ...exponentialReferences,
  ...logarithmReferences,
  ...circleReferences,
  ...rootReferences,
  ...errorReferences,
};

export const functionNames = Object.keys(references) as FunctionName[];

import { optimizerStateLayout, parameterFlags, scalerStateLayout } from "@binade/backend";

/** Where shaders find what in the device states of the contract. */
export const stateWords: Readonly<Record<string, string>> = {
  foundWord: String(optimizerStateLayout.found),
  stepWord: String(optimizerStateLayout.step),
  normWord: String(optimizerStateLayout.norm),
  coefWord: String(optimizerStateLayout.coef),
  flagsWord: String(optimizerStateLayout.flags),
  steppedFlag: String(parameterFlags.stepped),
  infFlag: String(parameterFlags.inf),
  nanFlag: String(parameterFlags.nan),
  scaleWord: String(scalerStateLayout.scale),
  trackerWord: String(scalerStateLayout.growthTracker),
};

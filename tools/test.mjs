/** Set-up, then the whole check. */
import { passThrough } from "./run.mjs";
import { runMain, setup } from "./setup.mjs";
import { installSystemParts, systemParts } from "./systemParts.mjs";

await runMain(async () => {
  await setup();
  await installSystemParts(Object.values(systemParts));
  return passThrough(process.execPath, ["tools/check.mjs"]);
});

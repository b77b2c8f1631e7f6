/** Set-up, then the whole check. */
import { passThrough } from "./run.mjs";
import { runMain, setup } from "./setup.mjs";

await runMain(async () => {
  await setup();
  return passThrough(process.execPath, ["tools/check.mjs"]);
});

/** From a fresh clone to the main job: MNIST in every precision, compared in one report. Further arguments are passed on. */
import { passThrough } from "./run.mjs";
import { build, runMain, setup } from "./setup.mjs";

const job = ["train", "--task", "mnist-mlp,mnist-cnn", "--precision", "all", "--report", "report.html"];

await runMain(async () => {
  await setup();
  await build();
  return passThrough(process.execPath, ["packages/cli/dist/bin.js", ...job, ...process.argv.slice(2)]);
});

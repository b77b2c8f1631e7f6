/** The process in which one backend trains: a crash or a hang ends it and not the command. */
import { CliError } from "../cliError.ts";
import { LocalTraining } from "./localTraining.ts";
import type { TrainingAnswer, TrainingRequest } from "./trainingInProcess.ts";

let training: LocalTraining | undefined;

process.on("message", async (request: TrainingRequest) => process.send?.(await answerTo(request)));
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => undefined); // Ctrl-C goes to the whole group; the command ends its processes itself

async function answerTo(request: TrainingRequest): Promise<TrainingAnswer> {
  try {
    if (request.job !== undefined) training = new LocalTraining(request.job);
    if (training === undefined) throw new TypeError("same-bits: the first request names the job");
    if (request.tensor !== undefined) return { tensor: await training.tensor(request.tensor) };
    return { digests: await training.advance() };
  } catch (error) {
    if (error instanceof CliError) return { refusal: error.message };
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

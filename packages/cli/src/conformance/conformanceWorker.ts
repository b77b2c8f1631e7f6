/** The process in which one backend is judged: a crash or a hang ends it and not the command. */
import { CliError } from "../cliError.ts";
import { type ConformanceJob, runConformance } from "./conformanceJob.ts";
import type { ConformanceMessage } from "./judgeInProcess.ts";

const say = (message: ConformanceMessage): void => void process.send?.(message);
const sayEvery = 200; // cases

process.once("message", async (job: ConformanceJob) => {
  let cases = 0;
  try {
    const report = await runConformance(job, {
      onStart: (backend, total) => say({ started: backend, cases: total }),
      onCase: ({ kernel, op, dtype, id }) => {
        if (cases++ % sayEvery === 0) say({ cases, at: `${kernel} ${op} ${dtype}, ${id}` });
      },
      onGroup: (group) => say({ group }),
    });
    say({ report });
  } catch (error) {
    say({ failure: error instanceof CliError ? error.message : ((error as Error).stack ?? String(error)) });
  } finally {
    process.disconnect();
  }
});

import { CliError } from "./cliError.ts";
import { loadMnist } from "./mnist.ts";
import { type Task, type TaskName, tasks } from "./tasks.ts";

/** How many steps of how many examples: as asked for, else as the task says, else one epoch. */
export async function trainingSize(
  command: string,
  asked: {
    readonly task: TaskName;
    readonly steps?: number;
    readonly batch?: number;
    readonly data?: string | undefined;
  },
): Promise<{ steps: number; batch: number }> {
  const task: Task = tasks[asked.task];
  const examples = (await loadMnist(asked.data)).train.labels.values.length;
  const batch = asked.batch ?? task.batch;
  if (batch > examples) {
    throw new CliError(`${command}: --batch ${batch} is more than the ${examples} examples there are`);
  }
  return { steps: asked.steps ?? task.steps ?? Math.floor(examples / batch), batch };
}

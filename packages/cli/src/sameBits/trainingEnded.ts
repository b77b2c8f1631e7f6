/** A run that ended before its time by its backend's doing: its process crashed or hung, or a kernel threw. */
export class TrainingEnded extends Error {
  readonly verdict: "crashed" | "hung" | "failed";

  constructor(verdict: TrainingEnded["verdict"], message: string) {
    super(message);
    this.name = "TrainingEnded";
    this.verdict = verdict;
  }
}

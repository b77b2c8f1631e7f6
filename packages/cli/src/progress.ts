import { MultiBar, Presets } from "cli-progress";

/** Bars with the time left on stderr; a line each every few seconds where stderr is no terminal. */
export interface Progress {
  /** A bar of its own for one run; call the result with how much is done, and with what there is to say of it. */
  readonly add: (title: string, total: number) => (done: number, note?: string) => void;
  readonly stop: () => void;
}

export function createProgress(): Progress {
  const bars = new MultiBar(
    {
      format: "{title} {bar} {value}/{total}{note} · {eta_formatted} left",
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 10_000,
      hideCursor: null,
      barsize: 24,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  return {
    add: (title, total) => {
      const bar = bars.create(total, 0, { title: title.padEnd(24), note: "" });
      return (done, note = "") => bar.update(done, { note: note === "" ? "" : ` ${note}` });
    },
    stop: () => bars.stop(),
  };
}

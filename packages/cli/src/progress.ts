import { MultiBar, Presets } from "cli-progress";

/** Bars with the time left on stderr; a line each every few seconds where stderr is no terminal. */
export interface Progress {
  /** A bar of its own for one run; call the result after every step. */
  readonly add: (title: string, steps: number) => (step: number, loss: number) => void;
  readonly stop: () => void;
}

export function createProgress(): Progress {
  const bars = new MultiBar(
    {
      format: "{title} {bar} {value}/{total} loss {loss} · {eta_formatted} left",
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
    add: (title, steps) => {
      const bar = bars.create(steps, 0, { title: title.padEnd(24), loss: "-" });
      return (step, loss) => bar.update(step + 1, { loss: loss.toFixed(4) });
    },
    stop: () => bars.stop(),
  };
}

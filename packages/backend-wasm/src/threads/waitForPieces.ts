import { controlWords as words } from "./controlWords.ts";

/** Milliseconds of one wait. Silence is counted in waits, so that a process that was stopped is no silent worker. */
const sliceMs = 50;

/** Loads before a thread goes to sleep: others that are about to end are not worth a wake-up. */
const spins = 2000;

/**
 * Wait until all pieces of a job are done, asleep where the engine lets this thread sleep; the main thread of a page may
 * not, and keeps looking.
 *
 * @returns Whether they are, else nobody has done any for `silenceMs`.
 */
export function waitForPieces(
  control: Int32Array<SharedArrayBuffer>,
  pieceCount: number,
  silenceMs: number = 30_000,
): boolean {
  for (let i = 0; i < spins; i++) if (Atomics.load(control, words.done) === pieceCount) return true;
  let seen = Atomics.load(control, words.done);
  for (let silent = 0; silent * sliceMs < silenceMs; silent++) {
    waitSlice(control, seen, pieceCount);
    const done = Atomics.load(control, words.done);
    if (done === pieceCount) return true;
    if (done !== seen) silent = 0;
    seen = done;
  }
  return false;
}

/** Until a piece is done, at most for a slice. */
function waitSlice(control: Int32Array<SharedArrayBuffer>, seen: number, pieceCount: number): void {
  if (maySleep(control)) {
    Atomics.wait(control, words.done, seen, sliceMs);
    return;
  }
  const end = Date.now() + sliceMs;
  while (Atomics.load(control, words.done) !== pieceCount && Date.now() < end);
}

/** What a word does not hold is waited for no time, unless waiting is refused. */
function maySleep(control: Int32Array<SharedArrayBuffer>): boolean {
  try {
    Atomics.wait(control, words.failed, -1, 0);
    return true;
  } catch {
    return false;
  }
}

/** Workers at most, beside the thread that calls. */
export const mostWorkers = 63;

/** Numbers of a job at most. */
export const mostNumbers = 24;

/** Bits of leftMask. */
const leftBits = 12;

/**
 * Where the words lie through which threads speak with one another. A job is a kernel over a range of units, cut into
 * pieces; the ticket holds the number of the job and, in its lowest bits, how many pieces nobody has taken yet.
 */
export const controlWords = {
  ticket: 0,
  /** Pieces that are done. */
  done: 1,
  pieceCount: 2,
  kernel: 3,
  numberCount: 4,
  /** The worker, counted from 1, in which a kernel threw. */
  failed: 5,
  /** From here on a word for each worker: −1 until it has started, then the pieces that it has done. */
  pieces: 8,
  leftMask: 0xfff,
} as const;

export type ControlWords = typeof controlWords;

/** Pieces of a job at most. */
export const mostPieces: number = controlWords.leftMask;

/** Jobs are numbered modulo this, so that a ticket stays a positive 32-bit integer. */
export const jobNumbers: number = 1 << (31 - leftBits);

export const controlWordCount: number = controlWords.pieces + mostWorkers;

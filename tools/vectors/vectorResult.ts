/** What comparing one file of recorded data with the product gave. */
export interface VectorResult {
  /** File, and part of it when it has several. */
  readonly name: string;
  /** Cases that agree. */
  readonly agree: number;
  /** Cases that have a counterpart in the product. */
  readonly total: number;
  /** Cases whose operation, format or option the product does not have yet. */
  readonly noCounterpart: number;
  /** The first few disagreements, a line each: operands, expected, got. */
  readonly disagreements: readonly string[];
}

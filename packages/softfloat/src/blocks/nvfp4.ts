/** Blocks of 16 elements with a scale each, and one scale for all: `value = element · scales[⌊i / 16⌋] · tensorScale`. */
export interface Nvfp4Blocks {
  readonly kind: "nvfp4";
  /** A positive binary32 number. */
  readonly tensorScale: number;
  /** Codes of E4M3FN, one per block, positive or NaN. */
  readonly scales: Uint8Array;
  /** Codes of E2M1FN, one per byte. */
  readonly codes: Uint8Array;
}

/** Elements that a block shares one scale among. */
export const nvfp4BlockLength = 16;

/** Of E2M1FN, and of E4M3FN. */
export const largestElement = 6;
export const largestScale = 448;

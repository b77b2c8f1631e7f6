/**
 * Device state of a loss scaler (N10): 32-bit words of one `i32` buffer, shared by all its optimizers.
 * `scale` holds the bits of an f32.
 */
export const scalerStateLayout = { scale: 0, growthTracker: 1, wordCount: 2 } as const;

/**
 * Device state of an optimizer (N10): 32-bit words of one `i32` buffer. `norm` and `coef` hold the bits of an f32.
 * From `flags` on there is one word per parameter.
 */
export const optimizerStateLayout = { found: 0, step: 1, norm: 2, coef: 3, flags: 4 } as const;

/** Bits of a parameter's flag word. `stepped` stays; the other two are cleared by `updateScale`. */
export const parameterFlags = { stepped: 1, inf: 2, nan: 4 } as const;

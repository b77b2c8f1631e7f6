const operands = memory.data(8 * 144, 16);

/** Where operands are described: 8 entries of 36 words, see operand.ts. */
export function operandTable(): usize {
  return operands;
}

const window = memory.data(48, 16);

/** Where the geometry of a window is described: 12 words, see windows/window.ts. */
export function windowTable(): usize {
  return window;
}

/** The first byte behind the module's own data. */
export function heapBase(): usize {
  return __heap_base;
}

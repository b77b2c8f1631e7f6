const operands = memory.data(8 * 144, 16);

/** Where operands are described: 8 entries of 36 words, see operand.ts. */
export function operandTable(): usize {
  return operands;
}

/** The first byte behind the module's own data. */
export function heapBase(): usize {
  return __heap_base;
}

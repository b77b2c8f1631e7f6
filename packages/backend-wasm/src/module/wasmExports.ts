/**
 * The functions of the module. Pointers are byte addresses, counts are elements, dtypes are codes of {@link dtypeCodes},
 * operands are addresses of entries of the operand table.
 */
export interface WasmExports {
  heapBase(): number;
  operandTable(): number;
  workspaceByteLength(): number;
  setWorkspace(pointer: number): void;
  fill(target: number, dtype: number, count: number, value: number): void;
  copy(target: number, count: number, x: number): void;
  cast(target: number, dtype: number, count: number, x: number, saturate: number): void;
  unary(op: number, target: number, count: number, x: number): void;
  binary(op: number, target: number, count: number, a: number, b: number): void;
  compare(op: number, target: number, count: number, a: number, b: number): void;
  select(target: number, count: number, condition: number, a: number, b: number): void;
}

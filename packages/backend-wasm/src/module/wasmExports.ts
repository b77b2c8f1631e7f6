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
  reduceRows(op: number, target: number, dtype: number, rows: number, count: number, x: number): void;
  sumColumns(
    isMean: number,
    target: number,
    dtype: number,
    columns: number,
    count: number,
    x: number,
    partials: number,
  ): void;
  /** Bytes of the room that a matmul with `n` columns packs its operands in. */
  matmulRoom(n: number): number;
  matmul(
    c: number,
    m: number,
    n: number,
    k: number,
    a: number,
    aAcross: number,
    b: number,
    bAcross: number,
    tf32: number,
    room: number,
  ): void;
  finishMatmul(target: number, dtype: number, count: number, sums: number, bias: number): void;
}

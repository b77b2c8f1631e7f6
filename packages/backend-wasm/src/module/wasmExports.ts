/**
 * The functions of the module. Pointers are byte addresses, counts are elements, dtypes are codes of {@link dtypeCodes},
 * operands are addresses of entries of the operand table.
 */
export interface WasmExports {
  heapBase(): number;
  operandTable(): number;
  windowTable(): number;
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
  finishSums(target: number, dtype: number, count: number, sums: number, bias: number): void;
  im2col(
    target: number,
    shift: number,
    batch: number,
    channels: number,
    x: number,
    strideN: number,
    strideC: number,
    strideH: number,
    strideW: number,
  ): void;
  col2im(target: number, batch: number, channels: number, x: number, strides: number): void;
  maxPool(x: number, target: number, index: number, planes: number): void;
  averagePool(x: number, target: number, planes: number, countIncludesPadding: number): void;
  maxPoolGradient(target: number, g: number, index: number, planes: number): void;
  averagePoolGradient(target: number, g: number, planes: number, countIncludesPadding: number): void;
  firstWrongIndex(index: number, count: number, limit: number): number;
  gatherRows(
    target: number,
    shift: number,
    count: number,
    width: number,
    x: number,
    strideRow: number,
    strideColumn: number,
    index: number,
  ): void;
  scatterAddRows(target: number, rows: number, width: number, count: number, g: number, index: number): void;
  randomWords(target: number, count: number, keyLow: number, keyHigh: number, stream: number): void;
  randomUniform(
    target: number,
    count: number,
    keyLow: number,
    keyHigh: number,
    stream: number,
    low: number,
    span: number,
  ): void;
  randomNormal(target: number, count: number, keyLow: number, keyHigh: number, stream: number): void;
  randomKeep(target: number, count: number, keyLow: number, keyHigh: number, stream: number, threshold: number): void;
  nonFiniteFlags(x: number, count: number): number;
  multiplyBy(x: number, count: number, factor: number): void;
  sumOfSquares(x: number, count: number): number;
  sumOf(numbers: number, count: number): number;
  sgdStep(
    w: number,
    buffer: number,
    count: number,
    g: number,
    isFirst: number,
    nesterov: number,
    learningRate: number,
    momentum: number,
    damp: number,
    weightDecay: number,
  ): void;
  adamStep(
    w: number,
    m: number,
    v: number,
    count: number,
    g: number,
    parameters: number,
    addsDecay: number,
    decoupled: number,
  ): void;
}

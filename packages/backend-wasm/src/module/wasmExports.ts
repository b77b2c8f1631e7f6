/**
 * Kernels over a range, `first` … `end`, that can be cut anywhere between units; see `Range` for units. Pointers are byte
 * addresses, dtypes are codes of {@link dtypeCodes}, operands are addresses of entries of the operand table.
 */
export interface RangeExports {
  copy(first: number, end: number, target: number, x: number): void;
  cast(first: number, end: number, target: number, dtype: number, x: number, saturate: number): void;
  unary(first: number, end: number, op: number, target: number, x: number): void;
  binary(first: number, end: number, op: number, target: number, a: number, b: number): void;
  compare(first: number, end: number, op: number, target: number, a: number, b: number): void;
  select(first: number, end: number, target: number, condition: number, a: number, b: number): void;
  reduceRows(first: number, end: number, op: number, target: number, dtype: number, count: number, x: number): void;
  sumColumns(
    first: number,
    end: number,
    isMean: number,
    target: number,
    dtype: number,
    columns: number,
    count: number,
    x: number,
    rooms: number,
    roomBytes: number,
  ): void;
  matmul(
    first: number,
    end: number,
    pieceRows: number,
    pieceColumns: number,
    c: number,
    m: number,
    n: number,
    k: number,
    a: number,
    aAcross: number,
    b: number,
    bAcross: number,
    tf32: number,
  ): void;
  finishSums(first: number, end: number, target: number, dtype: number, sums: number, bias: number): void;
  im2col(
    first: number,
    end: number,
    target: number,
    shift: number,
    batch: number,
    x: number,
    strideN: number,
    strideC: number,
    strideH: number,
    strideW: number,
  ): void;
  col2im(first: number, end: number, target: number, channels: number, x: number, strides: number): void;
  maxPool(first: number, end: number, x: number, target: number, index: number): void;
  averagePool(first: number, end: number, x: number, target: number, countIncludesPadding: number): void;
  maxPoolGradient(first: number, end: number, target: number, g: number, index: number): void;
  averagePoolGradient(first: number, end: number, target: number, g: number, countIncludesPadding: number): void;
  randomWords(first: number, end: number, target: number, keyLow: number, keyHigh: number, stream: number): void;
  randomUniform(
    first: number,
    end: number,
    target: number,
    keyLow: number,
    keyHigh: number,
    stream: number,
    low: number,
    span: number,
  ): void;
  randomNormal(first: number, end: number, target: number, keyLow: number, keyHigh: number, stream: number): void;
  randomKeep(
    first: number,
    end: number,
    target: number,
    keyLow: number,
    keyHigh: number,
    stream: number,
    threshold: number,
  ): void;
  unscale(first: number, end: number, x: number, factor: number, recheck: number, flags: number): void;
  multiplyBy(first: number, end: number, x: number, factor: number): void;
  sgdStep(
    first: number,
    end: number,
    w: number,
    buffer: number,
    g: number,
    isFirst: number,
    nesterov: number,
    learningRate: number,
    momentum: number,
    damp: number,
    weightDecay: number,
  ): void;
  adamStep(
    first: number,
    end: number,
    w: number,
    m: number,
    v: number,
    g: number,
    parameters: number,
    addsDecay: number,
    decoupled: number,
  ): void;
}

/** The other functions of the module; counts are elements. */
export interface WasmExports extends RangeExports {
  heapBase(): number;
  operandTable(): number;
  windowTable(): number;
  workspaceByteLength(): number;
  setWorkspace(pointer: number): void;
  fill(target: number, dtype: number, count: number, value: number): void;
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
  sumOfSquares(x: number, count: number): number;
  sumOf(numbers: number, count: number): number;
}

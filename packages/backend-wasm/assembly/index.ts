/** What the backend calls. Pointers are bytes, counts are elements, operands are entries of the operand table. */
// Exported so that it stays a function of its own, see there.
export { tile } from "./matmul/tile";
export { heapBase, operandTable, windowTable } from "./layout";
export { setWorkspace, workspaceByteLength } from "./workspace";
export { fill } from "./fill";
export { copy } from "./copy";
export { cast } from "./cast";
export { unary } from "./unary";
export { binary } from "./binary";
export { compare } from "./compare";
export { select } from "./select";
export { reduceRows } from "./reduceRows";
export { sumColumns } from "./sumColumns";
export { matmul } from "./matmul/matmul";
export { finishSums } from "./finishSums";
export { im2col } from "./windows/im2col";
export { col2im } from "./windows/col2im";
export { maxPool, averagePool } from "./windows/pool";
export { averagePoolGradient, maxPoolGradient } from "./windows/poolGradient";
export { firstWrongIndex, gatherRows, scatterAddRows } from "./rows";
export { randomKeep, randomNormal, randomUniform, randomWords } from "./random";
export { multiplyBy, unscale } from "./training/unscale";
export { sumOfSquares, sumOf } from "./training/norm";
export { sgdStep } from "./training/sgdStep";
export { adamStep } from "./training/adamStep";

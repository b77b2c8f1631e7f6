/** What the backend calls. Pointers are bytes, counts are elements, operands are entries of the operand table. */
export { heapBase, operandTable } from "./layout";
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
export { matmul, matmulRoom } from "./matmul/matmul";
export { finishMatmul } from "./matmul/finish";

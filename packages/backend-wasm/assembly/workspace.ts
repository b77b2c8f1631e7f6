/** Elements that a kernel stages at a time: four operands of f32 fit into the first-level cache. */
export const CHUNK: u32 = 1024;

/** Bytes of one staging buffer: a chunk, and room for a vector that runs over its end. */
const STAGE: usize = <usize>CHUNK * 4 + 64;

/** Bytes of the room that is no staging buffer. */
const SCRATCH: usize = 96 * 1024;

/** Bytes of the small rooms, each at an offset of its own below. */
const SMALL: usize = 512;

/** Bytes of the room for packed operands of a product, see matmul/matmul.ts. */
const PACKED: usize = (96 + 512) * 256 * 4;

/**
 * Memory that belongs to no buffer. Each thread has its own, and nothing else that is written lies at a fixed address but
 * the tables of layout.ts, which only the caller writes.
 */
let workspace: usize = 0;

/** Bytes of a workspace. */
export function workspaceByteLength(): usize {
  return STAGE * 12 + SCRATCH + SMALL + PACKED;
}

export function setWorkspace(pointer: usize): void {
  workspace = pointer;
}

/** Where operand `slot` (0 … 5) is staged as f32 or i32. */
@inline
export function stageOf(slot: i32): usize {
  return workspace + <usize>slot * STAGE;
}

/** Where the words of operand `slot` (0 … 5) are gathered before they are widened. */
@inline
export function wordsOf(slot: i32): usize {
  return workspace + <usize>(slot + 6) * STAGE;
}

/** Room for what one kernel needs besides. */
@inline
export function scratch(): usize {
  return workspace + STAGE * 12;
}

@inline
function small(): usize {
  return workspace + STAGE * 12 + SCRATCH;
}

/** The 64 lanes of a sum. */
@inline
export function lanesRoom(): usize {
  return small();
}

/** The position in each of 16 axes. */
@inline
export function positionRoom(): usize {
  return small() + 256;
}

/** How many numbers each level of a sequence holds. */
@inline
export function countsRoom(): usize {
  return small() + 320;
}

/** The last words of a result that fill no vector. */
@inline
export function tailRoom(): usize {
  return small() + 336;
}

/** Packed operands of a product. */
@inline
export function packedRoom(): usize {
  return small() + SMALL;
}

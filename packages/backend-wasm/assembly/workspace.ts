/** Elements that a kernel stages at a time: four operands of f32 fit into the first-level cache. */
export const CHUNK: u32 = 1024;

/** Bytes of one staging buffer: a chunk, and room for a vector that runs over its end. */
const STAGE: usize = <usize>CHUNK * 4 + 64;

/** Bytes of the room that is no staging buffer. */
const SCRATCH: usize = 96 * 1024;

/** Memory that belongs to no buffer: staging, the lanes of a sum, the tile of a product. Each thread has its own. */
let workspace: usize = 0;

/** Bytes of a workspace. */
export function workspaceByteLength(): usize {
  return STAGE * 12 + SCRATCH;
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

const blockLength = 4096;
const laneCount = 64;

/** Scratch: the 64 lanes of the block being summed. */
const lanes = new Float32Array(laneCount);

/**
 * Sum of `count` f32 values in the order of N6: blocks of 4096, in a block 64 lanes from +0, then the tree
 * (j, j+32) … (j, j+1); block results are reduced by the same rule until one is left. An empty sum is +0.
 */
export function sumSequence(values: Float32Array, start: number, count: number): number {
  if (count <= blockLength) return sumBlock(values, start, count);
  const partials = new Float32Array(Math.ceil(count / blockLength));
  for (let i = 0; i < partials.length; i++) {
    const from = i * blockLength;
    partials[i] = sumBlock(values, start + from, Math.min(blockLength, count - from));
  }
  return sumSequence(partials, 0, partials.length);
}

function sumBlock(values: Float32Array, start: number, count: number): number {
  lanes.fill(0);
  const whole = count - (count % laneCount);
  for (let row = 0; row < whole; row += laneCount) {
    for (let j = 0; j < laneCount; j++) lanes[j]! += values[start + row + j]!;
  }
  for (let j = 0; j < count - whole; j++) lanes[j]! += values[start + whole + j]!;
  for (let width = laneCount / 2; width >= 1; width /= 2) {
    for (let j = 0; j < width; j++) lanes[j]! += lanes[j + width]!;
  }
  return lanes[0]!;
}

// Work groups in one row of numbers, whatever the grid they were dispatched in.
fn flat_group(group: vec3<u32>, groups: vec3<u32>) -> u32 {
  return group.y * groups.x + group.x;
}

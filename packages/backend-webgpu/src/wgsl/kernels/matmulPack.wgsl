//#include word
//#params rows depth panel panels
// An operand [batch, rows, depth] as binary32, in panels of rows that lie together for every k; rows beyond the last are +0.
fn element(i: u32) -> u32 {
  let lane = i % p.panel;
  let step = i / p.panel;
  let k = step % p.depth;
  let at = step / p.depth;
  let batch = at / p.panels;
  let row = (at - batch * p.panels) * p.panel + lane;
  if (row >= p.rows) {
    return 0u;
  }
  let word = x_word((batch * p.rows + row) * p.depth + k);
  return ${rounded};
}

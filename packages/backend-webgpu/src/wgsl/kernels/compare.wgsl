//#include word compare/${kind}
//#params accepted
// One shader for all six operations: which of less, equal, greater and unordered (bits 0 to 3) count as true.
fn element(i: u32) -> u32 {
  return (p.accepted >> relation(a_decode(a_code(i)), b_decode(b_code(i)))) & 1u;
}

fn relation_of(x: i32, y: i32) -> u32 {
  return select(select(2u, 1u, x == y), 0u, x < y);
}

//#include word matmul/${bias} matmul/${sum}
//#params parts
// What the sums become in the dtype of the output: one rounding, after the bias (N5).
fn element(i: u32) -> u32 {
  return y_encode(bitcast<u32>(biased(sum_of(i), i)));
}

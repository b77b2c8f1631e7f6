//#include fromInteger
fn casted(code: u32) -> u32 {
  return ${rounding}_${to}(f32_of_integer(code, ${isNarrow}));
}

fn ${name}_place(i: u32) -> u32 {
  return p.${name}_offset + i;
}

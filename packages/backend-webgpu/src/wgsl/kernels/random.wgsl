//#include word multiplyHigh random/${kind}
//#params seed_low seed_high stream low span threshold
// Philox4x32-10 with the counter (i ÷ 4, 0, stream, 0) (N16).
fn philox(block: u32) -> vec4<u32> {
  var x = vec4(block, 0u, p.stream, 0u);
  var key = vec2(p.seed_low, p.seed_high);
  for (var round = 0u; round < 10u; round++) {
    x = vec4(
      multiply_high(0xcd9e8d57u, x.z) ^ x.y ^ key.x,
      0xcd9e8d57u * x.z,
      multiply_high(0xd2511f53u, x.x) ^ x.w ^ key.y,
      0xd2511f53u * x.x,
    );
    key += vec2(0x9e3779b9u, 0xbb67ae85u);
  }
  return x;
}

fn element(i: u32) -> u32 {
  return drawn(philox(i >> 2u), i & 3u);
}

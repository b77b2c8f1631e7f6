//#include flatGroup
//#params count
// Runs one operation for each case; what the device makes of it is compared on the host.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let i = flat_group(group, groups) * 64u + local;
  if (i >= p.count) {
    return;
  }
  let a = bitcast<f32>(x_code(i * 4u + 1u));
  let b = bitcast<f32>(x_code(i * 4u + 2u));
  let c = bitcast<f32>(x_code(i * 4u + 3u));
  var y: f32;
  switch (x_code(i * 4u)) {
    case 0u: { y = exact(a + b); }
    case 1u: { y = exact(a - b); }
    case 2u: { y = exact(a * b); }
    case 3u: { y = exact(a / b); }
    case 4u: { y = exact(sqrt(a)); }
    case 5u: { y = exact(a * b + c); }
    case 6u: { y = exact((a + b) - a); }
    case 7u: { y = exact(a * c + b * c); }
    case 8u: { y = exact(0 + a); }
    case 9u: { y = exact((a * 3.1) * 5.3); }
    default: { y = exact(a - a * 0); }
  }
  y_words[i] = bitcast<u32>(y);
}

//#params count lr mu damp wd parameter
//#include flatGroup sgd/${momentum}
// SGD by N11. The first applied step in which the parameter has a gradient sets the buffer to it.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  if (state_code(${foundWord}u) != 0u) {
    return;
  }
  let lr = bitcast<f32>(p.lr);
  let wd = bitcast<f32>(p.wd);
  let step = groups.x * groups.y * 64u;
  for (var i = flat_group(group, groups) * 64u + local; i < p.count; i += step) {
    let w = w_float(i);
    let gradient = g_float(i);
    let g = exact(${gradient});
    let d = direction(i, g);
    w_words[p.w_offset + i] = bitcast<u32>(exact(w - lr * d));
  }
}

//#params count b1 b2 o1 o2 lr epsilon wd keep c1_count c2_count
//#include flatGroup
// Adam and AdamW by N11; bias corrections from the host's tables by N10.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let i = flat_group(group, groups) * 64u + local;
  if (i >= p.count || state_code(${foundWord}u) != 0u) {
    return;
  }
  let step = state_code(${stepWord}u);
  let c1 = c1_float(min(step, p.c1_count - 1u));
  let c2 = c2_float(min(step, p.c2_count - 1u));
  let b1 = bitcast<f32>(p.b1);
  let b2 = bitcast<f32>(p.b2);
  let o1 = bitcast<f32>(p.o1);
  let o2 = bitcast<f32>(p.o2);
  let lr = bitcast<f32>(p.lr);
  let epsilon = bitcast<f32>(p.epsilon);
  let wd = bitcast<f32>(p.wd);
  let keep = bitcast<f32>(p.keep);
  let before = w_float(i);
  let m_before = m_float(i);
  let v_before = v_float(i);
  let gradient = g_float(i);
  let w = exact(${weight});
  let g = exact(${gradient});
  let m = exact((b1 * m_before) + (o1 * g));
  let v = exact((b2 * v_before) + (o2 * (g * g)));
  m_words[p.m_offset + i] = bitcast<u32>(m);
  v_words[p.v_offset + i] = bitcast<u32>(v);
  w_words[p.w_offset + i] = bitcast<u32>(exact(w - ((lr * (m / c1)) / (sqrt(v / c2) + epsilon))));
}

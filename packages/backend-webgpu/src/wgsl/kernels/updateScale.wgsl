//#params growth backoff interval least greatest
// One transition of the scale (N12). A scale that would exceed the greatest stays; its tracker restarts all the same.
@compute @workgroup_size(1)
fn main() {
  let scale_at = p.scaler_offset + ${scaleWord}u;
  let tracker_at = p.scaler_offset + ${trackerWord}u;
  let scale = bitcast<f32>(scaler_words[scale_at]);
  if (found_words[p.found_offset] != 0u) {
    let factor = bitcast<f32>(p.backoff);
    let reduced = bitcast<u32>(exact(scale * factor));
    scaler_words[scale_at] = select(p.least, reduced, is_nan(reduced) || order(reduced) > order(p.least));
    scaler_words[tracker_at] = 0u;
    return;
  }
  let tracker = scaler_words[tracker_at] + 1u;
  let grows = bitcast<i32>(tracker) ${growthTest} bitcast<i32>(p.interval);
  scaler_words[tracker_at] = select(tracker, 0u, grows);
  let factor = bitcast<f32>(p.growth);
  let grown = bitcast<u32>(exact(scale * factor));
  if (grows && !is_nan(grown) && order(grown) <= order(p.greatest)) {
    scaler_words[scale_at] = grown;
  }
}

// A page of what outlets that took texts did with their credits: those that took most first, then
// by id.
// parameters: after_size, after_id, limit
// columns: outlet_id, outlet_name, taken, credited, credited_low, credited_high, uncredited,
//     uncredited_low, uncredited_high, misnamed, misnamed_low, misnamed_high, kept, replaced,
//     absent, added, median_lag_seconds, median_lag_low, median_lag_high, lags
WITH coalesce($after_size, 9223372036854775807) AS most
MATCH (audit:Audit)
WHERE audit.taken <= most
  AND ($after_size IS NULL OR audit.taken < most OR audit.outlet_id > $after_id)
WITH audit
ORDER BY audit.taken DESC, audit.outlet_id
LIMIT coalesce($limit, 9223372036854775807)
OPTIONAL MATCH (outlet:Outlet {outlet_id: audit.outlet_id})
RETURN
  audit.outlet_id AS outlet_id,
  outlet.name AS outlet_name,
  audit.taken AS taken,
  audit.credited AS credited,
  audit.credited_low AS credited_low,
  audit.credited_high AS credited_high,
  audit.uncredited AS uncredited,
  audit.uncredited_low AS uncredited_low,
  audit.uncredited_high AS uncredited_high,
  audit.misnamed AS misnamed,
  audit.misnamed_low AS misnamed_low,
  audit.misnamed_high AS misnamed_high,
  audit.kept AS kept,
  audit.replaced AS replaced,
  audit.absent AS absent,
  audit.added AS added,
  audit.median_lag_seconds AS median_lag_seconds,
  audit.median_lag_low AS median_lag_low,
  audit.median_lag_high AS median_lag_high,
  audit.lags AS lags
ORDER BY taken DESC, outlet_id

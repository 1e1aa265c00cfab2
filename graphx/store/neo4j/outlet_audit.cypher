// What one outlet did with the credits of what it took.
// parameters: outlet_id
// columns: outlet_id, outlet_name, taken, credited, credited_low, credited_high, uncredited,
//     uncredited_low, uncredited_high, misnamed, misnamed_low, misnamed_high, kept, replaced,
//     absent, added, median_lag_seconds, median_lag_low, median_lag_high, lags
MATCH (audit:Audit {outlet_id: $outlet_id})
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

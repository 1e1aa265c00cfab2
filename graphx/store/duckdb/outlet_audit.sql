-- What one outlet did with the credits of what it took.
-- parameters: outlet_id
-- columns: outlet_id, outlet_name, taken, credited, credited_low, credited_high, uncredited,
--     uncredited_low, uncredited_high, misnamed, misnamed_low, misnamed_high, kept, replaced,
--     absent, added, median_lag_seconds, median_lag_low, median_lag_high, lags
SELECT
    audit.outlet_id,
    outlet.name AS outlet_name,
    audit.* EXCLUDE (outlet_id)
FROM audit
LEFT JOIN outlets AS outlet ON outlet.outlet_id = audit.outlet_id
WHERE audit.outlet_id = $outlet_id

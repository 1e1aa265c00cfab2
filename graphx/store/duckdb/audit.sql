-- What every outlet that took texts did with their credits: those that took most first.
-- parameters: none
-- columns: outlet_id, outlet_name, taken, credited, credited_low, credited_high, uncredited,
--     misnamed, kept, replaced, absent, added, median_lag_seconds, lags
SELECT
    audit.outlet_id,
    outlet.name AS outlet_name,
    audit.* EXCLUDE (outlet_id)
FROM audit
LEFT JOIN outlets AS outlet ON outlet.outlet_id = audit.outlet_id
ORDER BY audit.taken DESC, audit.outlet_id

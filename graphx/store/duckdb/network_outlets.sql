-- Who takes from whom: every edge between two outlets, and of an outlet with itself; a
-- contradicted derivation counts only as such.
-- parameters: none
-- columns: copy_outlet_id, copy_outlet_name, source_outlet_id, source_outlet_name,
--     derivations, confirmed, claimed, uncredited, contradicted, mean_lag_seconds
SELECT
    copy_outlet.outlet_id AS copy_outlet_id,
    copy_outlet.name AS copy_outlet_name,
    source_outlet.outlet_id AS source_outlet_id,
    source_outlet.name AS source_outlet_name,
    count(*) FILTER (edge.status <> 'contradicted') AS derivations,
    count(*) FILTER (edge.status = 'confirmed') AS confirmed,
    count(*) FILTER (edge.status = 'claimed') AS claimed,
    count(*) FILTER (edge.status = 'uncredited') AS uncredited,
    count(*) FILTER (edge.status = 'contradicted') AS contradicted,
    avg(edge.lag_seconds) FILTER (edge.status <> 'contradicted') AS mean_lag_seconds
FROM derivations AS edge
JOIN articles AS copy ON copy.article_id = edge.copy_id
JOIN articles AS source ON source.article_id = edge.source_id
JOIN outlets AS copy_outlet ON copy_outlet.outlet_id = copy.outlet_id
JOIN outlets AS source_outlet ON source_outlet.outlet_id = source.outlet_id
GROUP BY ALL
ORDER BY derivations DESC, copy_outlet_id, source_outlet_id

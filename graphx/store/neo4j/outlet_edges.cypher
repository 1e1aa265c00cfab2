// Edges from and to one outlet, most derivations first; a contradicted derivation counts only as
// such.
// parameters: outlet_id
// columns: copy_outlet_id, copy_outlet_name, source_outlet_id, source_outlet_name, derivations,
//     confirmed, claimed, uncredited, contradicted, mean_lag_seconds
CALL () {
  MATCH
    (copy_outlet:Outlet {outlet_id: $outlet_id})<-[:PUBLISHED_BY]-(:Article)
      -[derived:DERIVED_FROM]->
    (:Article)-[:PUBLISHED_BY]->(source_outlet:Outlet)
  RETURN copy_outlet, derived, source_outlet
  UNION
  MATCH
    (copy_outlet:Outlet)<-[:PUBLISHED_BY]-(:Article)
      -[derived:DERIVED_FROM]->
    (:Article)-[:PUBLISHED_BY]->(source_outlet:Outlet {outlet_id: $outlet_id})
  RETURN copy_outlet, derived, source_outlet
}
WITH
  copy_outlet,
  source_outlet,
  count(CASE WHEN derived.status <> 'contradicted' THEN 1 END) AS derivations,
  count(CASE derived.status WHEN 'confirmed' THEN 1 END) AS confirmed,
  count(CASE derived.status WHEN 'claimed' THEN 1 END) AS claimed,
  count(CASE derived.status WHEN 'uncredited' THEN 1 END) AS uncredited,
  count(CASE derived.status WHEN 'contradicted' THEN 1 END) AS contradicted,
  count(CASE WHEN derived.status <> 'contradicted' THEN derived.lag_seconds END) AS lags,
  sum(CASE WHEN derived.status <> 'contradicted' THEN derived.lag_seconds END) AS lag_sum
RETURN
  copy_outlet.outlet_id AS copy_outlet_id,
  copy_outlet.name AS copy_outlet_name,
  source_outlet.outlet_id AS source_outlet_id,
  source_outlet.name AS source_outlet_name,
  derivations,
  confirmed,
  claimed,
  uncredited,
  contradicted,
  CASE WHEN lags > 0 THEN lag_sum / lags END AS mean_lag_seconds
ORDER BY derivations DESC, copy_outlet_id, source_outlet_id

// A page of outlets, those with the most articles first, then by id.
// parameters: after_size, after_id, limit
// columns: outlet_id, name, domain, aliases, kind, parent_id, country, articles, taken, given,
//     stub_articles
WITH coalesce($after_size, 9223372036854775807) AS most
MATCH (outlet:Outlet)
WHERE outlet.size <= most
  AND ($after_size IS NULL OR outlet.size < most OR outlet.outlet_id > $after_id)
WITH outlet
ORDER BY outlet.size DESC, outlet.outlet_id
LIMIT coalesce($limit, 9223372036854775807)
RETURN
  outlet.outlet_id AS outlet_id,
  outlet.name AS name,
  outlet.domain AS domain,
  outlet.aliases AS aliases,
  outlet.kind AS kind,
  outlet.parent_id AS parent_id,
  outlet.country AS country,
  outlet.articles AS articles,
  outlet.taken AS taken,
  outlet.given AS given,
  outlet.stub_articles AS stub_articles
ORDER BY outlet.size DESC, outlet_id

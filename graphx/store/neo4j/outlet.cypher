// One outlet by its id.
// parameters: outlet_id
// columns: outlet_id, name, domain, aliases, kind, parent_id, country, articles, taken, given,
//     stub_articles
MATCH (outlet:Outlet {outlet_id: $outlet_id})
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

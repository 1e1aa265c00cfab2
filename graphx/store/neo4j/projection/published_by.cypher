// rows: article_id, outlet_id
UNWIND $rows AS row
MATCH (article:Article {article_id: row.article_id})
MATCH (outlet:Outlet {outlet_id: row.outlet_id})
MERGE (article)-[published:PUBLISHED_BY]->(outlet)
SET published = {snapshot: $snapshot}
RETURN count(*) AS written

// rows: every column of a credit whose source is a known outlet
UNWIND $rows AS row
MATCH (article:Article {article_id: row.article_id})
MATCH (source:Outlet {outlet_id: row.source_outlet_id})
MERGE (article)-[credit:MENTIONS {credit_id: row.credit_id}]->(source)
SET credit = row {
  .credit_id, .kind, .source_name, .source_outlet_name, .source_domain, .source_url,
  .author, .date, .field, .start, .`end`, .quote, .rule, .confidence,
  snapshot: $snapshot
}
RETURN count(*) AS written

// rows: every column of a credit whose source is no known outlet
// Each has a source of its own: two articles that name nobody do not name the same one.
UNWIND $rows AS row
MATCH (article:Article {article_id: row.article_id})
MERGE (source:UnnamedSource {credit_id: row.credit_id})
SET source = row {.credit_id, name: row.source_name, snapshot: $snapshot}
MERGE (article)-[credit:ALSO_RAN_AT {credit_id: row.credit_id}]->(source)
SET credit = row {
  .credit_id, .kind, .source_name, .source_outlet_name, .source_domain, .source_url,
  .author, .date, .field, .start, .`end`, .quote, .rule, .confidence,
  snapshot: $snapshot
}
RETURN count(*) AS written

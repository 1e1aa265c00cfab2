// rows: left_id, right_id, left_is_source, right_is_source, common_source
UNWIND $rows AS row
MATCH (left:Article {article_id: row.left_id})
MATCH (right:Article {article_id: row.right_id})
MERGE (left)-[pair:UNDECIDED]->(right)
SET pair = row {
  .left_is_source, .right_is_source, .common_source,
  snapshot: $snapshot
}
RETURN count(*) AS written

// rows: left_id, right_id, probability, clues
UNWIND $rows AS row
MATCH (left:Article {article_id: row.left_id})
MATCH (right:Article {article_id: row.right_id})
MERGE (left)-[sibling:COMMON_SOURCE]->(right)
SET sibling = row {
  .probability, .clues,
  snapshot: $snapshot
}
RETURN count(*) AS written

// rows: left_id, right_id, relation, jaccard, left_containment, right_containment, shared_words, longest_words
UNWIND $rows AS row
MATCH (left:Article {article_id: row.left_id})
MATCH (right:Article {article_id: row.right_id})
MERGE (left)-[match:SHARES_TEXT]->(right)
SET match = row {
  .relation, .jaccard, .left_containment, .right_containment, .shared_words,
  .longest_words,
  snapshot: $snapshot
}
RETURN count(*) AS written

// rows: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds, stability,
//   prior, fate, clues, edits
UNWIND $rows AS row
MATCH (copy:Article {article_id: row.copy_id})
MATCH (source:Article {article_id: row.source_id})
MERGE (copy)-[derived:DERIVED_FROM]->(source)
SET derived = row {
  .story_id, .kind, .status, .reason, .probability, .lag_seconds, .stability, .prior,
  .fate, .clues, .edits,
  snapshot: $snapshot
}
RETURN count(*) AS written

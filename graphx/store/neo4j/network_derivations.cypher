// Every derivation.
// parameters: none
// columns: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds, stability,
//     prior
MATCH (copy:Article)-[derived:DERIVED_FROM]->(source:Article)
RETURN
  copy.article_id AS copy_id,
  source.article_id AS source_id,
  derived.story_id AS story_id,
  derived.kind AS kind,
  derived.status AS status,
  derived.reason AS reason,
  derived.probability AS probability,
  derived.lag_seconds AS lag_seconds,
  derived.stability AS stability,
  derived.prior AS prior
ORDER BY copy_id, source_id

// Derivations inside a story: each copy with its most probable source first.
// parameters: story_id
// columns: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds,
//     stability, prior, fate, clues, edits
MATCH (copy:Article)-[derived:DERIVED_FROM {story_id: $story_id}]->(source:Article)
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
  derived.prior AS prior,
  derived.fate AS fate,
  derived.clues AS clues,
  derived.edits AS edits
ORDER BY copy_id, probability DESC, source_id

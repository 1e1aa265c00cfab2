// Pairs whose order cannot be told, at least one of them in the story.
// parameters: story_id
// columns: left_id, right_id, left_is_source, right_is_source, common_source
MATCH (:Story {story_id: $story_id})<-[:PART_OF]-(:Article)-[pair:UNDECIDED]-(:Article)
WITH DISTINCT pair, startNode(pair) AS left, endNode(pair) AS right
RETURN
  left.article_id AS left_id,
  right.article_id AS right_id,
  pair.left_is_source AS left_is_source,
  pair.right_is_source AS right_is_source,
  pair.common_source AS common_source
ORDER BY left_id, right_id

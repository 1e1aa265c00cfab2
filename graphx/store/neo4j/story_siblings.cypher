// Pairs that took their text from a third one, at least one of them in the story.
// parameters: story_id
// columns: left_id, right_id, probability, clues
MATCH (:Story {story_id: $story_id})<-[:PART_OF]-(:Article)-[sibling:COMMON_SOURCE]-(:Article)
WITH DISTINCT sibling, startNode(sibling) AS left, endNode(sibling) AS right
RETURN
  left.article_id AS left_id,
  right.article_id AS right_id,
  sibling.probability AS probability,
  sibling.clues AS clues
ORDER BY left_id, right_id

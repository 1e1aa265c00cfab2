// What became of claims of a story's articles when the credited texts arrived, oldest first.
// parameters: story_id
// columns: snapshot, at, event, subject, detail
MATCH (:Story {story_id: $story_id})<-[:PART_OF]-(article:Article)
MATCH (change:Change {subject: article.article_id})
RETURN
  change.number AS snapshot,
  change.at AS at,
  change.event AS event,
  change.subject AS subject,
  change.detail AS detail
ORDER BY snapshot, event, subject, detail

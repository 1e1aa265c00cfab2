// Groups of near-duplicates among a story's articles, largest first, then by id; cohesion is the
// share of their pairs that are near-duplicates themselves.
// parameters: story_id
// columns: cluster_id, articles, cohesion
MATCH (:Story {story_id: $story_id})<-[:PART_OF]-(article:Article {collected: true})
WITH article.cluster_id AS cluster_id, collect(article) AS members
WHERE size(members) > 1
UNWIND members AS one
WITH
  cluster_id,
  size(members) AS articles,
  COUNT {
    (one)-[:SHARES_TEXT {relation: 'near_duplicate'}]->(other:Article)
    WHERE other.cluster_id = cluster_id
  } AS pairs
WITH cluster_id, articles, sum(pairs) AS pairs
RETURN
  cluster_id,
  articles,
  2.0 * pairs / (articles * (articles - 1)) AS cohesion
ORDER BY articles DESC, cluster_id

// Articles that share text with one, the strongest match first.
// parameters: article_id
// columns: left_id, right_id, relation, jaccard, left_containment, right_containment,
//     shared_words, longest_words, left_title, right_title, left_outlet_name, right_outlet_name
MATCH (:Article {article_id: $article_id})-[match:SHARES_TEXT]-(:Article)
WITH match, startNode(match) AS left, endNode(match) AS right
RETURN
  left.article_id AS left_id,
  right.article_id AS right_id,
  match.relation AS relation,
  match.jaccard AS jaccard,
  match.left_containment AS left_containment,
  match.right_containment AS right_containment,
  match.shared_words AS shared_words,
  match.longest_words AS longest_words,
  left.title AS left_title,
  right.title AS right_title,
  left.outlet_name AS left_outlet_name,
  right.outlet_name AS right_outlet_name
ORDER BY jaccard DESC, left_id, right_id

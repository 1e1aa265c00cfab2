-- Whom one article shares text with, closest first.
-- parameters: article_id
-- columns: left_id, right_id, relation, jaccard, left_containment, right_containment,
--     shared_words, longest_words, left_title, right_title, left_outlet_name,
--     right_outlet_name
SELECT
    found.*,
    left_article.title AS left_title,
    right_article.title AS right_title,
    left_article.outlet_name AS left_outlet_name,
    right_article.outlet_name AS right_outlet_name
FROM matches AS found
LEFT JOIN articles AS left_article ON left_article.article_id = found.left_id
LEFT JOIN articles AS right_article ON right_article.article_id = found.right_id
WHERE $article_id IN (found.left_id, found.right_id)
ORDER BY found.jaccard DESC, found.left_id, found.right_id

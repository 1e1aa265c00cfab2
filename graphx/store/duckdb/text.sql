-- The stored text of one article.
-- parameters: article_id
-- columns: article_id, text, stretches
SELECT *
FROM texts
WHERE article_id = $article_id

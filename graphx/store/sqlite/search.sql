-- Articles with all the words, best first; FTS5 gives better rows a smaller bm25.
-- parameters: words, after_score, after_id, limit
-- columns: article_id, score
WITH found AS (
    SELECT names.article_id AS article_id, -bm25(words) AS score
    FROM words
    JOIN names ON names.number = words.rowid
    WHERE words MATCH :words
)
SELECT article_id, score
FROM found
WHERE :after_score IS NULL
   OR score < :after_score
   OR (score = :after_score AND article_id > :after_id)
ORDER BY score DESC, article_id
LIMIT :limit

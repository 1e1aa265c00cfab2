-- Both texts of a pair.
-- parameters: left_id, right_id
-- columns: article_id, text, stretches
SELECT *
FROM texts
WHERE article_id IN ($left_id, $right_id)
ORDER BY article_id

-- The stored texts of some articles; article_ids is a list.
-- parameters: article_ids
-- columns: article_id, text, stretches
SELECT *
FROM texts
WHERE article_id IN (SELECT unnest($article_ids::VARCHAR[]))
ORDER BY article_id

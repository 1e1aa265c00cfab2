-- What one article says its text came from, in the order of its text.
-- parameters: article_id
-- columns: credit_id, article_id, kind, source_name, source_outlet_name, source_outlet_id,
--     source_domain, source_url, author, date, field, start, end, quote, rule, confidence
SELECT *
FROM credits
WHERE article_id = $article_id
ORDER BY start NULLS LAST, credit_id

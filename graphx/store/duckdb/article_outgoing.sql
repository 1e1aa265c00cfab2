-- Where one article says it also ran, in the order of its text.
-- parameters: article_id
-- columns: credit_id, article_id, kind, source_name, source_outlet_name, source_outlet_id,
--     source_domain, source_url, author, date, field, start, end, quote, rule, confidence
SELECT *
FROM outgoing
WHERE article_id = $article_id
ORDER BY start NULLS LAST, credit_id

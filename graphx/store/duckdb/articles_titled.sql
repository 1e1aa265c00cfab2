-- Articles in whose lower-case title every one of the words occurs; words is a list, in lower
-- case.
-- parameters: words
-- columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
--     authors, published, published_earliest, published_latest, date_precision, date_basis,
--     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
SELECT *
FROM articles
WHERE title IS NOT NULL
  AND len(list_filter($words::VARCHAR[], lambda word: NOT contains(lower(title), word))) = 0
ORDER BY article_id

-- The articles of one story, stubs too, oldest first, undated last.
-- parameters: story_id
-- columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
--     authors, published, published_earliest, published_latest, date_precision, date_basis,
--     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
SELECT *
FROM articles
WHERE story_id = $story_id
ORDER BY published_earliest NULLS LAST, article_id

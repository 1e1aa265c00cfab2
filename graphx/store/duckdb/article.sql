-- One article.
-- parameters: article_id
-- columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
--     authors, published, published_earliest, published_latest, date_precision, date_basis,
--     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
SELECT *
FROM articles
WHERE article_id = $article_id

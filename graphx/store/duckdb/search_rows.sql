-- What can be searched: articles, and documents and texts that no build has seen; in no order.
-- parameters: none
-- columns: article_id, title, text, id, url, outlet_name
SELECT
    coalesce(stored.article_id, article.article_id, document.article_id) AS article_id,
    coalesce(article.title, document.title) AS title,
    stored.text AS text,
    coalesce(article.id, document.id) AS id,
    coalesce(article.url, document.url) AS url,
    coalesce(article.outlet_name, document.outlet_name) AS outlet_name
FROM texts AS stored
FULL JOIN articles AS article ON article.article_id = stored.article_id
FULL JOIN documents AS document
    ON document.article_id = coalesce(stored.article_id, article.article_id)

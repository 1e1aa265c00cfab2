-- What can be searched: articles, and documents that no build has seen yet; in no order.
-- parameters: none
-- columns: article_id, title, text, id, url, outlet_name
SELECT
    coalesce(article.article_id, document.article_id) AS article_id,
    coalesce(article.title, document.title) AS title,
    stored.text AS text,
    coalesce(article.id, document.id) AS id,
    coalesce(article.url, document.url) AS url,
    coalesce(article.outlet_name, document.outlet_name) AS outlet_name
FROM articles AS article
FULL JOIN documents AS document ON document.article_id = article.article_id
LEFT JOIN texts AS stored
    ON stored.article_id = coalesce(article.article_id, document.article_id)

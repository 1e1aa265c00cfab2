-- Authors, those with the most articles first.
-- parameters: after_size, after_id, limit
-- columns: author_id, name, outlet_id, articles
SELECT *
FROM authors
WHERE $after_size IS NULL
   OR articles < $after_size
   OR (articles = $after_size AND author_id > $after_id)
ORDER BY articles DESC, author_id
LIMIT $limit

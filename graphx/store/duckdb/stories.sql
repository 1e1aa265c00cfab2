-- Stories, largest first; stubs count as articles.
-- parameters: after_size, after_id, limit
-- columns: story_id, title, articles, stubs, outlets, published_earliest, published_latest
SELECT *
FROM stories
WHERE $after_size IS NULL
   OR articles + stubs < $after_size
   OR (articles + stubs = $after_size AND story_id > $after_id)
ORDER BY articles + stubs DESC, story_id
LIMIT $limit

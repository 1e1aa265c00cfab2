-- One story.
-- parameters: story_id
-- columns: story_id, title, articles, stubs, outlets, published_earliest, published_latest
SELECT *
FROM stories
WHERE story_id = $story_id

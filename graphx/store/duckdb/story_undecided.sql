-- Pairs nobody can order, one of which lies in the story.
-- parameters: story_id
-- columns: left_id, right_id, left_is_source, right_is_source, common_source
WITH members AS (
    SELECT article_id
    FROM articles
    WHERE story_id = $story_id
)
SELECT *
FROM undecided
WHERE left_id IN (FROM members) OR right_id IN (FROM members)
ORDER BY left_id, right_id

-- Pairs that took it from a third text, one of which lies in the story; clues is a JSON list.
-- parameters: story_id
-- columns: left_id, right_id, probability, clues
WITH members AS (
    SELECT article_id
    FROM articles
    WHERE story_id = $story_id
),
pairs AS (
    SELECT *
    FROM siblings
    WHERE left_id IN (FROM members) OR right_id IN (FROM members)
),
told AS (
    SELECT
        clue.left_id,
        clue.right_id,
        clues_json(clue) AS clues
    FROM clues AS clue
    SEMI JOIN pairs ON pairs.left_id = clue.left_id AND pairs.right_id = clue.right_id
    WHERE clue.edge = 'sibling'
    GROUP BY clue.left_id, clue.right_id
)
SELECT
    pairs.*,
    coalesce(told.clues, '[]') AS clues
FROM pairs
LEFT JOIN told ON told.left_id = pairs.left_id AND told.right_id = pairs.right_id
ORDER BY pairs.left_id, pairs.right_id

-- What was seen between each of some pairs; clues is a JSON list in the order they are told.
-- Pairs without clues have no row.
-- parameters: edge, left_ids, right_ids
-- columns: left_id, right_id, clues
WITH asked AS (
    SELECT
        unnest($left_ids::VARCHAR[]) AS left_id,
        unnest($right_ids::VARCHAR[]) AS right_id
)
SELECT
    clue.left_id,
    clue.right_id,
    clues_json(clue) AS clues
FROM clues AS clue
SEMI JOIN asked ON asked.left_id = clue.left_id AND asked.right_id = clue.right_id
WHERE clue.edge = $edge
GROUP BY clue.left_id, clue.right_id
ORDER BY clue.left_id, clue.right_id

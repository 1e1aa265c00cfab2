-- Who took it from whom in one story; clues is a JSON list in the order they are told, "[]"
-- when none.
-- parameters: story_id
-- columns: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds,
--     stability, clues
WITH told AS (
    SELECT
        clue.left_id,
        clue.right_id,
        to_json(
            list(
                {
                    'name': clue.name,
                    'weight': clue.weight,
                    'detail': clue.detail,
                    'left_quote': clue.left_quote,
                    'right_quote': clue.right_quote
                }
                ORDER BY clue.position
            )
        )::VARCHAR AS clues
    FROM clues AS clue
    SEMI JOIN derivations AS edge
        ON edge.story_id = $story_id
        AND edge.copy_id = clue.left_id
        AND edge.source_id = clue.right_id
    WHERE clue.edge = 'derivation'
    GROUP BY clue.left_id, clue.right_id
)
SELECT
    edge.*,
    coalesce(told.clues, '[]') AS clues
FROM derivations AS edge
LEFT JOIN told ON told.left_id = edge.copy_id AND told.right_id = edge.source_id
WHERE edge.story_id = $story_id
ORDER BY edge.copy_id, edge.probability DESC, edge.source_id

-- Who took it from whom in one story; clues is a JSON list in the order they are told, edits one in
-- the copy's order, "[]" when none; fate is what became of the source's credit.
-- parameters: story_id
-- columns: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds,
--     stability, prior, fate, clues, edits
WITH edges AS (
    SELECT *
    FROM derivations
    WHERE story_id = $story_id
),
seen AS (
    SELECT
        clue.left_id,
        clue.right_id,
        clues_json(clue) AS clues
    FROM clues AS clue
    SEMI JOIN edges AS edge ON edge.copy_id = clue.left_id AND edge.source_id = clue.right_id
    WHERE clue.edge = 'derivation'
    GROUP BY clue.left_id, clue.right_id
),
changed AS (
    SELECT
        done.copy_id,
        done.source_id,
        edits_json(done) AS edits
    FROM edits AS done
    SEMI JOIN edges AS edge ON edge.copy_id = done.copy_id AND edge.source_id = done.source_id
    GROUP BY done.copy_id, done.source_id
)
SELECT
    edge.*,
    chain.fate,
    coalesce(seen.clues, '[]') AS clues,
    coalesce(changed.edits, '[]') AS edits
FROM edges AS edge
LEFT JOIN seen ON seen.left_id = edge.copy_id AND seen.right_id = edge.source_id
LEFT JOIN changed ON changed.copy_id = edge.copy_id AND changed.source_id = edge.source_id
LEFT JOIN chains AS chain
    ON chain.copy_id = edge.copy_id AND chain.source_id = edge.source_id
ORDER BY edge.copy_id, edge.probability DESC, edge.source_id

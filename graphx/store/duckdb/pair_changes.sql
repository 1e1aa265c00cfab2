-- What became of the credit and of the text on each of some derivations; edits is a JSON list in
-- the copy's order, "[]" when none.
-- parameters: copy_ids, source_ids
-- columns: copy_id, source_id, fate, edits
WITH asked AS (
    SELECT
        unnest($copy_ids::VARCHAR[]) AS copy_id,
        unnest($source_ids::VARCHAR[]) AS source_id
),
told AS (
    SELECT
        done.copy_id,
        done.source_id,
        edits_json(done) AS edits
    FROM edits AS done
    SEMI JOIN asked ON asked.copy_id = done.copy_id AND asked.source_id = done.source_id
    GROUP BY done.copy_id, done.source_id
)
SELECT
    asked.copy_id,
    asked.source_id,
    chain.fate,
    coalesce(told.edits, '[]') AS edits
FROM asked
LEFT JOIN chains AS chain
    ON chain.copy_id = asked.copy_id AND chain.source_id = asked.source_id
LEFT JOIN told ON told.copy_id = asked.copy_id AND told.source_id = asked.source_id
ORDER BY asked.copy_id, asked.source_id

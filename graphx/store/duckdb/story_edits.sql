-- What was done to the texts of a story on their way.
-- parameters: story_id
-- columns: copy_id, source_id, edit, copy_start, copy_end, source_start, source_end
SELECT edits.*
FROM edits
SEMI JOIN derivations AS edge
    ON edge.story_id = $story_id
    AND edge.copy_id = edits.copy_id
    AND edge.source_id = edits.source_id
ORDER BY edits.copy_id, edits.source_id, edits.copy_start, edits.source_start, edits.edit

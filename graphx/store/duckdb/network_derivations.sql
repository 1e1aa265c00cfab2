-- Every derivation.
-- parameters: none
-- columns: copy_id, source_id, story_id, kind, status, reason, probability, lag_seconds,
--     stability, prior
SELECT *
FROM derivations
ORDER BY copy_id, source_id

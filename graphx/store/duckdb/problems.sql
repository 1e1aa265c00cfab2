-- Documents, or parts of them, that could not be used.
-- parameters: none
-- columns: source, line, stage, error, message
SELECT *
FROM problems
ORDER BY source, line NULLS LAST, stage, error, message

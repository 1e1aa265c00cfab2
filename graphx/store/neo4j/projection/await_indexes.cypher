// Wait until what was just created answers; seconds.
CALL db.awaitIndexes($timeout_seconds)

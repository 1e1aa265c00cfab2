// Remove what an older snapshot left; runs in transactions of its own.
MATCH
  ()-[
    edge:
      PUBLISHED_BY|WRITTEN_BY|PART_OF|EDITION_OF|CREDITS|MENTIONS|ALSO_RAN_AT
      |SHARES_TEXT|DERIVED_FROM|COMMON_SOURCE|UNDECIDED
  ]->()
WHERE edge.snapshot <> $snapshot
CALL (edge) {
  DELETE edge
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS removed

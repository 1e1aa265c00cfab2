// Take the snapshot's number from every edge, because another workspace's may have the same;
// runs in transactions of its own.
MATCH
  ()-[
    edge:
      PUBLISHED_BY|WRITTEN_BY|PART_OF|EDITION_OF|CREDITS|MENTIONS|ALSO_RAN_AT
      |SHARES_TEXT|DERIVED_FROM|COMMON_SOURCE|UNDECIDED
  ]->()
WHERE edge.snapshot = $snapshot
CALL (edge) {
  SET edge.snapshot = -1
} IN TRANSACTIONS OF 10000 ROWS

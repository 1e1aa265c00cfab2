// columns: kind, held
MATCH
  ()-[
    edge:
      PUBLISHED_BY|WRITTEN_BY|PART_OF|EDITION_OF|CREDITS|MENTIONS|ALSO_RAN_AT
      |SHARES_TEXT|DERIVED_FROM|COMMON_SOURCE|UNDECIDED
  ]->()
WHERE edge.snapshot = $snapshot
RETURN type(edge) AS kind, count(*) AS held

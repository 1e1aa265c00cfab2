// Remove what an older snapshot left; runs in transactions of its own.
MATCH (node:Outlet|Author|Story|Article|UnnamedSource|Audit|Change)
WHERE node.snapshot <> $snapshot
CALL (node) {
  DETACH DELETE node
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS removed

// Take the snapshot's number from every node, because another workspace's may have the same;
// runs in transactions of its own.
MATCH (node:Outlet|Author|Story|Article|UnnamedSource|Audit|Change)
WHERE node.snapshot = $snapshot
CALL (node) {
  SET node.snapshot = -1
} IN TRANSACTIONS OF 10000 ROWS

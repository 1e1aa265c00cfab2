// columns: kind, held
MATCH (node:Outlet|Author|Story|Article|UnnamedSource|Audit|Change)
WHERE node.snapshot = $snapshot
UNWIND labels(node) AS kind
RETURN kind, count(*) AS held

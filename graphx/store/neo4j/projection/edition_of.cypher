// rows: outlet_id, parent_id
UNWIND $rows AS row
MATCH (edition:Outlet {outlet_id: row.outlet_id})
MATCH (parent:Outlet {outlet_id: row.parent_id})
MERGE (edition)-[of:EDITION_OF]->(parent)
SET of = {snapshot: $snapshot}
RETURN count(*) AS written

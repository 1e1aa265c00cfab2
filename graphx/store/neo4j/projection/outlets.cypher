// rows: outlet_id and every other column of the table
UNWIND $rows AS row
MERGE (outlet:Outlet {outlet_id: row.outlet_id})
SET outlet = row, outlet.snapshot = $snapshot
RETURN count(*) AS written

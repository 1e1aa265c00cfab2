// rows: outlet_id and every other column of the table
UNWIND $rows AS row
MERGE (audit:Audit {outlet_id: row.outlet_id})
SET
  audit = row,
  audit.snapshot = $snapshot
RETURN count(*) AS written

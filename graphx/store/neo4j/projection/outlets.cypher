// rows: outlet_id and every other column of the table
// Lists of outlets are ordered by size.
UNWIND $rows AS row
MERGE (outlet:Outlet {outlet_id: row.outlet_id})
SET
  outlet = row,
  outlet.snapshot = $snapshot,
  outlet.size = row.articles + row.stub_articles
RETURN count(*) AS written

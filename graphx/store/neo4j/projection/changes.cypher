// rows: snapshot, at, event, subject, detail
// The workspace's snapshot that brought the change is its number here: snapshot is the one loaded.
UNWIND $rows AS row
MERGE (change:Change {
  subject: row.subject, number: row.snapshot, event: row.event, detail: row.detail
})
SET
  change.at = row.at,
  change.snapshot = $snapshot
RETURN count(*) AS written

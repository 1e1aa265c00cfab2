// rows: author_id and every other column of the table
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
SET
  author = row,
  author.snapshot = $snapshot
RETURN count(*) AS written

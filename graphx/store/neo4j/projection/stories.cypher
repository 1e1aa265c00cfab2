// rows: story_id and every other column of the table
// Lists of stories are ordered by size, which has an index.
UNWIND $rows AS row
MERGE (story:Story {story_id: row.story_id})
SET
  story = row,
  story.snapshot = $snapshot,
  story.size = row.articles + row.stubs
RETURN count(*) AS written

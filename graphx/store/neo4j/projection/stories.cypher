// rows: story_id and every other column of the table
UNWIND $rows AS row
MERGE (story:Story {story_id: row.story_id})
SET story = row, story.snapshot = $snapshot
RETURN count(*) AS written

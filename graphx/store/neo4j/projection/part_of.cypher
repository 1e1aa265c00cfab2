// rows: article_id, story_id
UNWIND $rows AS row
MATCH (article:Article {article_id: row.article_id})
MATCH (story:Story {story_id: row.story_id})
MERGE (article)-[part:PART_OF]->(story)
SET part = {snapshot: $snapshot}
RETURN count(*) AS written

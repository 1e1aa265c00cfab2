// rows: article_id, author_id, position
UNWIND $rows AS row
MATCH (article:Article {article_id: row.article_id})
MATCH (author:Author {author_id: row.author_id})
MERGE (article)-[written:WRITTEN_BY {position: row.position}]->(author)
SET written.snapshot = $snapshot
RETURN count(*) AS written

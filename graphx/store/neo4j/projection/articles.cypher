// rows: article_id and every other column of the table
UNWIND $rows AS row
MERGE (article:Article {article_id: row.article_id})
SET article = row, article.snapshot = $snapshot
RETURN count(*) AS written

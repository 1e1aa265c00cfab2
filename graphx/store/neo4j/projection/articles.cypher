// rows: article_id and every other column of the table
// What is added for the indexes: lists are ordered by listed_at, undated articles last; names that
// somebody else wrote can be longer than an index takes (8 kB), so it holds how they start.
UNWIND $rows AS row
MERGE (article:Article {article_id: row.article_id})
SET
  article = row,
  article.snapshot = $snapshot,
  article.listed_at = coalesce(row.published_earliest, datetime({year: 1})),
  article.id_start = left(row.id, 1000),
  article.url_start = left(row.url, 1000),
  article.canonical_url_start = left(row.canonical_url, 1000)
RETURN count(*) AS written

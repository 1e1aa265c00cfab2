// rows: article_id and every other column of the table
// What is added for the indexes: lists are ordered by listed_at, undated articles last; names that
// somebody else wrote can be longer than an index takes (8 kB), so it holds how they start; of a
// title the index takes 32 kB.
UNWIND $rows AS row
MERGE (article:Article {article_id: row.article_id})
SET
  article = row,
  article.snapshot = $snapshot,
  article.listed_at = coalesce(row.published_earliest, datetime({year: 1})),
  article.id_start = left(row.id, 1000),
  article.url_start = left(row.url, 1000),
  article.canonical_url_start = left(row.canonical_url, 1000),
  article.title_folded = left(toLower(row.title), 8000),
  article.title_is_long = CASE WHEN size(toLower(row.title)) > 8000 THEN true END
RETURN count(*) AS written

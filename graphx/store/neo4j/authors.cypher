// A page of authors, those with most articles first, then by id.
// parameters: after_size, after_id, limit
// columns: author_id, name, outlet_id, articles
MATCH (author:Author)
WITH author, author.articles AS size
WHERE $after_size IS NULL
  OR size < $after_size
  OR size = $after_size AND author.author_id > $after_id
WITH author, size
ORDER BY size DESC, author.author_id
LIMIT coalesce($limit, 9223372036854775807)
RETURN
  author.author_id AS author_id,
  author.name AS name,
  author.outlet_id AS outlet_id,
  author.articles AS articles

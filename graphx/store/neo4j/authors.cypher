// A page of authors, those with the most articles first, then by id.
// parameters: after_size, after_id, limit
// columns: author_id, name, outlet_id, articles
WITH coalesce($after_size, 9223372036854775807) AS most
MATCH (author:Author)
WHERE author.articles <= most
  AND ($after_size IS NULL OR author.articles < most OR author.author_id > $after_id)
WITH author
ORDER BY author.articles DESC, author.author_id
LIMIT coalesce($limit, 9223372036854775807)
RETURN
  author.author_id AS author_id,
  author.name AS name,
  author.outlet_id AS outlet_id,
  author.articles AS articles
ORDER BY author.articles DESC, author_id

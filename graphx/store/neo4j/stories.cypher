// A page of stories, the largest first, then by id.
// parameters: after_size, after_id, limit
// columns: story_id, title, articles, stubs, outlets, published_earliest, published_latest
WITH coalesce($after_size, 9223372036854775807) AS most
MATCH (story:Story)
WHERE story.size <= most
  AND ($after_size IS NULL OR story.size < most OR story.story_id > $after_id)
WITH story
ORDER BY story.size DESC, story.story_id
LIMIT coalesce($limit, 9223372036854775807)
RETURN
  story.story_id AS story_id,
  story.title AS title,
  story.articles AS articles,
  story.stubs AS stubs,
  story.outlets AS outlets,
  story.published_earliest AS published_earliest,
  story.published_latest AS published_latest
ORDER BY story.size DESC, story_id

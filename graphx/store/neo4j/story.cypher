// One story by its id.
// parameters: story_id
// columns: story_id, title, articles, stubs, outlets, published_earliest, published_latest
MATCH (story:Story {story_id: $story_id})
RETURN
  story.story_id AS story_id,
  story.title AS title,
  story.articles AS articles,
  story.stubs AS stubs,
  story.outlets AS outlets,
  story.published_earliest AS published_earliest,
  story.published_latest AS published_latest

// What names a thing is unique, and what is looked up is indexed.  Names and links somebody else wrote
// can be longer than a range index holds (8 kB), so they have text indexes.
CREATE CONSTRAINT graphx_outlet IF NOT EXISTS
FOR (outlet:Outlet) REQUIRE outlet.outlet_id IS UNIQUE;

CREATE CONSTRAINT graphx_author IF NOT EXISTS
FOR (author:Author) REQUIRE author.author_id IS UNIQUE;

CREATE CONSTRAINT graphx_story IF NOT EXISTS
FOR (story:Story) REQUIRE story.story_id IS UNIQUE;

CREATE CONSTRAINT graphx_article IF NOT EXISTS
FOR (article:Article) REQUIRE article.article_id IS UNIQUE;

CREATE CONSTRAINT graphx_unnamed_source IF NOT EXISTS
FOR (source:UnnamedSource) REQUIRE source.credit_id IS UNIQUE;

CREATE CONSTRAINT graphx_projection IF NOT EXISTS
FOR (projection:Projection) REQUIRE projection.name IS UNIQUE;

CREATE TEXT INDEX graphx_article_given_id IF NOT EXISTS
FOR (article:Article) ON (article.id);

CREATE TEXT INDEX graphx_article_url IF NOT EXISTS
FOR (article:Article) ON (article.url);

CREATE TEXT INDEX graphx_article_canonical_url IF NOT EXISTS
FOR (article:Article) ON (article.canonical_url);

CREATE RANGE INDEX graphx_article_published IF NOT EXISTS
FOR (article:Article) ON (article.published_earliest);

CREATE RANGE INDEX graphx_derivation_story IF NOT EXISTS
FOR ()-[derived:DERIVED_FROM]-() ON (derived.story_id);

// What names a thing is unique, and what is looked up is indexed.
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

CREATE CONSTRAINT graphx_audit IF NOT EXISTS
FOR (audit:Audit) REQUIRE audit.outlet_id IS UNIQUE;

CREATE CONSTRAINT graphx_projection IF NOT EXISTS
FOR (projection:Projection) REQUIRE projection.name IS UNIQUE;

CREATE RANGE INDEX graphx_article_id_start IF NOT EXISTS
FOR (article:Article) ON (article.id_start);

CREATE RANGE INDEX graphx_article_url_start IF NOT EXISTS
FOR (article:Article) ON (article.url_start);

CREATE RANGE INDEX graphx_article_canonical_url_start IF NOT EXISTS
FOR (article:Article) ON (article.canonical_url_start);

CREATE TEXT INDEX graphx_article_title IF NOT EXISTS
FOR (article:Article) ON (article.title_folded);

CREATE RANGE INDEX graphx_article_title_is_long IF NOT EXISTS
FOR (article:Article) ON (article.title_is_long);

CREATE RANGE INDEX graphx_article_listed IF NOT EXISTS
FOR (article:Article) ON (article.listed_at);

CREATE RANGE INDEX graphx_article_collected IF NOT EXISTS
FOR (article:Article) ON (article.collected);

CREATE RANGE INDEX graphx_story_size IF NOT EXISTS
FOR (story:Story) ON (story.size);

CREATE RANGE INDEX graphx_author_articles IF NOT EXISTS
FOR (author:Author) ON (author.articles);

CREATE RANGE INDEX graphx_audit_taken IF NOT EXISTS
FOR (audit:Audit) ON (audit.taken);

CREATE RANGE INDEX graphx_change_subject IF NOT EXISTS
FOR (change:Change) ON (change.subject);

CREATE RANGE INDEX graphx_derivation_story IF NOT EXISTS
FOR ()-[derived:DERIVED_FROM]-() ON (derived.story_id);

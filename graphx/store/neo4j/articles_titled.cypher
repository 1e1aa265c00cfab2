// Articles whose title holds every one of the words, by id; the longest word is looked up.
// parameters: words
// columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
//     authors, published, published_earliest, published_latest, date_precision, date_basis,
//     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
WITH
  reduce(
    longest = '', word IN $words | CASE WHEN size(word) > size(longest) THEN word ELSE longest END
  ) AS longest
CALL (longest) {
  MATCH (article:Article)
  WHERE article.title_folded CONTAINS longest
  RETURN article
  UNION
  MATCH (article:Article {title_is_long: true})
  RETURN article
}
WITH article
WHERE all(word IN $words WHERE toLower(article.title) CONTAINS word)
RETURN
  article.article_id AS article_id,
  article.id AS id,
  article.source AS source,
  article.url AS url,
  article.canonical_url AS canonical_url,
  article.title AS title,
  article.outlet_id AS outlet_id,
  article.outlet_name AS outlet_name,
  article.byline AS byline,
  article.authors AS authors,
  article.published AS published,
  article.published_earliest AS published_earliest,
  article.published_latest AS published_latest,
  article.date_precision AS date_precision,
  article.date_basis AS date_basis,
  article.date_zone_known AS date_zone_known,
  article.language AS language,
  article.words AS words,
  article.collected AS collected,
  article.cluster_id AS cluster_id,
  article.story_id AS story_id,
  article.origin_probability AS origin_probability
ORDER BY article_id

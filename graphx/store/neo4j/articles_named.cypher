// Articles whose article_id, id, url or canonical_url is the name.
// parameters: name
// columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
//     authors, published, published_earliest, published_latest, date_precision, date_basis,
//     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
CALL () {
  MATCH (article:Article {article_id: $name})
  RETURN article
  UNION
  MATCH (article:Article {id_start: left($name, 1000)})
  WHERE article.id = $name
  RETURN article
  UNION
  MATCH (article:Article {url_start: left($name, 1000)})
  WHERE article.url = $name
  RETURN article
  UNION
  MATCH (article:Article {canonical_url_start: left($name, 1000)})
  WHERE article.canonical_url = $name
  RETURN article
}
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

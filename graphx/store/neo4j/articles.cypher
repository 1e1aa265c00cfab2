// A page of articles, newest first, the undated last, then by id; after_time null with after_id
// means among the undated.
// parameters: outlet_id, collected, after_time, after_id, limit
// columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
//     authors, published, published_earliest, published_latest, date_precision, date_basis,
//     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
WITH
  CASE
    WHEN $after_id IS NULL THEN datetime({year: 9999, month: 12, day: 31, hour: 23})
    ELSE coalesce($after_time, datetime({year: 1}))
  END AS until
CALL (until) {
  // Of one outlet the second branch knows; null lets the index find nothing here.
  MATCH (article:Article)
  WHERE article.listed_at <= CASE WHEN $outlet_id IS NULL THEN until END
    AND ($collected IS NULL OR article.collected = $collected)
    AND (
      $after_id IS NULL OR article.listed_at < until OR article.article_id > $after_id
    )
  RETURN article
  ORDER BY article.listed_at DESC, article.article_id
  LIMIT coalesce($limit, 9223372036854775807)
  UNION ALL
  MATCH (:Outlet {outlet_id: $outlet_id})<-[:PUBLISHED_BY]-(article:Article)
  WHERE article.listed_at <= until
    AND ($collected IS NULL OR article.collected = $collected)
    AND (
      $after_id IS NULL OR article.listed_at < until OR article.article_id > $after_id
    )
  RETURN article
  ORDER BY article.listed_at DESC, article.article_id
  LIMIT coalesce($limit, 9223372036854775807)
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
ORDER BY article.listed_at DESC, article_id

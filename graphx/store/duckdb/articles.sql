-- Articles, newest first, undated last; after_time null with after_id means among the
-- undated.
-- parameters: outlet_id, collected, after_time, after_id, limit
-- columns: article_id, id, source, url, canonical_url, title, outlet_id, outlet_name, byline,
--     authors, published, published_earliest, published_latest, date_precision, date_basis,
--     date_zone_known, language, words, collected, cluster_id, story_id, origin_probability
SELECT *
FROM articles
WHERE ($outlet_id IS NULL OR outlet_id = $outlet_id)
  AND ($collected IS NULL OR collected = $collected)
  AND (
      $after_id IS NULL
      OR ($after_time IS NULL AND published_earliest IS NULL AND article_id > $after_id)
      OR (
          $after_time IS NOT NULL
          AND (
              published_earliest IS NULL
              OR published_earliest < $after_time
              OR (published_earliest = $after_time AND article_id > $after_id)
          )
      )
  )
ORDER BY published_earliest DESC NULLS LAST, article_id
LIMIT $limit

// Where an article says its text also ran, in the order of the text.
// parameters: article_id
// columns: credit_id, article_id, kind, source_name, source_outlet_name, source_outlet_id,
//     source_domain, source_url, author, date, field, start, end, quote, rule, confidence
MATCH (article:Article {article_id: $article_id})-[credit:ALSO_RAN_AT]->(source)
RETURN
  credit.credit_id AS credit_id,
  article.article_id AS article_id,
  credit.kind AS kind,
  credit.source_name AS source_name,
  credit.source_outlet_name AS source_outlet_name,
  source.outlet_id AS source_outlet_id,
  credit.source_domain AS source_domain,
  credit.source_url AS source_url,
  credit.author AS author,
  credit.date AS date,
  credit.field AS field,
  credit.start AS start,
  credit.end AS `end`,
  credit.quote AS quote,
  credit.rule AS rule,
  credit.confidence AS confidence
ORDER BY credit.start IS NULL, credit.start, credit_id

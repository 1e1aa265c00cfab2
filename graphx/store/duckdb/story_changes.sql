-- What became of claims of a story's articles when the credited texts arrived, oldest first.
-- parameters: story_id
-- columns: snapshot, at, event, subject, detail
SELECT history.*
FROM history
SEMI JOIN articles AS article
    ON article.story_id = $story_id AND article.article_id = history.subject
WHERE history.event IN ('confirmed', 'contradicted')
ORDER BY history.snapshot, history.event, history.subject, history.detail

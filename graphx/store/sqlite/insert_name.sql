-- One article.
-- parameters: number, article_id
-- columns: none
INSERT INTO names (number, article_id)
VALUES (:number, :article_id)

-- Every document that was read, with the digest of what was given.
-- parameters: none
-- columns: article_id, document_digest
SELECT article_id, document_digest
FROM documents
ORDER BY article_id

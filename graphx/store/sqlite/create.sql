-- The word index of one snapshot; it is written once, into a file nobody sees before it is whole.
-- parameters: none
-- columns: none
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE names (number INTEGER PRIMARY KEY, article_id TEXT NOT NULL) STRICT;
-- Without content: the texts lie in the workspace already.
CREATE VIRTUAL TABLE words USING fts5 (
    title,
    text,
    id,
    url,
    outlet_name,
    content = '',
    tokenize = 'unicode61 remove_diacritics 2'
);

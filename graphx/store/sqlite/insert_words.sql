-- The words of one article.
-- parameters: number, title, text, id, url, outlet_name
-- columns: none
INSERT INTO words (rowid, title, text, id, url, outlet_name)
VALUES (:number, :title, :text, :id, :url, :outlet_name)

-- Outlets, largest first; stubs count as articles.
-- parameters: after_size, after_id, limit
-- columns: outlet_id, name, domain, aliases, kind, parent_id, country, articles, taken,
--     given, stub_articles
SELECT *
FROM outlets
WHERE $after_size IS NULL
   OR articles + stub_articles < $after_size
   OR (articles + stub_articles = $after_size AND outlet_id > $after_id)
ORDER BY articles + stub_articles DESC, outlet_id
LIMIT $limit

-- One outlet.
-- parameters: outlet_id
-- columns: outlet_id, name, domain, aliases, kind, parent_id, country, articles, taken,
--     given, stub_articles
SELECT *
FROM outlets
WHERE outlet_id = $outlet_id

-- How much of everything there is; one row.
-- parameters: none
-- columns: articles, stubs, outlets, authors, stories, credits, mentions, matches,
--     derivations, siblings, undecided
SELECT
    (SELECT count(*) FROM articles WHERE collected) AS articles,
    (SELECT count(*) FROM articles WHERE NOT collected) AS stubs,
    (SELECT count(*) FROM outlets) AS outlets,
    (SELECT count(*) FROM authors) AS authors,
    (SELECT count(*) FROM stories) AS stories,
    (SELECT count(*) FROM credits) AS credits,
    (SELECT count(*) FROM mentions) AS mentions,
    (SELECT count(*) FROM matches) AS matches,
    (SELECT count(*) FROM derivations) AS derivations,
    (SELECT count(*) FROM siblings) AS siblings,
    (SELECT count(*) FROM undecided) AS undecided

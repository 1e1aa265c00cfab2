-- How much text two articles share; left_id is the smaller id.
-- parameters: left_id, right_id
-- columns: left_id, right_id, relation, jaccard, left_containment, right_containment,
--     shared_words, longest_words
SELECT *
FROM matches
WHERE left_id = $left_id AND right_id = $right_id

-- The passages two articles share; left_id is the smaller id.
-- parameters: left_id, right_id
-- columns: left_id, right_id, left_start, left_end, right_start, right_end
SELECT *
FROM passages
WHERE left_id = $left_id AND right_id = $right_id
ORDER BY left_start, right_start

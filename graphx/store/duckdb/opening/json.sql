-- How rows of an edge are told in one column: aggregates over them, each a JSON list.
CREATE MACRO clues_json(clue) AS to_json(
    list(
        {
            'name': clue.name,
            'weight': clue.weight,
            'detail': clue.detail,
            'left_quote': clue.left_quote,
            'right_quote': clue.right_quote
        }
        ORDER BY clue.position
    )
)::VARCHAR;

CREATE MACRO edits_json(done) AS to_json(
    list(
        {
            'edit': done.edit,
            'copy_start': done.copy_start,
            'copy_end': done.copy_end,
            'source_start': done.source_start,
            'source_end': done.source_end
        }
        ORDER BY done.copy_start NULLS LAST, done.source_start NULLS LAST, done.edit
    )
)::VARCHAR;

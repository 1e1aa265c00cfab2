-- Groups of near-duplicates among a story's articles, largest first, then by id; cohesion is the
-- share of their pairs that are near-duplicates themselves.
-- parameters: story_id
-- columns: cluster_id, articles, cohesion
WITH member AS (
    SELECT article_id, cluster_id
    FROM articles
    WHERE story_id = $story_id AND collected
),

size AS (
    SELECT
        cluster_id,
        count(*) AS articles
    FROM member
    GROUP BY cluster_id
    HAVING count(*) > 1
),

matching AS (
    SELECT
        one.cluster_id,
        count(*) AS pairs
    FROM matches AS match
    JOIN member AS one ON one.article_id = match.left_id
    JOIN member AS other ON other.article_id = match.right_id AND other.cluster_id = one.cluster_id
    WHERE match.relation = 'near_duplicate'
    GROUP BY one.cluster_id
)

SELECT
    size.cluster_id,
    size.articles,
    coalesce(matching.pairs, 0) / (size.articles * (size.articles - 1) / 2) AS cohesion
FROM size
LEFT JOIN matching USING (cluster_id)
ORDER BY size.articles DESC, size.cluster_id

"""What texts of the small graph share, and the stories they lie in."""

from datetime import timedelta

import pyarrow as pa

from tests.rows import DAY, rows


def evidence() -> dict[str, pa.Table]:
    return {
        "matches": rows(
            "matches",
            {
                "left_id": "a1",
                "right_id": "a2",
                "relation": "near_duplicate",
                "jaccard": 0.9,
                "left_containment": 0.93,
                "right_containment": 0.96,
                "shared_words": 110,
                "longest_words": 80,
            },
            {
                "left_id": "a1",
                "right_id": "a3",
                "relation": "near_duplicate",
                "jaccard": 0.7,
                "left_containment": 0.8,
                "right_containment": 0.85,
                "shared_words": 96,
                "longest_words": 60,
            },
            {
                "left_id": "a2",
                "right_id": "b1",
                "relation": "quotation",
                "jaccard": 0.05,
                "left_containment": 0.1,
                "right_containment": 0.1,
                "shared_words": 24,
                "longest_words": 20,
            },
            {
                "left_id": "b1",
                "right_id": "b2",
                "relation": "near_duplicate",
                "jaccard": 1.0,
                "left_containment": 1.0,
                "right_containment": 1.0,
                "shared_words": 120,
                "longest_words": 120,
            },
        ),
        "stories": rows(
            "stories",
            {
                "story_id": "s1",
                "title": "Bridge reopens after flood",
                "articles": 3,
                "stubs": 1,
                "outlets": 4,
                "published_earliest": DAY,
                "published_latest": DAY + timedelta(hours=6, seconds=59),
            },
            {
                "story_id": "s2",
                "title": "On resolution 12",
                "articles": 2,
                "stubs": 0,
                "outlets": 1,
            },
        ),
    }

"""Tables of what texts share, and the batches between the stages that find it.

In:   nothing.
Out:  schemas of sketches, pairs, matches, passages and boilerplate.
"""

from typing import Final

import pyarrow as pa

from graphx.schema.fields import ARTICLE_ID, PAIR_COLUMNS, column

READING: Final = pa.schema(
    [
        ARTICLE_ID,
        column("outlet_id", pa.string(), "outlet whose boilerplate may be in it", null=True),
        column("language", pa.string(), "ISO 639-1", null=True),
        column("text", pa.string(), "stored text"),
        column(
            "body",
            pa.list_(
                pa.struct(
                    [
                        column("start", pa.int64(), "first code point"),
                        column("end", pa.int64(), "one past the last code point"),
                    ]
                )
            ),
            "intervals of the text that take part in matching",
        ),
    ]
)
"""What the reuse engine reads of an article."""

SIGNATURE: Final = pa.schema(
    [
        ARTICLE_ID,
        column("recipe", pa.string(), "digest of normaliser, shingle, seed and hash"),
        column("shingles", pa.int64(), "distinct shingles of the body"),
        column("signature", pa.list_(pa.uint32(), 128), "MinHash, affine32 permutations, seed 1"),
    ]
)

POSTING: Final = pa.schema(
    [
        ARTICLE_ID,
        column("recipe", pa.string(), "digest of normaliser, shingle, seed and hash"),
        column("hashes", pa.list_(pa.uint64()), "hashes of kept shingles, sorted"),
    ]
)

SKETCH: Final = pa.schema([*SIGNATURE, POSTING.field("hashes")])
"""An article's signature and postings: the stage's output, split into the two tables above."""

CANDIDATE: Final = pa.schema(PAIR_COLUMNS)
"""Two articles that may share text; each unordered pair once."""

PAIR: Final = pa.schema(
    [
        *PAIR_COLUMNS,
        *(
            READING.field(name).with_name(f"{side}_{name}")
            for side in ("left", "right")
            for name in ("outlet_id", "language", "text", "body")
        ),
    ]
)
"""A candidate with what the reuse engine reads of both articles."""

MATCH: Final = pa.schema(
    [
        *PAIR_COLUMNS,
        column("relation", pa.string(), "near_duplicate, excerpt, partial, quotation"),
        column("jaccard", pa.float64(), "shared word 5-grams over all of both, 0 to 1"),
        column("left_containment", pa.float64(), "share of left's word 5-grams that right has"),
        column("right_containment", pa.float64(), "share of right's word 5-grams that left has"),
        column("shared_words", pa.int64(), "words of the shorter side that lie in shared 5-grams"),
        column("longest_words", pa.int64(), "words of the longest passage shared word for word"),
    ]
)

_SPAN_COLUMNS: Final = (
    column("left_start", pa.int64(), "first code point in left"),
    column("left_end", pa.int64(), "one past the last"),
    column("right_start", pa.int64(), "first code point in right"),
    column("right_end", pa.int64(), "one past the last"),
)

MATCHED: Final = pa.schema(
    [
        *MATCH,
        column(
            "spans",
            pa.list_(pa.struct(_SPAN_COLUMNS)),
            "aligned passages, sorted",
        ),
    ]
)
"""A match with its passages: the stage's output, split into the tables above and below."""

UNITS: Final = pa.schema(
    [
        ARTICLE_ID,
        column("hashes", pa.list_(pa.uint64()), "hash of each sentence or line of the body"),
        column("words", pa.list_(pa.int32()), "how many words each has"),
    ]
)
"""What of an article may be boilerplate; kept so that learning it anew reads no text."""

BOILERPLATE: Final = pa.schema(
    [
        column("outlet_id", pa.string(), "outlet that repeats it"),
        column("text", pa.string(), "words of the passage, folded as for matching"),
        column("articles", pa.int64(), "articles of the outlet that carry it"),
        column("unit", pa.uint64(), "hash of its words"),
    ]
)
"""Passages an outlet repeats across unlike articles; they weigh nothing in its matches."""

MISS: Final = pa.schema(PAIR_COLUMNS)
"""A candidate that shares too little to be a match; it need not be compared again."""

PASSAGE: Final = pa.schema(
    [
        *PAIR_COLUMNS,
        *_SPAN_COLUMNS,
    ]
)

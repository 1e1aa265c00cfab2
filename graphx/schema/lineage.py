"""Tables of who probably took it from whom, and of what became of text and credit.

In:   nothing.
Out:  schemas of stories, derivations, siblings, undecided pairs, clues, edits and audits.
"""

from typing import Final

import pyarrow as pa

from graphx.schema.fields import PAIR_COLUMNS, TIME, column

CLUSTER: Final = pa.schema(
    [
        column("cluster_id", pa.string(), "digest of its first member's id"),
        column("story_id", pa.string(), "story it lies in"),
        column("articles", pa.int64(), "its witnesses"),
        column("cohesion", pa.float64(), "matching pairs over all pairs of its members, 0 to 1"),
    ]
)

STORY: Final = pa.schema(
    [
        column("story_id", pa.string(), "digest of its first member's id"),
        column("title", pa.string(), "headline of its earliest observed article", null=True),
        column("articles", pa.int64(), "collected articles"),
        column("stubs", pa.int64(), "credited articles never collected"),
        column("outlets", pa.int64(), "outlets of both"),
        column("published_earliest", TIME, "first moment of its earliest dated article", null=True),
        column("published_latest", TIME, "last moment of its latest dated article", null=True),
    ]
)

DERIVATION: Final = pa.schema(
    [
        column("copy_id", pa.string(), "article whose text came from the source"),
        column("source_id", pa.string(), "article it came from; may be a stub"),
        column("story_id", pa.string(), "story both lie in"),
        column("kind", pa.string(), "kind of the credit; of the match where none is"),
        column("status", pa.string(), "confirmed, claimed, uncredited, contradicted"),
        column("reason", pa.string(), "why that status, in a sentence"),
        column("probability", pa.float64(), "that its words are from this source, or a twin of it"),
        column("lag_seconds", pa.float64(), "between the dates' middles, if ordered", null=True),
        column("stability", pa.float64(), "how often it held with dates moved, 0 to 1", null=True),
        column("prior", pa.float64(), "log-odds before any clue, where weighed", null=True),
    ]
)

JUDGEMENT: Final = pa.schema(
    [
        column("story_id", pa.string(), "story of two articles and more, stubs among them"),
        column("inputs", pa.string(), "digest of everything the judgement rests on"),
    ]
)
"""What stories were judged from; a story of which it stays as it is need not be judged again."""

TRANSLATION: Final = pa.schema(
    [
        column("copy_id", pa.string(), "article that credits an outlet of another language"),
        column("outlet_id", pa.string(), "that outlet"),
        column("inputs", pa.string(), "digest of the articles that were compared with it"),
        column("source_id", pa.string(), "the one it translates, where that is clear", null=True),
        column("shared", pa.int64(), "names and figures that both texts have"),
        column("ordered", pa.int64(), "the most of them that stand in one order"),
        column("possible", pa.int64(), "how many both texts could have"),
        column("copy_quote", pa.string(), "some of them in the copy"),
        column("source_quote", pa.string(), "the same in the source"),
    ]
)
"""Articles that say they were translated, and what was found of their originals."""

SIBLING: Final = pa.schema(
    [
        *PAIR_COLUMNS,
        column("probability", pa.float64(), "that both took it from a third text"),
    ]
)

UNDECIDED: Final = pa.schema(
    [
        *PAIR_COLUMNS,
        column("left_is_source", pa.float64(), "probability that right took it from left"),
        column("right_is_source", pa.float64(), "probability that left took it from right"),
        column("common_source", pa.float64(), "probability that both took it from a third text"),
    ]
)

CLUE: Final = pa.schema(
    [
        column("edge", pa.string(), "derivation or sibling"),
        column("left_id", pa.string(), "copy of a derivation, smaller id of a sibling pair"),
        column("right_id", pa.string(), "source of a derivation, larger id of a sibling pair"),
        column("position", pa.int64(), "order in which the clues are told, from 0"),
        column("name", pa.string(), "name of the clue"),
        column("weight", pa.float64(), "log-odds; positive speaks for the edge"),
        column("detail", pa.string(), "what was seen, in a sentence"),
        column("left_quote", pa.string(), "words seen in left", null=True),
        column("right_quote", pa.string(), "words seen in right", null=True),
    ]
)

CHAIN: Final = pa.schema(
    [
        column("copy_id", pa.string(), "article whose text came from the source"),
        column("source_id", pa.string(), "article it came from; may be a stub"),
        column("fate", pa.string(), "the source's credit in the copy: kept, replaced, absent, …"),
    ]
)
"""What became of the credit on every derivation that is not contradicted."""

AUDIT: Final = pa.schema(
    [
        column("outlet_id", pa.string(), "outlet that took texts"),
        column("taken", pa.int64(), "its articles that are copies"),
        column("credited", pa.int64(), "copies whose source is credited"),
        column("credited_low", pa.float64(), "share credited, lower bound of 95 %"),
        column("credited_high", pa.float64(), "share credited, upper bound of 95 %"),
        column("uncredited", pa.int64(), "copies whose source is not credited"),
        column("uncredited_low", pa.float64(), "share uncredited, lower bound of 95 %"),
        column("uncredited_high", pa.float64(), "share uncredited, upper bound of 95 %"),
        column("misnamed", pa.int64(), "copies that credit another outlet than the texts suggest"),
        column("misnamed_low", pa.float64(), "share of those, lower bound of 95 %"),
        column("misnamed_high", pa.float64(), "share of those, upper bound of 95 %"),
        column("kept", pa.int64(), "derivations that repeat the source's credit"),
        column("replaced", pa.int64(), "derivations that put another credit in its place"),
        column("absent", pa.int64(), "derivations that drop the source's credit"),
        column("added", pa.int64(), "derivations that credit where the source did not"),
        column("median_lag_seconds", pa.float64(), "between source and copy", null=True),
        column("median_lag_low", pa.float64(), "lower bound of 95 %, from 6 lags on", null=True),
        column("median_lag_high", pa.float64(), "upper bound of 95 %, from 6 lags on", null=True),
        column("lags", pa.int64(), "derivations the median lag rests on"),
    ]
)

EDIT: Final = pa.schema(
    [
        column("copy_id", pa.string(), "article whose text came from the source"),
        column("source_id", pa.string(), "article it came from"),
        column("edit", pa.string(), "verbatim, lightly_edited, cut, preface_added, …"),
        column("copy_start", pa.int64(), "first code point in the copy that shows it", null=True),
        column("copy_end", pa.int64(), "one past the last", null=True),
        column("source_start", pa.int64(), "first code point in the source", null=True),
        column("source_end", pa.int64(), "one past the last", null=True),
    ]
)
"""What was done to a text on its way, with the spans that show it."""

HISTORY: Final = pa.schema(
    [
        column("snapshot", pa.int64(), "number of the snapshot that brought it"),
        column("at", TIME, "when that snapshot was made"),
        column("event", pa.string(), "ingested, replaced, built, confirmed, contradicted, …"),
        column("subject", pa.string(), "id of what changed, or the table's name"),
        column("detail", pa.string(), "what changed, in a sentence"),
    ]
)

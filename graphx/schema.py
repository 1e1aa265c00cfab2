"""Arrow schemas: the tables of a workspace, and the batches that stages hand to one another.

Every field carries its meaning as metadata, readable in the Parquet files themselves::

    >>> describe(MATCH)["jaccard"]
    'shared word 5-grams over all of both, 0 to 1'

Times are microseconds in UTC.  Offsets are half-open code points into ``texts.text``.
"""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

TIME: Final = pa.timestamp("us", tz="UTC")


def _field(name: str, kind: pa.DataType, meaning: str, *, null: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=null, metadata={"meaning": meaning})


def describe(schema: pa.Schema) -> dict[str, str]:
    """Return what each field of `schema` means, by name."""
    return {field.name: (field.metadata or {}).get(b"meaning", b"").decode() for field in schema}


STRETCH: Final = pa.struct(
    [
        _field("kind", pa.string(), "what the stretch is: title, comments, tags, …"),
        _field("start", pa.int64(), "first code point"),
        _field("end", pa.int64(), "one past the last code point"),
    ]
)

_CLAIM_FIELDS: Final = (
    _field("role", pa.string(), "credit, mention, outgoing or possible"),
    _field("kind", pa.string(), "republication, syndication, wire, cross_post, …"),
    _field("field", pa.string(), "where it was read: text, byline, url, canonical, meta, jsonld"),
    _field("start", pa.int64(), "first code point in the text", null=True),
    _field("end", pa.int64(), "one past the last code point", null=True),
    _field("quote", pa.string(), "the words that say it"),
    _field("rule", pa.string(), "name of the rule that read it"),
    _field("confidence", pa.float64(), "how likely the reading is right, 0 to 1"),
    _field("source_name", pa.string(), "the source as written", null=True),
    _field("source_domain", pa.string(), "host the words or the link name", null=True),
    _field("source_url", pa.string(), "link inside the words", null=True),
    _field("author", pa.string(), "author the credit names", null=True),
    _field("date", pa.string(), "date the credit names, as ISO 8601 where it is plain", null=True),
)

_ARTICLE_ID: Final = _field("article_id", pa.string(), "digest that names the article")

_DATE_FIELDS: Final = (
    _field("published", pa.string(), "publication date as finely as it is known", null=True),
    _field("published_earliest", TIME, "first moment of the publication date", null=True),
    _field("published_latest", TIME, "last moment of the publication date", null=True),
    _field("date_precision", pa.string(), "year, month, day, minute, second, range", null=True),
    _field("date_basis", pa.string(), "what the date was read from", null=True),
    _field("date_zone_known", pa.bool_(), "whether the date was written with a zone", null=True),
)

# ---------------------------------------------------------------------------------------------
# Batches between stages that are no table of a workspace

SOURCE: Final = pa.schema(
    [
        _field("id", pa.string(), "id as given, or the file's name without its endings"),
        _field("source", pa.string(), "where it was read: path, '-', path:line"),
        _field("content", pa.string(), "the characters of the document", null=True),
        _field("markup", pa.string(), "text, markdown or html"),
        _field("url", pa.string(), "where the document was fetched", null=True),
        _field("title", pa.string(), "title as given", null=True),
        _field("outlet", pa.string(), "publisher as given", null=True),
        _field("byline", pa.string(), "byline as given", null=True),
        _field("authors", pa.list_(pa.string()), "authors as given"),
        _field("published", pa.string(), "publication date as given", null=True),
        _field("fetched_at", pa.string(), "time of the fetch as given", null=True),
        _field("language", pa.string(), "language as given", null=True),
    ]
)
"""One document as a reader hands it over; the columns of `graphx.model.Document`."""

READING: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("outlet_id", pa.string(), "outlet whose boilerplate may be in it", null=True),
        _field("language", pa.string(), "ISO 639-1", null=True),
        _field("text", pa.string(), "stored text"),
        _field(
            "body",
            pa.list_(
                pa.struct(
                    [
                        _field("start", pa.int64(), "first code point"),
                        _field("end", pa.int64(), "one past the last code point"),
                    ]
                )
            ),
            "intervals of the text that take part in matching",
        ),
    ]
)
"""What the reuse engine reads of an article."""

# ---------------------------------------------------------------------------------------------
# Tables of one document at a time (written by ingest)

DOCUMENT: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("document_digest", pa.string(), "digest of everything that was given"),
        _field("id", pa.string(), "id as given, or the file's name without its endings"),
        _field("source", pa.string(), "where it was read"),
        _field("markup", pa.string(), "text, markdown or html"),
        _field("url", pa.string(), "where the document was fetched", null=True),
        _field("canonical_url", pa.string(), "canonical link of the page", null=True),
        _field("title", pa.string(), "headline", null=True),
        _field("outlet_name", pa.string(), "publisher as the document names it", null=True),
        _field("outlet_domain", pa.string(), "host of the url", null=True),
        _field("byline", pa.string(), "byline as written", null=True),
        _field("authors", pa.list_(pa.string()), "people named as authors"),
        *_DATE_FIELDS,
        _field("fetched_at", TIME, "time of the fetch", null=True),
        _field("language", pa.string(), "ISO 639-1", null=True),
        _field("words", pa.int64(), "words of the body"),
    ]
)

TEXT: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("text", pa.string(), "the stored text all offsets refer to"),
        _field("stretches", pa.list_(STRETCH), "parts that are no body, sorted, disjoint"),
    ]
)

CLAIM: Final = pa.schema([_ARTICLE_ID, *_CLAIM_FIELDS])

PROBLEM: Final = pa.schema(
    [
        _field("source", pa.string(), "file or stream"),
        _field("line", pa.int64(), "line of the row, from 1", null=True),
        _field("stage", pa.string(), "read, extract, match, …"),
        _field("error", pa.string(), "name of the error"),
        _field("message", pa.string(), "what is wrong, in a sentence"),
    ]
)

UNDERSTOOD: Final = pa.schema(
    [
        *DOCUMENT,
        TEXT.field("text"),
        TEXT.field("stretches"),
        _field("claims", pa.list_(pa.struct(_CLAIM_FIELDS)), "what it says of its source"),
        _field("problem", pa.struct(list(PROBLEM)), "why it was not understood", null=True),
    ]
)
"""One document understood: the stage's output, split into the four tables above.

A row with a problem has no text and no claims; it is no document.
"""

# ---------------------------------------------------------------------------------------------
# Tables between documents (written by build)

ARTICLE: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("id", pa.string(), "id as given; null for a stub", null=True),
        _field("source", pa.string(), "where it was read; null for a stub", null=True),
        _field("url", pa.string(), "where the document was fetched", null=True),
        _field("canonical_url", pa.string(), "canonical link of the page", null=True),
        _field("title", pa.string(), "headline", null=True),
        _field("outlet_id", pa.string(), "publisher", null=True),
        _field("outlet_name", pa.string(), "publisher's name", null=True),
        _field("byline", pa.string(), "byline as written", null=True),
        _field("authors", pa.list_(pa.string()), "people named as authors"),
        *_DATE_FIELDS,
        _field("language", pa.string(), "ISO 639-1", null=True),
        _field("words", pa.int64(), "words of the body; 0 for a stub"),
        _field("collected", pa.bool_(), "false for a stub: credited, never collected"),
        _field("cluster_id", pa.string(), "near-duplicates of one text"),
        _field("story_id", pa.string(), "everything reuse and credits connect"),
        _field("origin_probability", pa.float64(), "that its source is not among these articles"),
    ]
)

CREDIT: Final = pa.schema(
    [
        _field("credit_id", pa.string(), "digest that names the claim"),
        _ARTICLE_ID,
        _field("kind", pa.string(), "republication, syndication, wire, cross_post, …"),
        _field("source_name", pa.string(), "the source as written", null=True),
        _field("source_outlet_name", pa.string(), "the outlet that is", null=True),
        _field("source_outlet_id", pa.string(), "the outlet that is", null=True),
        _field("source_domain", pa.string(), "registered domain of that outlet", null=True),
        _field("source_url", pa.string(), "link inside the words", null=True),
        _field("author", pa.string(), "author the credit names", null=True),
        _field("date", pa.string(), "date the credit names", null=True),
        _field("field", pa.string(), "where it was read: text, byline, url, canonical, …"),
        _field("start", pa.int64(), "first code point in the text", null=True),
        _field("end", pa.int64(), "one past the last code point", null=True),
        _field("quote", pa.string(), "the words that say it"),
        _field("rule", pa.string(), "name of the rule that read it"),
        _field("confidence", pa.float64(), "how likely the reading is right, 0 to 1"),
    ]
)
"""One claim with its outlet resolved: `credits`, `mentions` and `outgoing` are of this shape."""

SIGNATURE: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("recipe", pa.string(), "digest of normaliser, shingle, seed and hash"),
        _field("shingles", pa.int64(), "distinct shingles of the body"),
        _field("signature", pa.list_(pa.uint32(), 128), "MinHash, affine32 permutations, seed 1"),
    ]
)

POSTING: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("recipe", pa.string(), "digest of normaliser, shingle, seed and hash"),
        _field("hashes", pa.list_(pa.uint64()), "kept shingle hashes (FracMinHash), sorted"),
    ]
)

SKETCH: Final = pa.schema([*SIGNATURE, POSTING.field("hashes")])
"""An article's signature and postings: the stage's output, split into the two tables above."""

_PAIR_FIELDS: Final = (
    _field("left_id", pa.string(), "the smaller id"),
    _field("right_id", pa.string(), "the larger id"),
)

CANDIDATE: Final = pa.schema(_PAIR_FIELDS)
"""Two articles that may share text; each unordered pair once."""

PAIR: Final = pa.schema(
    [
        *_PAIR_FIELDS,
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
        *_PAIR_FIELDS,
        _field("relation", pa.string(), "near_duplicate, excerpt, partial, quotation"),
        _field("jaccard", pa.float64(), "shared word 5-grams over all of both, 0 to 1"),
        _field("left_containment", pa.float64(), "share of left's word 5-grams that right has"),
        _field("right_containment", pa.float64(), "share of right's word 5-grams that left has"),
        _field("shared_words", pa.int64(), "words of the shorter side that lie in shared 5-grams"),
        _field("longest_words", pa.int64(), "words of the longest passage shared word for word"),
    ]
)

MATCHED: Final = pa.schema(
    [
        *MATCH,
        _field(
            "spans",
            pa.list_(
                pa.struct(
                    [
                        _field("left_start", pa.int64(), "first code point in left"),
                        _field("left_end", pa.int64(), "one past the last"),
                        _field("right_start", pa.int64(), "first code point in right"),
                        _field("right_end", pa.int64(), "one past the last"),
                    ]
                )
            ),
            "aligned passages, sorted",
        ),
    ]
)
"""A match with its passages: the stage's output, split into the tables above and below."""

UNITS: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("hashes", pa.list_(pa.uint64()), "hash of each sentence or line of the body"),
        _field("words", pa.list_(pa.int32()), "how many words each has"),
    ]
)
"""What of an article may be boilerplate; kept so that learning it anew reads no text."""

BOILERPLATE: Final = pa.schema(
    [
        _field("outlet_id", pa.string(), "outlet that repeats it"),
        _field("text", pa.string(), "words of the passage, folded as for matching"),
        _field("articles", pa.int64(), "articles of the outlet that carry it"),
        _field("unit", pa.uint64(), "hash of its words"),
    ]
)
"""Passages an outlet repeats across unlike articles; they weigh nothing in its matches."""

MISS: Final = pa.schema(_PAIR_FIELDS)
"""A candidate that shares too little to be a match; it need not be compared again."""

PASSAGE: Final = pa.schema(
    [
        *_PAIR_FIELDS,
        _field("left_start", pa.int64(), "first code point in left"),
        _field("left_end", pa.int64(), "one past the last"),
        _field("right_start", pa.int64(), "first code point in right"),
        _field("right_end", pa.int64(), "one past the last"),
    ]
)

CLUSTER: Final = pa.schema(
    [
        _field("cluster_id", pa.string(), "digest of its first member's id"),
        _field("story_id", pa.string(), "story it lies in"),
        _field("articles", pa.int64(), "its witnesses"),
        _field("cohesion", pa.float64(), "matching pairs over all pairs of its members, 0 to 1"),
    ]
)

STORY: Final = pa.schema(
    [
        _field("story_id", pa.string(), "digest of its first member's id"),
        _field("title", pa.string(), "headline of its earliest observed article", null=True),
        _field("articles", pa.int64(), "collected articles"),
        _field("stubs", pa.int64(), "credited articles never collected"),
        _field("outlets", pa.int64(), "outlets of both"),
        _field("published_earliest", TIME, "first moment of its earliest dated article", null=True),
        _field("published_latest", TIME, "last moment of its latest dated article", null=True),
    ]
)

DERIVATION: Final = pa.schema(
    [
        _field("copy_id", pa.string(), "article whose text came from the source"),
        _field("source_id", pa.string(), "article it came from; may be a stub"),
        _field("story_id", pa.string(), "story both lie in"),
        _field("kind", pa.string(), "kind of the credit; of the match where none is"),
        _field("status", pa.string(), "confirmed, claimed, uncredited, contradicted"),
        _field("reason", pa.string(), "why that status, in a sentence"),
        _field("probability", pa.float64(), "that its words are from this source, or a twin of it"),
        _field("lag_seconds", pa.float64(), "between the dates' middles, if ordered", null=True),
        _field("stability", pa.float64(), "how often it held with dates moved, 0 to 1", null=True),
        _field("prior", pa.float64(), "log-odds before any clue, where weighed", null=True),
    ]
)

JUDGEMENT: Final = pa.schema(
    [
        _field("story_id", pa.string(), "story of two articles and more, stubs among them"),
        _field("inputs", pa.string(), "digest of everything the judgement rests on"),
    ]
)
"""What stories were judged from; a story of which it stays as it is need not be judged again."""

TRANSLATION: Final = pa.schema(
    [
        _field("copy_id", pa.string(), "article that credits an outlet of another language"),
        _field("outlet_id", pa.string(), "that outlet"),
        _field("inputs", pa.string(), "digest of the articles that were compared with it"),
        _field("source_id", pa.string(), "the one it translates, where that is clear", null=True),
        _field("shared", pa.int64(), "names and figures that both texts have"),
        _field("ordered", pa.int64(), "the most of them that stand in one order"),
        _field("possible", pa.int64(), "how many both texts could have"),
        _field("copy_quote", pa.string(), "some of them in the copy"),
        _field("source_quote", pa.string(), "the same in the source"),
    ]
)
"""Articles that say they were translated, and what was found of their originals."""

SIBLING: Final = pa.schema(
    [
        *_PAIR_FIELDS,
        _field("probability", pa.float64(), "that both took it from a third text"),
    ]
)

UNDECIDED: Final = pa.schema(
    [
        *_PAIR_FIELDS,
        _field("left_is_source", pa.float64(), "probability that right took it from left"),
        _field("right_is_source", pa.float64(), "probability that left took it from right"),
        _field("common_source", pa.float64(), "probability that both took it from a third text"),
    ]
)

CLUE: Final = pa.schema(
    [
        _field("edge", pa.string(), "derivation or sibling"),
        _field("left_id", pa.string(), "copy of a derivation, smaller id of a sibling pair"),
        _field("right_id", pa.string(), "source of a derivation, larger id of a sibling pair"),
        _field("position", pa.int64(), "order in which the clues are told, from 0"),
        _field("name", pa.string(), "name of the clue"),
        _field("weight", pa.float64(), "log-odds; positive speaks for the edge"),
        _field("detail", pa.string(), "what was seen, in a sentence"),
        _field("left_quote", pa.string(), "words seen in left", null=True),
        _field("right_quote", pa.string(), "words seen in right", null=True),
    ]
)

OUTLET: Final = pa.schema(
    [
        _field("outlet_id", pa.string(), "registered domain, or '~' and the name"),
        _field("name", pa.string(), "usual name"),
        _field("domain", pa.string(), "registered domain", null=True),
        _field("aliases", pa.list_(pa.string()), "other names seen or known"),
        _field("kind", pa.string(), "outlet, agency, …"),
        _field("parent_id", pa.string(), "outlet it is an edition of", null=True),
        _field("country", pa.string(), "ISO 3166-1", null=True),
        _field("articles", pa.int64(), "collected articles"),
        _field("taken", pa.int64(), "its articles that are copies in a derivation"),
        _field("given", pa.int64(), "derivations from its articles, stubs included"),
        _field("stub_articles", pa.int64(), "credited articles of it never collected"),
    ]
)

AUTHOR: Final = pa.schema(
    [
        _field("author_id", pa.string(), "digest of the name and the outlet"),
        _field("name", pa.string(), "name as written most often"),
        _field("outlet_id", pa.string(), "outlet the name was seen at", null=True),
        _field("articles", pa.int64(), "articles with the name in the byline"),
    ]
)

AUTHORSHIP: Final = pa.schema(
    [
        _ARTICLE_ID,
        _field("author_id", pa.string(), "author"),
        _field("position", pa.int64(), "place in the byline, from 0"),
    ]
)

CHAIN: Final = pa.schema(
    [
        _field("copy_id", pa.string(), "article whose text came from the source"),
        _field("source_id", pa.string(), "article it came from; may be a stub"),
        _field("fate", pa.string(), "the source's credit in the copy: kept, replaced, absent, …"),
    ]
)
"""What became of the credit on every derivation that is not contradicted."""

AUDIT: Final = pa.schema(
    [
        _field("outlet_id", pa.string(), "outlet that took texts"),
        _field("taken", pa.int64(), "its articles that are copies"),
        _field("credited", pa.int64(), "copies whose source is credited"),
        _field("credited_low", pa.float64(), "share credited, lower bound of 95 %"),
        _field("credited_high", pa.float64(), "share credited, upper bound of 95 %"),
        _field("uncredited", pa.int64(), "copies whose source is not credited"),
        _field("uncredited_low", pa.float64(), "share uncredited, lower bound of 95 %"),
        _field("uncredited_high", pa.float64(), "share uncredited, upper bound of 95 %"),
        _field("misnamed", pa.int64(), "copies that credit another outlet than the texts suggest"),
        _field("misnamed_low", pa.float64(), "share of those, lower bound of 95 %"),
        _field("misnamed_high", pa.float64(), "share of those, upper bound of 95 %"),
        _field("kept", pa.int64(), "derivations that repeat the source's credit"),
        _field("replaced", pa.int64(), "derivations that put another credit in its place"),
        _field("absent", pa.int64(), "derivations that drop the source's credit"),
        _field("added", pa.int64(), "derivations that credit where the source did not"),
        _field("median_lag_seconds", pa.float64(), "between source and copy", null=True),
        _field("median_lag_low", pa.float64(), "lower bound of 95 %, from 6 lags on", null=True),
        _field("median_lag_high", pa.float64(), "upper bound of 95 %, from 6 lags on", null=True),
        _field("lags", pa.int64(), "derivations the median lag rests on"),
    ]
)

EDIT: Final = pa.schema(
    [
        _field("copy_id", pa.string(), "article whose text came from the source"),
        _field("source_id", pa.string(), "article it came from"),
        _field("edit", pa.string(), "verbatim, lightly_edited, cut, preface_added, …"),
        _field("copy_start", pa.int64(), "first code point in the copy that shows it", null=True),
        _field("copy_end", pa.int64(), "one past the last", null=True),
        _field("source_start", pa.int64(), "first code point in the source", null=True),
        _field("source_end", pa.int64(), "one past the last", null=True),
    ]
)
"""What was done to a text on its way, with the spans that show it."""

HISTORY: Final = pa.schema(
    [
        _field("snapshot", pa.int64(), "number of the snapshot that brought it"),
        _field("at", TIME, "when that snapshot was made"),
        _field("event", pa.string(), "ingested, replaced, built, confirmed, contradicted, …"),
        _field("subject", pa.string(), "id of what changed, or the table's name"),
        _field("detail", pa.string(), "what changed, in a sentence"),
    ]
)

TABLES: Final[Mapping[str, pa.Schema]] = {
    "documents": DOCUMENT,
    "texts": TEXT,
    "claims": CLAIM,
    "problems": PROBLEM,
    "articles": ARTICLE,
    "credits": CREDIT,
    "mentions": CREDIT,
    "outgoing": CREDIT,
    "signatures": SIGNATURE,
    "postings": POSTING,
    "units": UNITS,
    "boilerplate": BOILERPLATE,
    "matches": MATCH,
    "misses": MISS,
    "passages": PASSAGE,
    "clusters": CLUSTER,
    "stories": STORY,
    "judgements": JUDGEMENT,
    "translations": TRANSLATION,
    "derivations": DERIVATION,
    "siblings": SIBLING,
    "undecided": UNDECIDED,
    "clues": CLUE,
    "chains": CHAIN,
    "audit": AUDIT,
    "edits": EDIT,
    "outlets": OUTLET,
    "authors": AUTHOR,
    "authorships": AUTHORSHIP,
    "history": HISTORY,
}
"""Every table of a workspace by name."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("article_id",),
    "texts": ("article_id",),
    "claims": (
        "article_id",
        "role",
        "kind",
        "rule",
        "field",
        "start",
        "end",
        "quote",
        "source_name",
    ),
    "problems": ("source", "line", "stage", "error", "message"),
    "articles": ("article_id",),
    "credits": ("credit_id",),
    "mentions": ("credit_id",),
    "outgoing": ("credit_id",),
    "signatures": ("article_id",),
    "postings": ("article_id",),
    "units": ("article_id",),
    "boilerplate": ("outlet_id", "text"),
    "matches": ("left_id", "right_id"),
    "misses": ("left_id", "right_id"),
    "passages": ("left_id", "right_id", "left_start", "right_start"),
    "clusters": ("cluster_id",),
    "stories": ("story_id",),
    "judgements": ("story_id",),
    "translations": ("copy_id", "outlet_id"),
    "derivations": ("copy_id", "source_id"),
    "siblings": ("left_id", "right_id"),
    "undecided": ("left_id", "right_id"),
    "clues": ("edge", "left_id", "right_id", "position"),
    "chains": ("copy_id", "source_id"),
    "audit": ("outlet_id",),
    "edits": ("copy_id", "source_id", "edit", "copy_start", "source_start"),
    "outlets": ("outlet_id",),
    "authors": ("author_id",),
    "authorships": ("article_id", "position"),
    "history": ("snapshot", "event", "subject", "detail"),
}
"""What tells two rows of a table apart; tables are written and compared sorted by it."""

"""Tables of the graph's nodes: articles, outlets and authors, and what articles credit.

In:   nothing.
Out:  schemas; a stub is an article that was credited and never collected.
"""

from typing import Final

import pyarrow as pa

from graphx.schema.fields import ARTICLE_ID, DATE_COLUMNS, column

ARTICLE: Final = pa.schema(
    [
        ARTICLE_ID,
        column("id", pa.string(), "id as given; null for a stub", null=True),
        column("source", pa.string(), "where it was read; null for a stub", null=True),
        column("url", pa.string(), "where the document was fetched", null=True),
        column("canonical_url", pa.string(), "canonical link of the page", null=True),
        column("title", pa.string(), "headline", null=True),
        column("outlet_id", pa.string(), "publisher", null=True),
        column("outlet_name", pa.string(), "publisher's name", null=True),
        column("byline", pa.string(), "byline as written", null=True),
        column("authors", pa.list_(pa.string()), "people named as authors"),
        *DATE_COLUMNS,
        column("language", pa.string(), "ISO 639-1", null=True),
        column("words", pa.int64(), "words of the body; 0 for a stub"),
        column("collected", pa.bool_(), "false for a stub: credited, never collected"),
        column("cluster_id", pa.string(), "near-duplicates of one text"),
        column("story_id", pa.string(), "everything reuse and credits connect"),
        column("origin_probability", pa.float64(), "that its source is not among these articles"),
    ]
)

CREDIT: Final = pa.schema(
    [
        column("credit_id", pa.string(), "digest that names the claim"),
        ARTICLE_ID,
        column("kind", pa.string(), "republication, syndication, wire, cross_post, …"),
        column("source_name", pa.string(), "the source as written", null=True),
        column("source_outlet_name", pa.string(), "the outlet that is", null=True),
        column("source_outlet_id", pa.string(), "the outlet that is", null=True),
        column("source_domain", pa.string(), "registered domain of that outlet", null=True),
        column("source_url", pa.string(), "link inside the words", null=True),
        column("author", pa.string(), "author the credit names", null=True),
        column("date", pa.string(), "date the credit names", null=True),
        column("field", pa.string(), "where it was read: text, byline, url, canonical, …"),
        column("start", pa.int64(), "first code point in the text", null=True),
        column("end", pa.int64(), "one past the last code point", null=True),
        column("quote", pa.string(), "the words that say it"),
        column("rule", pa.string(), "name of the rule that read it"),
        column("confidence", pa.float64(), "how likely the reading is right, 0 to 1"),
    ]
)
"""One claim with its outlet resolved: `credits`, `mentions` and `outgoing` are of this shape."""

OUTLET: Final = pa.schema(
    [
        column("outlet_id", pa.string(), "registered domain, or '~' and the name"),
        column("name", pa.string(), "usual name"),
        column("domain", pa.string(), "registered domain", null=True),
        column("aliases", pa.list_(pa.string()), "other names seen or known"),
        column("kind", pa.string(), "outlet, agency, …"),
        column("parent_id", pa.string(), "outlet it is an edition of", null=True),
        column("country", pa.string(), "ISO 3166-1", null=True),
        column("articles", pa.int64(), "collected articles"),
        column("taken", pa.int64(), "its articles that are copies in a derivation"),
        column("given", pa.int64(), "derivations from its articles, stubs included"),
        column("stub_articles", pa.int64(), "credited articles of it never collected"),
    ]
)

AUTHOR: Final = pa.schema(
    [
        column("author_id", pa.string(), "digest of the name and the outlet"),
        column("name", pa.string(), "name as written most often"),
        column("outlet_id", pa.string(), "outlet the name was seen at", null=True),
        column("articles", pa.int64(), "articles with the name in the byline"),
    ]
)

AUTHORSHIP: Final = pa.schema(
    [
        ARTICLE_ID,
        column("author_id", pa.string(), "author"),
        column("position", pa.int64(), "place in the byline, from 0"),
    ]
)

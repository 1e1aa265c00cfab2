"""A checked text as JSON and for a person."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from graphx.check import CheckedText
from graphx.cli.wording import shorten, spaced

_MOST: Final = 20
"""Articles that are listed for a person, those with most of the text first."""


def checked_record(found: CheckedText) -> dict[str, object]:
    """Return the JSON object: credits as the ``credits`` contract has them, and matches."""
    return found.claims.record() | {
        "matches": [
            {
                "article": match.article.article_id,
                "id": match.article.id,
                "title": match.article.title,
                "outlet": match.article.outlet_name,
                "relation": match.relation,
                "jaccard": match.jaccard,
                "left_containment": match.left_containment,
                "right_containment": match.right_containment,
                "shared_words": match.shared_words,
                "longest_words": match.longest_words,
                "spans": [list(asdict(span).values()) for span in match.spans],
            }
            for match in found.matches
        ]
    }


def checked_lines(found: CheckedText) -> Iterator[str]:
    """Write what was found for a person."""
    yield "Credits:" if found.claims.credits else "Credits: none found"
    for credit in found.claims.credits:
        source = credit.source_outlet_name or "nobody named"
        yield f"  {spaced(credit.kind)}: {source}  “{' '.join(credit.quote.split())}”"
    for note in found.claims.outgoing:
        source = note.source_outlet_name or "nobody named"
        yield f"  also ran at: {source}  “{' '.join(note.quote.split())}”"
    if not found.matches:
        yield "Shared text: none found in this workspace"
        return
    yield "Shares text with:"
    for match in found.matches[:_MOST]:
        article = match.article
        outlet = article.outlet_name or "outlet unknown"
        yield f"  {outlet}: {article.label}  ({article.article_id})"
        yield (
            f"      {spaced(match.relation)}: {match.left_containment:.0%} of this text, "
            f"{match.right_containment:.0%} of that article, {match.shared_words} words"
        )
        for span in match.spans[:5]:
            words = found.article.text[span.left_start : span.left_end]
            yield f"      “{shorten(words, 160)}”"
    if len(found.matches) > _MOST:
        yield f"  … and {len(found.matches) - _MOST:,} more articles; --json lists them all"

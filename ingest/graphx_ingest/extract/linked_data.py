"""The JSON-LD of a page.

In:   the scripts of type ``application/ld+json``.
Out:  the nodes that are articles, in page order, references between nodes followed.

schema.org NewsArticle and its kin; publishers nest them in ``@graph`` and lists, point to people
by ``@id``, and escape HTML inside JSON.  A small reader of the few properties that say where a
text came from is enough; a whole RDF processor is not needed.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphx_ingest.page import LinkedData

_ARTICLE: Final = re.compile(
    r"(?:https?://schema\.org/)?(?:\w*Article|\w*Posting|Report|\w*Story|Review)"
)
_WORK: Final = re.compile(
    r"(?:https?://schema\.org/)?(?:WebPage|CreativeWork|TranslationOf|ItemPage)"
)
_ORIGIN: Final = (
    "isBasedOn",
    "isBasedOnUrl",
    "translationOfWork",
    "sourceOrganization",
    "creditText",
)
_NESTED: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_DEPTH: Final = 6
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s{0,100}[}\]])")

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleNode:
    """One article of a page's linked data, with its text when the page repeats it there."""

    facts: LinkedData
    body: str | None


def read_linked_data(scripts: Sequence[str]) -> tuple[ArticleNode, ...]:
    """Read the articles the scripts describe; a script that does not parse is passed over.

    Examples
    --------
    >>> node, = read_linked_data(['{"@graph": [{"@type": "Article", "headline": "Rain",'
    ...     '"author": {"@id": "#ada"}}, {"@id": "#ada", "name": "Ada Example"}]}'])
    >>> node.facts.headline, node.facts.authors
    ('Rain', ('Ada Example',))
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script), 0)]
    known: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            known.setdefault(name, node)
    return tuple(_article(node, known) for node in nodes if _tells(node))


def _parsed(script: str) -> object:
    written = _WRAPPING.sub("", script.strip())
    for attempt in (written, _TRAILING_COMMA.sub("", written)):
        try:
            # strict=False: line breaks inside strings are common.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in (*_NESTED, "author", "publisher"):
            if isinstance(value.get(name), (dict, list)):
                yield from _nodes(value[name], depth + 1)


def _tells(node: Node) -> bool:
    kinds = _kinds(node)
    if any(_ARTICLE.fullmatch(kind) for kind in kinds):
        return True
    return any(_WORK.fullmatch(kind) for kind in kinds) and any(name in node for name in _ORIGIN)


def _kinds(node: Node) -> tuple[str, ...]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return tuple(kind for kind in kinds if isinstance(kind, str))


def _article(node: Node, known: Mapping[str, Node]) -> ArticleNode:
    kinds = [kind for kind in _kinds(node) if _ARTICLE.fullmatch(kind)] or list(_kinds(node))
    publisher = _names(node.get("publisher"), known)
    publisher_url = _addresses(node.get("publisher"), known)
    address = _addresses(node.get("mainEntityOfPage"), known) or _addresses(node.get("url"), known)
    based_on = _places(node.get("isBasedOn"), known) + _places(node.get("isBasedOnUrl"), known)
    body = node.get("articleBody")
    return ArticleNode(
        facts=LinkedData(
            kind=kinds[0].rpartition("/")[2],
            url=_first(address),
            headline=_first(_names(node.get("headline"), known) or _names(node.get("name"), known)),
            published=_first(_names(node.get("datePublished"), known)),
            authors=_names(node.get("author"), known) or _names(node.get("creator"), known),
            publisher=_first(publisher),
            publisher_url=_first(publisher_url),
            based_on=tuple(dict.fromkeys(based_on)),
            source_organization=_first(_names(node.get("sourceOrganization"), known)),
            credit_text=_first(_names(node.get("creditText"), known)),
            translation_of=_first(_places(node.get("translationOfWork"), known)),
            in_language=_first(_names(node.get("inLanguage"), known)),
        ),
        body=_clean(body) if isinstance(body, str) and body.strip() else None,
    )


def _resolved(value: Node, known: Mapping[str, Node]) -> Node:
    name = value.get("@id")
    if isinstance(name, str) and "name" not in value and "url" not in value:
        return known.get(name, value)
    return value


def _names(value: object, known: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    """Names in a value: itself, its ``name``, or those of each of a list."""
    match value:
        case str() if value.strip():
            return (_clean(value),)
        case list() if depth < _DEPTH:
            each = (name for part in value for name in _names(part, known, depth + 1))
            return tuple(dict.fromkeys(each))
        case dict() if depth < _DEPTH:
            node = _resolved(value, known)
            return _names(node.get("name") or node.get("@value"), known, depth + 1)
        case _:
            return ()


def _addresses(value: object, known: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    match value:
        case str() if value.strip():
            return (_clean(value),)
        case list() if depth < _DEPTH:
            return tuple(found for part in value for found in _addresses(part, known, depth + 1))
        case dict() if depth < _DEPTH:
            node = _resolved(value, known)
            return _addresses(node.get("url") or node.get("@id"), known, depth + 1)
        case _:
            return ()


def _places(value: object, known: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    """Addresses in a value, names where it has none."""
    if isinstance(value, list) and depth < _DEPTH:
        return tuple(found for part in value for found in _places(part, known, depth + 1))
    return _addresses(value, known) or _names(value, known)


def _first(found: Sequence[str]) -> str | None:
    return found[0] if found else None


def _clean(text: str) -> str:
    return html.unescape(text).strip()

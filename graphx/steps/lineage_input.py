"""Put together what lineage judges.

In:   documents and texts of a snapshot; outlets, claims, clusters and matches of a build.
Out:  `LineageSource`, which gives a `LineageInput` for the articles that are asked for:
      witnesses, matches and texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.evidence import Translation, Witness
from graphx.lineage.stories import Story, group_stories
from graphx.lineage.witnesses import (
    TOLD_OF,
    author_homes,
    claims_by_article,
    connected,
    matches,
    translations,
    witnesses,
)
from graphx.model import Match
from graphx.steps.story_texts import StoryReadings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a build found: `schema.MATCH`, `schema.BOILERPLATE`, `schema.TRANSLATION`.

    ``translations`` are those of which the source was found.
    """

    matches: pa.Table
    boilerplate: pa.Table
    translations: pa.Table

    @classmethod
    def of(cls, tables: Snapshot | Writer) -> Self:
        """Read them."""
        matches, boilerplate, translations = (
            pa.Table.from_batches(tables.batches(name), schema.TABLES[name])
            for name in ("matches", "boilerplate", "translations")
        )
        found = translations.filter(pc.is_valid(translations["source_id"]))
        return cls(matches, boilerplate, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageInput:
    """What is judged: witnesses, their matches, and how their texts are read.

    Articles that nothing connects with any other are no witnesses: each is a story of its own.
    ``among`` are the articles whose stories are put together; ``witnesses`` and ``matches`` are
    those of them, and of whom they share text with.  See `LineageSource`.
    """

    witnesses: Mapping[str, Witness]
    matches: tuple[Match, ...]
    translations: tuple[Translation, ...]
    among: frozenset[str]
    texts: StoryReadings

    def stories(self) -> Iterator[Story]:
        """Group the articles."""
        among = self.among
        return group_stories(
            [self.witnesses[name] for name in sorted(among & self.witnesses.keys())],
            [one for one in self.matches if one.left_id in among and one.right_id in among],
            self.translations,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSource:
    """Where the input of lineage is taken from, for as many articles at a time as are asked for.

    Parameters
    ----------
    documents : pyarrow.Table
        `TOLD_OF` of `schema.DOCUMENT`.
    articles : pyarrow.Table
        What `told_of_articles` returned.
    claims : ResolvedClaims
    evidence : Evidence
    texts : StoryReadings
    homes : mapping of str to str
        What `author_homes` returned.
    """

    documents: pa.Table
    articles: pa.Table
    claims: ResolvedClaims
    evidence: Evidence
    texts: StoryReadings
    homes: Mapping[str, str]

    @classmethod
    def of(
        cls,
        base: Snapshot,
        articles: pa.Table,
        claims: ResolvedClaims,
        evidence: Evidence,
        *,
        documents: pa.Table | None = None,
        folder: Path | None = None,
    ) -> Self:
        """Take it from `base` and from what a build found; texts are laid out in `folder`."""
        documents = base.table("documents", TOLD_OF) if documents is None else documents
        texts = StoryReadings.of(base, evidence.boilerplate, folder)
        return cls(
            documents=documents.select(TOLD_OF),
            articles=articles,
            claims=claims,
            evidence=evidence,
            texts=texts,
            homes=author_homes(articles),
        )

    def whole(self) -> LineageInput:
        """Join documents, claims, clusters and matches of all articles."""
        return self.among(self.articles["article_id"].combine_chunks())

    def among(self, among: pa.Array) -> LineageInput:
        """Join documents, claims, clusters and matches of some articles, given by their ids."""
        evidence, claims = self.evidence, self.claims
        found = evidence.matches.filter(_of_either(evidence.matches, among))
        sides = [found[side].combine_chunks() for side in ("left_id", "right_id")]
        wanted = pc.unique(pa.concat_arrays([among, *sides]))
        translated = evidence.translations
        translated = translated.filter(pc.is_in(translated["copy_id"], value_set=among))
        documents, articles, credits, mentions, outgoing = (
            table.filter(pc.is_in(table["article_id"], value_set=wanted))
            for table in (
                *(self.documents, self.articles),
                *(claims.credits, claims.mentions, claims.outgoing),
            )
        )
        told = articles.to_pydict()
        columns = (told[name] for name in ("article_id", "outlet_id", "outlet_name"))
        published = {name: (there, called) for name, there, called in zip(*columns, strict=True)}
        outlets = {name: both for name, both in published.items() if both[0] is not None}
        known = witnesses(
            connected(documents.to_batches(), found, credits, translated),
            claims_by_article(credits, mentions, outgoing),
            outlets,
            dict(zip(told["article_id"], told["cluster_id"], strict=True)),
            self.homes,
        )
        return LineageInput(
            witnesses={witness.article_id: witness for witness in known},
            matches=tuple(matches(found)),
            translations=tuple(translations(translated)),
            among=frozenset(among.to_pylist()),
            texts=self.texts.of_outlets({name: both[0] for name, both in outlets.items()}),
        )


def told_of_articles(
    documents: pa.Table, published_by: Mapping[str, Outlet], cluster_of: Mapping[str, str]
) -> pa.Table:
    """Put outlet and cluster beside each article.

    Parameters
    ----------
    documents : pyarrow.Table
        ``article_id`` and ``authors`` of `schema.DOCUMENT`.
    published_by : mapping of str to Outlet
    cluster_of : mapping of str to str

    Returns
    -------
    pyarrow.Table
        As `graphx.lineage.touched.Known` wants it.
    """
    names = documents["article_id"].to_pylist()
    outlets = [published_by.get(name) for name in names]
    columns = {
        "article_id": documents["article_id"],
        "authors": documents["authors"],
        "outlet_id": pa.array([one and one.outlet_id for one in outlets], pa.string()),
        "outlet_name": pa.array([one and one.name for one in outlets], pa.string()),
        "cluster_id": pa.array([cluster_of[name] for name in names], pa.string()),
    }
    return pa.table(columns)


def _of_either(matches: pa.Table, articles: pa.Array) -> pa.ChunkedArray:
    """Which matches have one of `articles` on a side."""
    return pc.or_(
        *(pc.is_in(matches[side], value_set=articles) for side in ("left_id", "right_id"))
    )

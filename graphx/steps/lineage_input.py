"""Put together what lineage judges.

In:   documents and texts of a snapshot; outlets, claims, clusters and matches of a build.
Out:  `LineageInput`: witnesses, matches and texts of the articles that are asked for.
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
    those of them, and of whom they share text with.
    """

    witnesses: Mapping[str, Witness]
    matches: tuple[Match, ...]
    translations: tuple[Translation, ...]
    among: frozenset[str]
    texts: StoryReadings

    @classmethod
    def of(
        cls,
        base: Snapshot,
        articles: pa.Table,
        claims: ResolvedClaims,
        evidence: Evidence,
        folder: Path | None = None,
        among: pa.Array | None = None,
    ) -> Self:
        """Join documents, claims, clusters and matches; texts are laid out in `folder`.

        Parameters
        ----------
        base : Snapshot
        articles : pyarrow.Table
            What `told_of_articles` returned.
        claims : ResolvedClaims
        evidence : Evidence
        folder : Path, optional
        among : pyarrow.Array of string, optional
            Articles whose stories are put together; all when not given.
        """
        among = articles["article_id"].combine_chunks() if among is None else among
        found = evidence.matches.filter(_of_either(evidence.matches, among))
        sides = [found[side].combine_chunks() for side in ("left_id", "right_id")]
        wanted = pc.unique(pa.concat_arrays([among, *sides]))
        translated = evidence.translations
        translated = translated.filter(pc.is_in(translated["copy_id"], value_set=among))
        credits, mentions, outgoing = (
            table.filter(pc.is_in(table["article_id"], value_set=wanted))
            for table in (claims.credits, claims.mentions, claims.outgoing)
        )
        documents = (
            batch.filter(pc.is_in(batch.column("article_id"), value_set=wanted))
            for batch in base.batches("documents", TOLD_OF)
        )
        told = articles.filter(pc.is_in(articles["article_id"], value_set=wanted)).to_pydict()
        columns = (told[name] for name in ("article_id", "outlet_id", "outlet_name"))
        published = {name: (there, called) for name, there, called in zip(*columns, strict=True)}
        outlets = {name: both for name, both in published.items() if both[0] is not None}
        known = witnesses(
            connected(documents, found, credits, translated),
            claims_by_article(credits, mentions, outgoing),
            outlets,
            dict(zip(told["article_id"], told["cluster_id"], strict=True)),
            author_homes(articles),
        )
        return cls(
            witnesses={witness.article_id: witness for witness in known},
            matches=tuple(matches(found)),
            translations=tuple(translations(translated)),
            among=frozenset(among.to_pylist()),
            texts=StoryReadings.of(base, evidence.boilerplate, outlets, folder),
        )

    def stories(self) -> Iterator[Story]:
        """Group the articles."""
        among = self.among
        return group_stories(
            [self.witnesses[name] for name in sorted(among & self.witnesses.keys())],
            [one for one in self.matches if one.left_id in among and one.right_id in among],
            self.translations,
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

"""Say which outlets and authors there are.

In:   documents and claims with names as written; afterwards articles and derivations.
Out:  ``credits``, ``mentions``, ``outgoing``; ``outlets``, ``authors``, ``authorships``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa

from graphx import schema
from graphx.entities.learning import with_credited, with_publishers
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.resolution import (
    NAMED,
    PUBLISHED,
    ResolvedClaims,
    crediting,
    known_outlets,
    publishers,
    publishing,
    resolve_claims,
)
from graphx.entities.tables import author_tables, outlet_table
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

ALIASES: Final = "aliases.csv"
"""A person's own names of outlets, in the workspace's directory; they win over every list."""


def outlet_registry(workspace: Path) -> OutletRegistry:
    """Outlets of the packaged lists, and the names a person gave in the workspace."""
    registry = OutletRegistry.packaged()
    aliases = workspace / ALIASES
    return registry.with_overrides(aliases) if aliases.exists() else registry


@dataclass(frozen=True, slots=True)
class Entities:
    """Who published every article, and whom its claims mean."""

    registry: OutletRegistry
    published_by: Mapping[str, Outlet]
    claims: ResolvedClaims

    @classmethod
    def of(cls, base: Snapshot, registry: OutletRegistry) -> Self:
        """Resolve the names of a snapshot."""
        documents = base.table("documents", PUBLISHED).to_batches()
        # What collected articles call their own outlet is what others will credit.
        registry = with_publishers(registry, publishing(documents, registry))
        published_by = publishers(documents, registry)
        credited = crediting(base.batches("claims", NAMED), published_by)
        registry = with_credited(registry, frozenset(published_by.values()), credited)
        known = known_outlets(published_by, credited, registry)
        claims = resolve_claims(base.batches("claims"), published_by, known, registry)
        return cls(registry, published_by, claims)

    def write_claims(self, writer: Writer) -> None:
        """Write credits, mentions and outgoing notes."""
        for name in ("credits", "mentions", "outgoing"):
            writer.replace(name, getattr(self.claims, name).to_batches())

    def write_counts(self, base: Snapshot, writer: Writer) -> None:
        """Write outlets and authors with what they took, gave and wrote."""
        articles = pa.Table.from_batches(writer.batches("articles"), schema.ARTICLE)
        derivations = pa.Table.from_batches(writer.batches("derivations"), schema.DERIVATION)
        outlets = outlet_table(articles, self.claims, derivations, self.published_by, self.registry)
        authors, authorships = author_tables(
            base.batches("documents", ["article_id", "authors"]), self.published_by
        )
        writer.replace("outlets", outlets.to_batches())
        writer.replace("authors", authors.to_batches())
        writer.replace("authorships", authorships.to_batches())

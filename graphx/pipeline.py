"""The whole flow on one screen.

In:   files of articles, a workspace.
Out:  the workspace's next snapshot.

``ingest`` understands one document at a time; ``build`` works out everything between them;
``run`` does both.  Each leaves the snapshot before it whole until its own is complete.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from graphx import schema
from graphx.engine.collecting import rarely_collected
from graphx.engine.memory import one_pool
from graphx.engine.progress import Progress, silent
from graphx.reuse.engine import ReuseConfig, ReuseEngine
from graphx.reuse.recipes import DEFAULT, RECIPE, reuse_named
from graphx.steps.audit import audit_lineage
from graphx.steps.entities import Entities, outlet_registry
from graphx.steps.evidence import find_evidence
from graphx.steps.intake import Intake
from graphx.steps.lineage import judge_lineage
from graphx.store.history import Event
from graphx.store.workspace import Workspace
from graphx.store.writer import Writer
from graphx_ingest.readers import read_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did.

    ``read`` counts documents that were understood, ``added``, ``replaced`` and ``unchanged`` what
    became of them, ``problems`` what could not be used.  ``rows`` counts the rows of every table
    afterwards, ``statuses`` derivations by status, ``relations`` matches by relation.
    """

    snapshot: int
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    problems: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Documents that were understood."""
        return self.added + self.replaced + self.unchanged


def run(
    inputs: Sequence[str],
    workspace: Path,
    progress: Progress = silent,
    *,
    stdin: BinaryIO | None = None,
    recipe: str | None = None,
    memory: int | None = None,
) -> Summary:
    """Ingest `inputs` and build; arguments and errors are those of the two."""
    if recipe is not None:
        reuse_named(recipe)  # a wrong name is refused before anything is read
    intake = ingest(inputs, workspace, progress, stdin=stdin, memory=memory)
    built = build(workspace, recipe=recipe, memory=memory, progress=progress)
    return replace(
        built,
        added=intake.added,
        replaced=intake.replaced,
        unchanged=intake.unchanged,
        problems=intake.problems,
    )


def ingest(
    inputs: Sequence[str],
    workspace: Path,
    progress: Progress = silent,
    *,
    stdin: BinaryIO | None = None,
    memory: int | None = None,
) -> Summary:
    """Read `inputs` into the workspace; nothing between documents is worked out yet.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders, patterns, ``-``.
    workspace : Path
        A workspace; made when it is not there.
    progress : Progress
    stdin : binary stream, optional
        What ``-`` reads.
    memory : int, optional
        Bytes that may be held at once, about.

    Raises
    ------
    NotFoundError
        A path that is not there; nothing was read.
    StoreError
        The workspace is locked, damaged or full.
    """
    documents = read_documents(inputs, stdin=stdin)
    place = Workspace.create_or_open(workspace)
    with one_pool(), place.writer(memory=memory) as writer, place.snapshot() as base:
        columns = ("article_id", "document_digest")
        known = base.table("documents", columns).to_pydict()
        intake = Intake(
            writer=writer,
            held=dict(zip(*(known[name] for name in columns), strict=True)),
            progress=progress,
        )
        intake.take(documents)
        events = [
            Event(event=event, subject="documents", detail=f"{count:,} documents {event}")
            for event, count in (("added", intake.added), ("replaced", intake.replaced))
            if count
        ]
        snapshot = writer.commit(events)
        rows = {name: writer.count(name) for name in schema.TABLES}
    return Summary(
        snapshot=snapshot,
        added=intake.added,
        replaced=intake.replaced,
        unchanged=intake.unchanged,
        problems=intake.problems,
        rows=rows,
    )


def build(
    workspace: Path,
    *,
    recipe: str | None = None,
    reuse: ReuseConfig | None = None,
    memory: int | None = None,
    progress: Progress = silent,
) -> Summary:
    """Work out everything between the documents of a workspace.

    Parameters
    ----------
    workspace : Path
    recipe : str, optional
        How texts are matched, by name (`graphx.reuse.recipes`): the one the workspace was built by
        last, unless another is given; then every article is sketched anew.
    reuse : ReuseConfig, optional
        Choices that go by no name, instead of a recipe.
    memory : int, optional
        Bytes that may be held at once, about, besides what an article is known by: a few hundred
        bytes each.  More is kept on the disk meanwhile; no row depends on it.
    progress : Progress

    Raises
    ------
    UnknownNameError
        There is no such recipe.
    NotFoundError
        There is no workspace.
    StoreError
        The workspace is locked, damaged or full.
    """
    place = Workspace.open(workspace)
    with (
        rarely_collected(),
        one_pool(),
        place.writer(memory=memory) as writer,
        place.snapshot() as base,
    ):
        name = recipe or writer.settings.get(RECIPE, DEFAULT)
        engine = ReuseEngine(replace(reuse or reuse_named(name), memory=memory))
        writer.set(RECIPE, name)
        entities = Entities.of(base, outlet_registry(workspace))
        entities.write_claims(writer)
        found = find_evidence(base, writer, entities.published_by, engine, progress)
        published_by, claims = entities.published_by, entities.claims
        judge_lineage(base, writer, published_by, claims, found, progress)
        changed = found.changed
        del found  # clusters of all articles: what comes now needs the room
        changes = audit_lineage(base, writer, changed)
        entities.write_counts(base, writer)
        count = base.count("documents")
        built = Event(event="built", subject="articles", detail=f"from {count:,} documents")
        snapshot = writer.commit([built, *changes])
        return Summary(
            snapshot=snapshot,
            rows={name: writer.count(name) for name in schema.TABLES},
            statuses=_tally(writer, "derivations", "status"),
            relations=_tally(writer, "matches", "relation"),
        )


def _tally(writer: Writer, table: str, column: str) -> Mapping[str, int]:
    """Count the rows of a table by one of its columns."""
    tally: Counter[str] = Counter()
    for batch in writer.batches(table, [column]):
        tally.update(batch.column(column).to_pylist())
    return dict(sorted(tally.items()))

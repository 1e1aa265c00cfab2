"""What the service answers from.

In:   the sources of a request.
Out:  a `graphx_api.answers.Health`.
"""

from graphx import __version__
from graphx_api.answers import Counts, Health
from graphx_api.sources import Sources


def health(sources: Sources) -> Health:
    """Count what the store holds, and say whether it is behind the workspace.

    Raises
    ------
    StoreError
        The store does not answer.
    """
    counts = sources.graph.fetch("counts").to_pylist()[0]
    store_snapshot = sources.graph.snapshot
    return Health(
        status="ok",
        version=__version__,
        store="neo4j" if sources.has_server else "workspace",
        workspace_snapshot=sources.texts.snapshot,
        workspace_created=sources.texts.created,
        store_snapshot=store_snapshot,
        projection_behind=store_snapshot != sources.texts.snapshot,
        counts=Counts.model_validate(counts),
    )

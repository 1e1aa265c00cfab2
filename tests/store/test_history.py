"""What a workspace tells of its snapshots."""

from graphx.store.history import Event
from graphx.store.workspace import Workspace

Row = dict[str, object]


def lines_of(workspace: Workspace) -> list[Row]:
    with workspace.snapshot() as snapshot:
        return snapshot.table("history").to_pylist()


def test_history_tells_the_snapshot_and_the_time(workspace):
    with workspace.writer() as writer:
        for subject in ("one", "two"):
            writer.set("step", subject)
            writer.commit([Event(event="built", subject=subject, detail="d")])
    lines = lines_of(workspace)
    assert [(line["snapshot"], line["subject"]) for line in lines] == [(1, "one"), (2, "two")]
    assert lines[0]["at"] <= lines[1]["at"]
    assert lines[0]["at"].utcoffset().total_seconds() == 0


def test_events_that_differ_in_detail_alone_are_both_kept(workspace):
    events = [Event(event="replaced", subject="a1", detail=detail) for detail in ("d", "e")]
    with workspace.writer() as writer:
        writer.set("x", "y")
        writer.commit(events)
    assert [line["detail"] for line in lines_of(workspace)] == ["d", "e"]

"""A workspace keeps to the recipe it was built by."""

import json
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.check import Checker
from graphx.errors import RecipeMismatchError, UnknownNameError
from graphx.model import Relation
from graphx.store.workspace import Workspace

TEXT = (
    "The river rose two metres in one night and the old bridge was closed before dawn. Nobody was "
    "hurt, said the mayor, but the market at the lower end of the town stood under water until "
    "noon and the school sent its pupils home. "
    "Engineers will look at the piers once the water falls."
)
SCANNED = (
    "Tne rivcr r0se two metrcs in onc nigbt and the oId bridge was c1osed bcfore dawn. N0body was "
    "hurt, sald the rnayor, but tbe market at thc lower cnd of the town stoocl uncler water "
    "unti1 noou and tne school scnt its pupi1s home. "
    "Engineers wi1l 1ook at the plers once thc water fal1s."
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    rows = [{"id": "clean", "text": TEXT}, {"id": "scan", "text": SCANNED}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def relations(workspace: Path) -> list[str]:
    with Workspace.open(workspace).snapshot() as snapshot:
        found: list[str] = snapshot.table("matches", ["relation"])["relation"].to_pylist()
        return found


def test_scanned_articles_match_by_the_recipe_for_them(articles: Path, tmp_path: Path) -> None:
    place = tmp_path / "w.graphx"
    pipeline.run([str(articles)], place)
    assert relations(place) != [Relation.NEAR_DUPLICATE]
    pipeline.build(place, recipe="ocr")
    assert relations(place) == [Relation.NEAR_DUPLICATE]
    pipeline.build(place)
    assert relations(place) == [Relation.NEAR_DUPLICATE]
    with Workspace.open(place).snapshot() as snapshot:
        [first, _] = Checker(snapshot).check(SCANNED).matches
        assert first.jaccard == 1.0
    pipeline.build(place, recipe="words")
    assert relations(place) != [Relation.NEAR_DUPLICATE]


def test_a_wrong_name_is_refused_before_anything_is_read(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="braille"):
        pipeline.run([str(articles)], tmp_path / "w.graphx", recipe="braille")
    assert not (tmp_path / "w.graphx").exists()


def test_a_check_refuses_sketches_of_another_recipe(articles: Path, tmp_path: Path) -> None:
    place = tmp_path / "w.graphx"
    pipeline.run([str(articles)], place, recipe="ocr")
    with Workspace.open(place).writer() as writer:
        writer.set("recipe", "words")
        writer.commit()
    with Workspace.open(place).snapshot() as snapshot, pytest.raises(RecipeMismatchError):
        Checker(snapshot)

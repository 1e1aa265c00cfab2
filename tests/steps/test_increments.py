"""Any cut of the inputs into runs, in any order, gives the rows of one run; and spares its work."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphx import pipeline
from graphx.reuse.engine import ReuseConfig, ReuseEngine
from graphx.reuse.postings import PostingLimits
from graphx.reuse.verify import Verifying
from graphx.steps import judging, lineage
from tests.steps.running import Row, Tables, ran

OUTLETS = ("north.example", "south.example", "east.example")


def invented(seed: int, articles: int = 14) -> list[Row]:
    """Articles of three outlets that copy one another and repeat footers and short sentences."""
    dice = random.Random(seed)
    words = [f"{a}{b}" for a in ("ba", "de", "ki", "lo", "mu", "ra", "so") for b in "bdfgklmnprst"]

    def prose(size: int) -> str:
        return " ".join(dice.choice(words) for _ in range(size))

    feet = [f"{prose(9).capitalize()} colour. {prose(8).capitalize()}." for _ in OUTLETS]
    signs = [[f"{prose(size).capitalize()}." for size in (1, 2, 3)] for _ in OUTLETS]
    common = prose(12)
    bodies: list[str] = []
    rows: list[Row] = []
    for number in range(articles):
        body = prose(60)
        if bodies and dice.random() < 0.6:
            other = dice.choice(bodies).split()
            cut = dice.randrange(len(other) // 2)
            body = " ".join(other[cut:]) + (f" {prose(15)}" if dice.random() < 0.5 else "")
        bodies.append(body)
        outlet = dice.randrange(len(OUTLETS))
        there = dice.choice(OUTLETS)
        place = f"https://{there}/{dice.randrange(articles)}" if dice.random() < 0.3 else there
        short = [sign for sign in signs[outlet] if dice.random() < 0.5]
        if dice.random() < 0.3:  # what is short may stand together once the credit is cut out
            short.insert(dice.randrange(len(short) + 1), f"Originally published by {place}.")
        last = "".join(f"\n\n{line}" for line in short)
        quote = f"\n\n{common.capitalize()}." * (dice.random() < 0.3)
        foot = f"\n\n{feet[outlet]}" * (dice.random() < 0.8)
        if dice.random() < 0.3:  # a desk of another country
            foot = foot.replace("colour", "color")
        rows.append(
            {
                "id": f"{number}",
                "url": f"https://{OUTLETS[outlet]}/{number}",
                "text": f"{body.capitalize()}.{quote}{last}{foot}",
                "published": f"2026-03-{dice.randrange(1, 28):02d}",
                "authors": [dice.choice(["Ada Example", "Bo Example"])],
            }
        )
    return rows


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**16), data=st.data())
def test_any_cut_into_runs_is_one_run(seed: int, data: st.DataObject) -> None:
    rows = invented(seed)
    order = data.draw(st.permutations(rows))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(rows) - 1), min_size=1, max_size=3)))
    parts = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    with TemporaryDirectory() as one, TemporaryDirectory() as several:
        assert ran(Path(several), parts) == ran(Path(one), [rows])


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**16))
def test_fields_given_anew_are_as_if_they_had_always_been_so(seed: int) -> None:
    rows = invented(seed)
    mended = [dict(row) for row in rows]
    mended[3]["published"] = "2026-02-01"
    mended[5]["outlet"] = "West Wire"
    mended[7] |= {"outlet": "North Example", "authors": []}
    with TemporaryDirectory() as one, TemporaryDirectory() as several:
        again = ran(Path(several), [rows, [mended[3], mended[5]], [mended[7]]])
        assert again == ran(Path(one), [mended])


def test_a_notice_that_a_copy_spells_otherwise_is_learned_as_if_it_had_always_been_so(
    tmp_path: Path,
) -> None:
    """It stays in that copy, and hides in the others, whenever it has been repeated enough."""
    dice = random.Random(3)
    notice = "Our neighbours painted the harbour in every colour that their programme allowed."
    american = "Our neighbors painted the harbor in every color that their program allowed."

    def prose(size: int) -> str:
        return " ".join(f"w{dice.randrange(10**6)}" for _ in range(size))

    shared = prose(80)
    rows: list[Row] = [
        {
            "id": f"{number}",
            "url": f"https://{OUTLETS[number % 2]}/{number}",
            "published": f"2026-03-{number + 1:02d}",
            "text": f"{shared if number < 4 else prose(80)} {prose(9)}.\n\n{words}",
        }
        for number, words in enumerate([notice, american, american, notice, *[notice] * 7])
    ]
    (tmp_path / "several").mkdir()
    (tmp_path / "one").mkdir()
    several = ran(tmp_path / "several", [rows[:4], rows[4:6], rows[6:]])
    assert several["boilerplate"]
    assert several == ran(tmp_path / "one", [rows])


def pairs_of(found: Tables) -> set[tuple[object, object]]:
    return {(row["left_id"], row["right_id"]) for row in found["matches"]}


@pytest.mark.parametrize("hubs", [1, 2])
def test_a_list_that_grows_over_the_cap_is_as_if_it_had_always_been_so(
    tmp_path: Path, hubs: int
) -> None:
    """Pairs of articles that did not change are proposed no longer, and lose their match."""
    dice = random.Random(5)
    limits = PostingLimits(always_linked=4, pairs_floor=0, pairs_per_article=0, hubs=hubs)
    reuse = replace(ReuseConfig(), postings=limits)

    def prose(size: int) -> str:
        return " ".join(f"w{dice.randrange(10**6)}" for _ in range(size))

    quote = prose(40)
    rows: list[Row] = [
        {"id": f"{n}", "text": f"{prose(60 + 9 * n)}. {quote}. {prose(50)}."} for n in range(9)
    ]
    for folder in ("few", "several", "one"):
        (tmp_path / folder).mkdir()
    few = pairs_of(ran(tmp_path / "few", [rows[:4]], reuse=reuse))
    several = ran(tmp_path / "several", [rows[:4], rows[4:6], rows[6:]], reuse=reuse)
    assert len(few) == 6
    assert several == ran(tmp_path / "one", [rows], reuse=reuse)
    assert few - pairs_of(several)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs every run compares."""
    counts: list[int] = []
    verify = Verifying.__call__

    def counting(self: Verifying, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        given = list(batches)
        counts.append(sum(batch.num_rows for batch in given))
        yield from verify(self, iter(given))

    monkeypatch.setattr(Verifying, "__call__", counting)
    return counts


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stories of two articles and more that every run judges."""
    stories: list[str] = []
    judge = judging.judge

    def counting(story: judging.Story, *rest: object) -> judging.Judgement:
        if story.pairs:
            stories.append(story.story_id)
        return judge(story, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "judge", counting)
    return stories


def test_what_did_not_change_is_not_done_again(
    tmp_path: Path, compared: list[int], judged: list[str]
) -> None:
    rows = [row | {"outlet": None, "authors": []} for row in invented(1)]
    ran(tmp_path, [rows])
    assert compared[0] > 0
    assert judged
    compared.clear()
    judged.clear()
    alone = {"id": "alone", "text": " ".join(f"word{n}" for n in range(50))}
    ran(tmp_path, [[alone]])
    assert sum(compared) == 0
    assert judged == []


def test_an_engine_of_another_choice_starts_anew(tmp_path: Path, compared: list[int]) -> None:
    rows = invented(2)
    ran(tmp_path, [rows])
    first = sum(compared)
    compared.clear()
    config = ReuseEngine().config
    limits = replace(config.alignment, max_gap_words=1)
    pipeline.build(tmp_path / "w.graphx", reuse=replace(config, alignment=limits))
    assert sum(compared) == first


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**16), memory=st.sampled_from([1, 10_000, 10_000_000]))
def test_how_much_is_held_at_once_changes_no_row(seed: int, memory: int) -> None:
    rows = invented(seed)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        bound = ran(Path(other), [rows[:9], rows[9:]], memory=memory)
        assert bound == ran(Path(one), [rows])
        assert list(Path(other).rglob(".tmp-*")) == []


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**16), size=st.sampled_from([1, 4]))
def test_how_many_stories_are_put_together_at_once_changes_no_row(seed: int, size: int) -> None:
    rows = invented(seed, articles=20)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        whole = ran(Path(one), [rows])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lineage, "GROUP_ARTICLES", size)
            assert ran(Path(other), [rows[:15], rows[15:]]) == whole

"""A story that hundreds of outlets run reads on one screen, and nothing of it is lost."""

from dataclasses import fields, replace
from itertools import combinations
from typing import Any

from graphx.cli.tree import trace_lines
from graphx.model import Relation, Sibling, Status
from graphx.views.rows import ArticleRow, StoryRow, TracedDerivation
from graphx.views.trace import Trace

PAPERS = [f"w{n:03}" for n in range(60)]
COPIES = [f"c{n:03}" for n in range(50)]


def article(name: str, story: str = "s") -> ArticleRow:
    told: dict[str, Any] = {field.name: None for field in fields(ArticleRow)}
    told |= {
        "article_id": name,
        "id": name,
        "title": f"Title {name}",
        "outlet_name": f"Paper {name}",
    }
    told |= {"authors": [], "words": 100, "collected": True, "story_id": story}
    return ArticleRow(**told | {"cluster_id": "k", "origin_probability": 0.5})


def story(names: list[str]) -> StoryRow:
    return StoryRow(
        story_id="s",
        title="A title",
        articles=len(names),
        stubs=0,
        outlets=len(names),
        published_earliest=None,
        published_latest=None,
    )


def taken(copy: str, source: str) -> TracedDerivation:
    return TracedDerivation(
        copy_id=copy,
        source_id=source,
        story_id="s",
        kind=Relation.NEAR_DUPLICATE,
        status=Status.UNCREDITED,
        reason="the texts match and no credit was found",
        probability=0.9,
    )


def wire(here: str) -> Trace:
    """Sixty papers share a text; fifty copies come from one of them, and one from the last copy."""
    names = [*PAPERS, *COPIES, "d"]
    return Trace(
        article=article(here),
        story=story(names),
        articles=tuple(map(article, names)),
        derivations=(
            *(taken(copy, PAPERS[40]) for copy in COPIES),
            taken("d", COPIES[-1]),
        ),
        siblings=tuple(
            Sibling(left_id=one, right_id=other, probability=0.9, clues=())
            for one, other in combinations(PAPERS, 2)
        ),
        undecided=(),
    )


def drawn(lines: list[str]) -> list[str]:
    return [line.split("Title ")[1].split()[0] for line in lines if "● " in line]


def test_a_story_of_many_alike_is_cut_and_says_what_was_left_out():
    lines = list(trace_lines(wire("d")))
    shown = drawn(lines)
    assert len(shown) == 20 + 20 + 1
    # What leads to the article asked for, what has copies, and then the earliest.
    assert [name for name in shown if name in PAPERS] == [*PAPERS[:19], PAPERS[40]]
    assert [name for name in shown if name in COPIES] == [*COPIES[:19], COPIES[-1]]
    assert "d" in shown
    text = "\n".join(lines)
    assert "… and 40 more articles  [undated]; --all lists them" in text
    assert "   … and 30 more articles  [undated]; --all lists them" in text
    assert "60 articles: 1,770 of their 1,770 pairs, p = .90; --all lists them" in text
    assert len(lines) < 150


def test_what_is_left_out_counts_what_hangs_below_it():
    trace = replace(
        wire("w000"),
        derivations=tuple(taken(f"c{n:03}", f"w{n:03}") for n in range(30)),
        siblings=(),
    )
    # Roots: sixty papers, thirty of which have a copy each, and the other twenty-one texts.
    text = "\n".join(trace_lines(trace))
    assert "… and 61 more articles and 10 more below them  [undated]; --all lists them" in text


def test_everything_is_listed_when_it_is_asked_for():
    lines = list(trace_lines(wire("w003"), everything=True))
    assert sorted(drawn([line for line in lines if " — " not in line])) == sorted(
        [*PAPERS, *COPIES, "d"]
    )
    assert sum(" — " in line for line in lines) == 1_770
    assert not any("--all" in line for line in lines)


def test_the_article_asked_for_is_counted_among_those_that_share_a_source():
    assert any("60 articles, this one among them" in line for line in trace_lines(wire("w003")))

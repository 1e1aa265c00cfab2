"""A translation is traced to its original by what survives translation, whenever that arrives."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.steps.running import Row, Tables, ran, table

ORIGINAL = """\
The harbour of Tarrow will close its ferry terminal on 14 March, said Ada Example, who has run it
for 27 years. The decision touches 1,480 workers and some 3,905 households in Halvorsund.

A report of 612 pages, which was handed to the council of Brestgrad, puts the cost at 88.5 million.
Old pipes below Karlsby were last inspected in 1987, the auditors of Nordsee Consult wrote.

In Port Meridel, 340 kilometres away, a similar plan was dropped after 52 hearings. Nobody in Tarrow
was asked, Bo Example told reporters, and 71 per cent of the shopkeepers speak of losses."""

GERMAN = """\
Der Hafen von Tarrow schließt sein Fährterminal am 14. März, sagte Ada Example, die ihn seit 27
Jahren leitet. Die Entscheidung trifft 1.480 Beschäftigte und rund 3.905 Haushalte in Halvorsund.

Ein Bericht von 612 Seiten, der dem Rat von Brestgrad vorgelegt wurde, beziffert die Kosten auf 88,5
Millionen. Alte Rohre unter Karlsby wurden zuletzt 1987 geprüft, schrieben die Prüfer von Nordsee
Consult.

In Port Meridel, 340 Kilometer entfernt, wurde ein ähnlicher Plan nach 52 Anhörungen aufgegeben.
Niemand in Tarrow sei gefragt worden, sagte Bo Example, und 71 Prozent der Händler sprechen von
Einbußen."""

OTHER = """\
The council of Tarrow opened a new school on Monday with 305 pupils, and Bo Example cut the ribbon.
It cost 12.4 million, which is 2,210 for every child who will sit in its rooms by 2031.

The builders of Karlsby had asked for 19 more months, and Ada Example had given them 8. In the end
it took 640 days, as long as the bridge of Halvorsund, whose 96 lamps were lit in 1999."""

CREDIT = "Aus dem Englischen übersetzt von T. S. Das Original erschien bei North Example."
COPY = f"{GERMAN}\n\n{CREDIT}"


def article(name: str, outlet: str, published: str, text: str) -> Row:
    return {
        "id": name,
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{name}",
        "outlet": outlet,
        "published": published,
        "text": text,
    }


NORTH = article("north", "North Example", "2026-03-01", ORIGINAL)
SCHOOL = article("school", "North Example", "2026-03-02", OTHER)
SOUTH = article("south", "Süd Beispiel", "2026-03-03", COPY)
WEST = article("west", "West Beispiel", "2026-03-05", COPY)


def sources(found: Tables) -> dict[str, list[tuple[str, str, str]]]:
    """Copy to source, kind and status, the likeliest first."""
    names = {row["article_id"]: str(row["id"] or "stub") for row in found["articles"]}
    told: dict[str, list[tuple[str, str, str]]] = {}
    for row in sorted(found["derivations"], key=lambda row: -float(str(row["probability"]))):
        edge = names[row["source_id"]], str(row["kind"]), str(row["status"])
        told.setdefault(names[row["copy_id"]], []).append(edge)
    return told


def test_the_original_is_found_among_the_articles_of_the_credited_outlet(tmp_path: Path) -> None:
    found = ran(tmp_path, [[NORTH, SCHOOL, SOUTH]])
    assert sources(found) == {"south": [("north", "translation", "confirmed")]}
    assert [row for row in found["articles"] if not row["collected"]] == []
    assert [row["edit"] for row in found["edits"]] == ["translated"]
    assert {row["article_id"] for row in found["articles"] if row["id"] in {"north", "south"}} == {
        row[side] for row in found["derivations"] for side in ("copy_id", "source_id")
    }


def test_another_article_of_that_outlet_is_not_the_original(tmp_path: Path) -> None:
    found = ran(tmp_path, [[SCHOOL, SOUTH]])
    assert sources(found) == {"south": [("stub", "translation", "claimed")]}
    [edge] = found["derivations"]
    assert "was not found here" in str(edge["reason"])


def test_a_copy_of_a_translation_goes_to_the_translation(tmp_path: Path) -> None:
    found = sources(ran(tmp_path, [[NORTH, SCHOOL, SOUTH, WEST]]))
    assert found["south"][0] == ("north", "translation", "confirmed")
    assert found["west"][0][0] == "south"


def test_an_original_that_arrives_later_confirms_the_claim(tmp_path: Path) -> None:
    found = ran(tmp_path, [[SCHOOL, SOUTH], [NORTH]])
    assert sources(found) == {"south": [("north", "translation", "confirmed")]}
    [event] = [row for row in table(tmp_path, "history") if row["event"] == "confirmed"]
    assert "claimed before, now confirmed" in str(event["detail"])


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_any_order_of_arrival_gives_the_rows_of_one_run(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    rows = [NORTH, SCHOOL, SOUTH, WEST]
    (one := tmp_path / "one").mkdir()
    (several := tmp_path / "several").mkdir()
    assert ran(several, [[rows[place]] for place in order]) == ran(one, [rows])

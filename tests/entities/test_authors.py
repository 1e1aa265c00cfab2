import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.entities.authors import author_id, people_among, people_in_byline


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By A. B. Example and C. D. Example, Reuters", ("A. B. Example", "C. D. Example")),
        ("– Ada Example, staff", ("Ada Example",)),
        ("Von Ada Example und Bo Example", ("Ada Example", "Bo Example")),
        ("Par Ada Example avec AFP", ("Ada Example",)),
        ("Por Ada Example, Reuters", ("Ada Example",)),
        ("Di Ada Example", ("Ada Example",)),
        ("By [Ada Example](https://north.example/ada)", ("Ada Example",)),
        ("By **Ada Example** | North Wire News", ("Ada Example",)),
        ("By ADA EXAMPLE, Associated Press", ("ADA EXAMPLE",)),
        ("By Ada Example AP Science Writer", ("Ada Example",)),
        ("Ada Example (AP)", ("Ada Example",)),
        ("Ada Example/Reuters", ("Ada Example",)),
        ("By Dr. Ada Example, PhD", ("Ada Example",)),
        ("By Ada van der Example", ("Ada van der Example",)),
        ("By Ada Example, Jr.", ("Ada Example, Jr",)),
        ("By Ada Example in Berlin, 5 May 2016", ("Ada Example",)),
        ("Ada Example, ada@north.example", ("Ada Example",)),
        ("Автор: Ада Примерова", ("Ада Примерова",)),
        ("记者 王小明", ("王小明",)),
        ("By Ada Example, Ada Example", ("Ada Example",)),
        ("The Associated Press", ()),
        ("By Reuters Staff", ()),
        ("AP Entertainment Writer", ()),
        ("Von der Redaktion", ()),
        ("By admin", ()),
        ("", ()),
    ],
)
def test_people_of_a_byline(byline: str, people: tuple[str, ...]) -> None:
    assert people_in_byline(byline) == people


@given(st.text(max_size=300))
def test_any_byline_is_read(byline: str) -> None:
    people = people_in_byline(byline)
    assert len(set(people)) == len(people)
    assert all(person.strip() == person != "" for person in people)


def test_a_person_is_one_within_an_outlet_only() -> None:
    north = author_id("Ada Example", "north.example")
    assert north == author_id("ada  example ", "north.example")
    assert (
        len({north, author_id("Ada Example", "south.example"), author_id("Ada Example", None)}) == 3
    )


@pytest.mark.parametrize(
    "name",
    ["Reuters", "PTI", "dpa", "AFP", "Staff", "News Desk", "Redaktion", "north.example", "SDA/dpa",
     "BBC News", "Le Figaro et AFP", "Web Desk", "North Wire Staff"],
)  # fmt: skip
def test_an_organisation_is_nobody(name: str) -> None:
    assert people_among([name, "Ada Example"]) == ("Ada Example",)


@pytest.mark.parametrize(
    "name", ["Ada Example", "ada", "Eddie", "viktor example", "Per-Erik Example"]
)
def test_who_may_be_a_person_stays_one(name: str) -> None:
    assert people_among([name]) == (name,)


def test_a_first_name_is_no_preposition() -> None:
    assert people_in_byline("By Per-Erik Example") == ("Per-Erik Example",)

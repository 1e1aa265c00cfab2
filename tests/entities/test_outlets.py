import csv
import pickle
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.entities.lists import LISTS
from graphx.entities.outlets import OutletRegistry
from graphx.entities.spellings import MAX_NAME_CHARS, keys_of, name_key
from graphx.errors import InvalidValueError, UnreadableSourceError

REGISTRY = OutletRegistry.packaged()


@pytest.mark.parametrize(
    ("name", "domain", "outlet_id"),
    [
        ("AP", None, "apnews.com"),
        ("The AP", None, "apnews.com"),
        ("Associated Press", None, "apnews.com"),
        ("Moon of Alabama", None, "moonofalabama.org"),
        ("MoonOfAlabama", None, "moonofalabama.org"),
        ("moonofalabama.org", None, "moonofalabama.org"),
        ("Counter Punch", None, "counterpunch.org"),
        ("Centre for Research on Globalization", None, "globalresearch.ca"),
        (None, "southfront.org", "southfront.press"),
        (None, "https://amp.guardian.co.uk/world", "theguardian.com"),
        ("L’Orient Le Jour", None, "lorientlejour.com"),
        ("FARS News Agency", None, "farsnews.ir"),
        ("Hurriyet newspaper", None, "hurriyet.com.tr"),
        ("РИА Новости", None, "ria.ru"),
        ("新华社", None, "xinhuanet.com"),
        (None, "https://de.euronews.com/x", "de.euronews.com"),
        ("North Wire", None, "~north-wire"),
        ("NorthWire", None, "~north-wire"),
        ("North Wire", "https://www.north.example/a", "north.example"),
        (None, "someone.blogspot.com", "someone.blogspot.com"),
        (None, "http://127.0.0.1/a", "~http-127-0-0-1-a"),
    ],
)
def test_names_and_addresses_lead_to_one_outlet(
    name: str | None, domain: str | None, outlet_id: str
) -> None:
    assert REGISTRY.resolve(name, domain).outlet_id == outlet_id


def test_an_address_decides_over_a_name() -> None:
    assert REGISTRY.resolve("Reuters", "https://north.example/reuters").outlet_id == "north.example"


def test_a_name_decides_over_an_address_that_only_carries_pages() -> None:
    assert REGISTRY.resolve("Reuters", "https://t.co/abc").outlet_id == "reuters.com"


def test_an_edition_is_an_outlet_of_its_own() -> None:
    edition = REGISTRY.resolve("VICE US")
    assert edition.outlet_id != REGISTRY.resolve("VICE").outlet_id
    assert edition.parent_id == "vice.com"


def test_a_name_that_several_listed_outlets_share_belongs_to_none() -> None:
    assert REGISTRY.resolve("Daily News").outlet_id == "~daily-news"


def test_nothing_to_go_by_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="a name or an address"):
        REGISTRY.resolve(None, " ")


def test_a_persons_aliases_win(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(
        "alias,outlet_id,name,domain\n"
        "AP,north.example,North Wire,north.example\n"
        "The Lighthouse,~lighthouse,,\n"
        "Beacon,theguardian.com,,\n",
        encoding="utf-8",
    )
    registry = REGISTRY.with_overrides(path)
    assert registry.resolve("AP").outlet_id == "north.example"
    assert registry.resolve("lighthouse").name == "The Lighthouse"
    assert registry.resolve("Beacon").domain == "theguardian.com"
    assert registry.resolve("Beacon").kind == REGISTRY.resolve("The Guardian").kind
    assert REGISTRY.resolve("AP").outlet_id == "apnews.com"


@pytest.mark.parametrize(
    "text", ["alias,name\nAP,x\n", "alias,outlet_id,name,domain\n,north.example,,\n"]
)
def test_a_broken_alias_file_says_where(tmp_path: Path, text: str) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=r"aliases\.csv"):
        REGISTRY.with_overrides(path)


def test_a_registry_travels_between_processes() -> None:
    again = pickle.loads(pickle.dumps(REGISTRY))
    assert again.resolve("AP") == REGISTRY.resolve("AP")


@pytest.mark.parametrize("filename", LISTS)
def test_every_listed_row_names_its_source_and_licence(filename: str) -> None:
    text = resources.files("graphx.entities").joinpath(filename).read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["licence"] for row in rows} <= {"CC0-1.0", "MIT"}
    assert all(row["name"] and row["domain"] and row["source"] and row["kind"] for row in rows)
    assert len({row["domain"] for row in rows}) == len(rows)


@given(st.text(min_size=1).filter(str.strip))
def test_every_name_resolves_and_alike_names_resolve_alike(name: str) -> None:
    outlet = REGISTRY.resolve(name)
    assert outlet.outlet_id
    assert REGISTRY.resolve(f" {name} ").outlet_id == outlet.outlet_id


@given(st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){1,3}", fullmatch=True))
def test_spaces_and_case_do_not_make_a_name_another(name: str) -> None:
    assert name_key(name) == name_key(name.upper()) == name_key(name.replace(" ", "-"))


def test_a_name_that_is_an_address_means_that_address() -> None:
    registry = OutletRegistry.packaged()
    assert registry.resolve("telegra.ph").outlet_id != registry.resolve("Telegraph").outlet_id
    assert registry.resolve("A.P.").outlet_id == "apnews.com"


def test_words_in_brackets_after_a_known_name_do_not_hide_it() -> None:
    registry = OutletRegistry.packaged()
    assert registry.resolve("The Guardian (London)").outlet_id == "theguardian.com"
    assert registry.resolve("North Wire (Example)").outlet_id == "~north-wire-example"


def test_a_paragraph_in_the_field_of_a_name_is_cut_to_a_name() -> None:
    paragraph = "North Wire of the Valley " * 400
    outlet = OutletRegistry.packaged().resolve(paragraph)
    assert len(outlet.name) <= MAX_NAME_CHARS
    assert len(outlet.outlet_id) <= MAX_NAME_CHARS
    assert paragraph.startswith(outlet.name)
    assert OutletRegistry.packaged().resolve(paragraph) == outlet


@given(name=st.text(min_size=1, max_size=400), host=st.text(max_size=400))
def test_no_outlet_outgrows_an_index(name: str, host: str) -> None:
    outlet = OutletRegistry.packaged().resolve(name, f"https://{host}.example/")
    assert max(len(outlet.name), len(outlet.outlet_id)) <= 2 * MAX_NAME_CHARS


@given(names=st.lists(st.text(alphabet=st.characters(exclude_characters="\n")), max_size=9))
def test_many_keys_are_the_keys_of_each(names: list[str]) -> None:
    assert keys_of(names) == [name_key(name) for name in names]


def test_a_blog_is_no_part_of_the_host_it_stands_on() -> None:
    registry = OutletRegistry.packaged()
    ada, bo = (registry.resolve(None, f"https://{who}.substack.com/p/a") for who in ("ada", "bo"))
    assert ada.outlet_id == "ada.substack.com"
    assert ada.outlet_id != bo.outlet_id

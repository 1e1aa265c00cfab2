"""A collection teaches names no list has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.entities.learning import with_credited, with_publishers
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.spellings import short_keys

REGISTRY = OutletRegistry.packaged()


def outlet(name: str, host: str) -> Outlet:
    return Outlet(outlet_id=f"{host}.example", name=name, domain=f"{host}.example")


SERVICE = outlet("Northline News Service", "nls")


def learned(*published: Outlet, **crediting: list[str]) -> OutletRegistry:
    registry = with_publishers(REGISTRY, dict.fromkeys(published, 1))
    named = {name.replace("_", " "): by for name, by in crediting.items()}
    return with_credited(registry, published, named)


@pytest.mark.parametrize("short", ["NNS", "Northline", "N.N.S.", "The Northline"])
def test_a_short_name_means_the_outlet_it_is_short_for(short: str) -> None:
    assert learned(SERVICE).resolve(short).outlet_id == SERVICE.outlet_id
    assert (
        learned(Northline_News_Service=["a"]).resolve(short).outlet_id == "~northline-news-service"
    )


def test_a_short_name_of_two_outlets_means_neither() -> None:
    other = outlet("Nautical News Service", "news-north")
    registry = learned(SERVICE, other, NNS=["a"])
    assert registry.resolve("NNS").outlet_id == "~nns"
    assert registry.resolve("Nautical").outlet_id == other.outlet_id


def test_a_name_that_is_listed_or_a_publishers_own_stays_its_own() -> None:
    press = outlet("Anchor Post", "press")
    own = outlet("Northline", "northline-paper")
    registry = learned(SERVICE, own, press)
    assert registry.resolve("AP").name == "Associated Press"
    assert registry.resolve("Northline").outlet_id == own.outlet_id


def test_two_letters_are_a_name_only_where_a_sure_credit_gives_them() -> None:
    press = outlet("Meridian Press", "meridian")
    assert learned(press).find("MP") is None
    found = learned(press, MP=["a"]).find("MP")
    assert found is not None
    assert found.outlet_id == press.outlet_id


def test_a_credited_name_is_called_what_most_outlets_call_it() -> None:
    registry = learned(NorthWire=["a"], North_Wire=["b", "c"])
    found = {registry.resolve(name) for name in ("NorthWire", "North Wire", "northwire")}
    assert {(outlet.outlet_id, outlet.name) for outlet in found} == {("~north-wire", "North Wire")}


def test_an_outlet_without_an_address_is_known_by_its_name_and_a_short_one() -> None:
    named = Outlet(outlet_id="~northline-news-service", name="Northline News Service")
    for credited in ({}, {"Northline_News_Service": ["a"]}):
        registry = learned(named, **credited)
        for name in ("Northline News Service", "NNS", "northline news service"):
            assert registry.resolve(name) == named


def test_short_names_of_short_names_lead_to_the_longest() -> None:
    registry = learned(Northline_Wire_Service=["a"], Northline_Wire=["b"], Northline=["c"])
    names = ("Northline", "Northline Wire", "Northline Wire Service")
    assert {registry.resolve(name).outlet_id for name in names} == {"~northline-wire-service"}


NAMES = st.lists(
    st.sampled_from(
        [
            "NNS",
            "Northline",
            "Northline News Service",
            "Northline Wire",
            "North Wire",
            "NorthWire",
            "NW",
        ]
    ),
    unique=True,
)


@given(NAMES, NAMES)
def test_the_order_of_names_makes_no_difference(published: list[str], credited: list[str]) -> None:
    outlets = [outlet(name, str(n)) for n, name in enumerate(sorted(published))]
    one = learned(*outlets, **{name: [name] for name in credited})
    other = learned(*reversed(outlets), **{name: [name] for name in reversed(credited)})
    for name in {*published, *credited}:
        assert one.resolve(name) == other.resolve(name)


@given(st.text(max_size=60))
def test_any_name_has_short_names_other_than_itself(name: str) -> None:
    assert all(key and key == key.casefold() for key in short_keys(name))

"""Outlets a person should look at."""

from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.review import doubtful

REGISTRY = OutletRegistry.packaged()


def outlet(outlet_id: str, name: str, domain: str | None = None, *aliases: str) -> Outlet:
    return Outlet(outlet_id=outlet_id, name=name, domain=domain, aliases=aliases)


def reasons(*outlets: Outlet, registry: OutletRegistry = REGISTRY) -> dict[str, tuple[str, ...]]:
    return {doubt.outlet_id: doubt.reasons for doubt in doubtful(outlets, registry)}


def test_a_listed_outlet_is_not_doubtful() -> None:
    assert reasons(REGISTRY.resolve("Reuters"), REGISTRY.resolve("The Guardian")) == {}


def test_a_name_close_to_a_listed_one_says_which() -> None:
    found = reasons(outlet("~washingtan-post", "Washingtan Post"))["~washingtan-post"]
    assert "(washingtonpost.com), .93" in found[0]
    assert "no address is known" in found


def test_a_name_unlike_all_others_is_only_unknown() -> None:
    found = reasons(outlet("zqxv.example", "Zqxv Kjwpf", "zqxv.example"))
    assert found == {"zqxv.example": ("no list has the name",)}


def test_spellings_of_one_unknown_name_point_at_each_other() -> None:
    found = reasons(
        outlet("~zqxv-kjwpf", "Zqxv Kjwpf"), outlet("zqxv.example", "ZqxvKjwpf", "zqxv.example")
    )
    assert found["zqxv.example"][0] == "same name as Zqxv Kjwpf (~zqxv-kjwpf)"
    assert found["~zqxv-kjwpf"][0] == "same name as ZqxvKjwpf (zqxv.example)"


def test_several_spellings_are_listed() -> None:
    found = reasons(outlet("~zqxv", "Zqxv Kjwpf", None, "Zqxv-Kjwpf Online"))
    assert "several spellings: Zqxv Kjwpf, Zqxv-Kjwpf Online" in found["~zqxv"]


def test_what_a_person_settled_is_no_longer_doubtful(tmp_path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias,outlet_id,name,domain\nZqxv Kjwpf,zqxv.example,,\n", "utf-8")
    settled = REGISTRY.with_overrides(aliases)
    assert reasons(settled.resolve("Zqxv Kjwpf"), registry=settled) == {}

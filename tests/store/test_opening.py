import pytest

from graphx.errors import InvalidValueError, NotFoundError, UnknownNameError
from graphx.store.opening import STORES, Credentials, open_store
from graphx.store.workspace import Workspace


@pytest.mark.parametrize("scheme", ["", "workspace:"])
def test_a_path_opens_a_workspace(tmp_path, scheme):
    Workspace.create_or_open(tmp_path / "a:b")
    with open_store(f"{scheme}{tmp_path / 'a:b'}") as store:
        assert store.snapshot == 0
        assert store.url == f"workspace:{tmp_path / 'a:b'}"


def test_a_missing_workspace_is_not_found(tmp_path):
    with pytest.raises(NotFoundError, match="nothing"):
        open_store(str(tmp_path / "nothing"))


def test_an_unknown_scheme_is_named_with_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"'gopher'.*workspace, neo4j"):
        open_store("gopher://host.example")


def test_a_workspace_takes_no_credentials_and_does_not_tell_them(tmp_path):
    Workspace.create_or_open(tmp_path / "w")
    with pytest.raises(InvalidValueError) as refused:
        open_store(str(tmp_path / "w"), Credentials(username="reader", password="secret"))
    assert "secret" not in str(refused.value)


def test_every_entry_names_a_module_and_a_class():
    assert all(target.count(":") == 1 for target in STORES.values())

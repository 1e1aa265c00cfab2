from pathlib import Path

import pytest

from graphx.errors import InvalidValueError
from graphx_api.settings import Settings


def test_the_environment_names_everything():
    settings = Settings.from_environment(
        {
            "GRAPHX_WORKSPACE": "news.graphx",
            "GRAPHX_STORE": "neo4j://graph.example:7687",
            "GRAPHX_HOSTS": "news.example, www.news.example",
            "NEO4J_USERNAME": "reader",
            "NEO4J_PASSWORD": "secret",
        }
    )
    assert settings.workspace == Path("news.graphx")
    assert settings.store_url == "neo4j://graph.example:7687"
    assert settings.hosts == ("news.example", "www.news.example")
    assert settings.credentials is not None
    assert settings.credentials.username == "reader"
    assert "secret" not in repr(settings)


def test_empty_variables_are_absent_ones():
    settings = Settings.from_environment(
        {"GRAPHX_WORKSPACE": "w", "GRAPHX_STORE": "", "GRAPHX_HOSTS": " ,", "NEO4J_PASSWORD": ""}
    )
    assert settings == Settings(workspace=Path("w"))


@pytest.mark.parametrize("environment", [{}, {"GRAPHX_WORKSPACE": ""}])
def test_a_workspace_is_needed(environment):
    with pytest.raises(InvalidValueError, match="GRAPHX_WORKSPACE"):
        Settings.from_environment(environment)


@pytest.mark.parametrize("wrong", [{"hosts": ()}, {"check_bytes": 0}])
def test_impossible_settings_are_refused(wrong):
    with pytest.raises(InvalidValueError):
        Settings(workspace=Path("w"), **wrong)

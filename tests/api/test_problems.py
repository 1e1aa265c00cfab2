"""Everything that goes wrong has one shape."""

import contextlib
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graphx.errors import StoreUnavailableError
from graphx_api.app import create_app
from graphx_api.problems import Problem
from graphx_api.settings import Settings
from tests.api.conftest import LOCAL

SECRET = "/srv/secret/place"

CASES = [
    ("GET", "/nothing", 404),
    ("GET", "/api/v2/articles", 404),
    ("GET", "/api/v1/articles/", 404),
    ("GET", "/api/v1/articles/none", 404),
    ("GET", "/api/v1/articles/none/credits", 404),
    ("GET", "/api/v1/articles/none/matches", 404),
    ("GET", "/api/v1/articles/none/trace", 404),
    ("GET", "/api/v1/stories/none", 404),
    ("GET", "/api/v1/outlets/none", 404),
    ("GET", "/api/v1/compare?left=a1&right=none", 404),
    ("GET", "/static/none.js", 404),
    ("GET", "/static/../app.py", 404),
    ("GET", "/static/%2e%2e/app.py", 404),
    ("DELETE", "/api/v1/articles/a1", 405),
    ("POST", "/api/v1/articles", 405),
    ("GET", "/api/v1/check", 405),
    ("POST", "/", 405),
    ("GET", "/api/v1/articles?cursor=nonsense", 400),
    ("GET", "/api/v1/stories?cursor=WyJhcnRpY2xlcyIsMSwieCJd", 400),
    ("GET", "/api/v1/search?q=x&cursor=%00", 400),
    ("GET", "/api/v1/articles/a1/matches?cursor=eA", 400),
    ("GET", "/api/v1/articles?limit=0", 422),
    ("GET", "/api/v1/articles?limit=201", 422),
    ("GET", "/api/v1/articles?limit=many", 422),
    ("GET", "/api/v1/articles?collected=perhaps", 422),
    ("GET", "/api/v1/search", 422),
    ("GET", "/api/v1/search?q=", 422),
    ("GET", "/api/v1/search?q=" + "%20".join("abcdefg"[i % 7] * 3 for i in range(65)), 422),
    ("GET", "/api/v1/compare?left=a1", 422),
    ("GET", "/api/v1/compare?left=a1&right=a1", 422),
    ("GET", "/api/v1/articles/" + "x" * 3000, 422),
    ("POST", "/api/v1/check", 422),
]


@pytest.mark.parametrize(("method", "path", "status"), CASES)
def test_a_refusal_is_a_problem(local, method, path, status):
    answer = local.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    problem = Problem.model_validate(answer.json(), extra="forbid")
    assert problem.status == status
    assert problem.type.startswith("urn:graphx:problem:")
    assert problem.detail


def test_a_wrong_method_names_the_right_one(local):
    assert local.post("/api/v1/articles").headers["allow"] == "GET"


def test_unusable_values_are_named_and_not_repeated(local):
    problem = local.get("/api/v1/articles?limit=<script>").json()
    assert [each["field"] for each in problem["errors"]] == ["query.limit"]
    assert "<script>" not in str(problem)


@contextlib.contextmanager
def failing(directory, error):
    class Broken:
        url = "neo4j://inside.example:7687"
        snapshot = 1

        def fetch(self, name, /, **parameters):
            raise error

        def close(self):
            pass

    with TestClient(create_app(Settings(workspace=directory)), base_url=LOCAL) as client:
        lender = client.app.state.lender
        lender._server = Broken()
        yield client


def test_a_fault_tells_nothing_of_this_machine(directory, caplog):
    with failing(directory, RuntimeError(SECRET)) as client:
        answer = client.get("/api/v1/stories")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert SECRET not in answer.text
    assert SECRET in caplog.text


def test_a_store_that_does_not_answer_is_a_503(directory, caplog):
    with failing(directory, StoreUnavailableError("neo4j://inside.example:7687")) as client:
        answer = client.get("/api/v1/stories")
        text = client.get("/api/v1/search?q=bridge")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "inside.example" not in answer.text
    assert "inside.example" in caplog.text
    assert text.status_code == 200


def test_no_answer_names_a_path(local, directory):
    for _, path, _ in CASES:
        assert str(directory) not in local.get(path).text


def test_a_workspace_that_is_not_there_stops_the_start(tmp_path: Path):
    app = create_app(Settings(workspace=tmp_path / "none"))
    with pytest.raises(Exception, match="no workspace"), TestClient(app):
        pass

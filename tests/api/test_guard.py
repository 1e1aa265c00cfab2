import pytest
from fastapi.testclient import TestClient

from graphx_api.app import create_app
from graphx_api.settings import Settings


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/static/app.js", "/nothing"])
def test_every_answer_keeps_the_page_to_this_host(local, path):
    headers = local.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "cache-control" in headers
    assert "access-control-allow-origin" not in headers


def test_other_origins_are_not_let_in(local):
    answer = local.options(
        "/api/v1/articles",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"},
    )
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "192.0.2.7"]
)
def test_own_names_and_addresses_are_answered(local, host):
    assert local.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "", "localhost@evil.example", "[::1", "a:b:c"],
)
def test_a_stranger_s_name_is_refused(local, host):
    answer = local.get("/api/v1/health", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["type"] == "urn:graphx:problem:misdirected-request"
    assert "evil" not in answer.text


def test_any_name_is_answered_when_told_so(directory):
    app = create_app(Settings(workspace=directory, hosts=("*",)))
    with TestClient(app, base_url="http://news.example") as client:
        assert client.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/articles/a1", "/static/style.css"])
def test_head_is_get_without_a_body(local, path):
    whole, head = local.get(path), local.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]

import pytest
from fastapi.testclient import TestClient

from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.api.conftest import LOCAL, fill

PATHS = [
    "/api/v1/articles",
    "/api/v1/articles/a1",
    "/api/v1/articles/a1/trace",
    "/api/v1/search?q=bridge",
    "/api/v1/network/outlets",
    "/",
    "/static/app.js",
]


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_has_is_not_sent_again(local, path):
    first = local.get(path)
    tag = first.headers["etag"]
    again = local.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert first.status_code == 200
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert again.headers["cache-control"] == "no-cache"


def test_a_tag_is_good_for_its_own_address_only(local):
    tag = local.get("/api/v1/articles/a1").headers["etag"]
    assert local.get("/api/v1/articles/a2", headers={"If-None-Match": tag}).status_code == 200
    assert local.get("/api/v1/articles/none", headers={"If-None-Match": tag}).status_code == 404


def test_either_store_has_its_own_tags(client):
    tag = client.get("/api/v1/stories").headers["etag"]
    assert client.get("/api/v1/stories", headers={"If-None-Match": tag}).status_code == 304


def test_a_new_snapshot_has_new_tags(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    with TestClient(create_app(Settings(workspace=workspace.path)), base_url=LOCAL) as client:
        tag = client.get("/api/v1/articles").headers["etag"]
        with workspace.writer() as writer:
            writer.remove("articles", "article_id", ["b2"])
            writer.commit()
        after = client.get("/api/v1/articles", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert "b2" not in {item["article_id"] for item in after.json()["items"]}


def test_health_is_never_kept(local):
    answer = local.get("/api/v1/health")
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers

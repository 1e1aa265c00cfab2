import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from graphx.errors import StoreError
from graphx_api.app import create_app
from graphx_api.settings import Settings
from graphx_api.sources import Lender
from tests.api.conftest import LOCAL, fill


def commit_without(workspace, article_id):
    with workspace.writer() as writer:
        writer.remove("articles", "article_id", [article_id])
        for end in ("left_id", "right_id"):  # no pair may name what is not there
            writer.remove("siblings", end, [article_id])
        writer.commit()


def test_a_request_under_way_keeps_its_snapshot(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    with Lender(Settings(workspace=workspace.path)) as lender:
        with lender.lease() as early:
            commit_without(workspace, "b2")
            with lender.lease() as late:
                assert (early.texts.snapshot, late.texts.snapshot) == (1, 2)
                assert late.graph.fetch("article", article_id="b2").num_rows == 0
            assert early.graph.fetch("article", article_id="b2").num_rows == 1
        with pytest.raises(StoreError, match="closed"):
            early.graph.fetch("counts")
        with lender.lease() as later:
            assert later.texts is late.texts


def test_a_workspace_made_anew_is_noticed(tmp_path, tables):
    import shutil

    workspace = fill(tmp_path / "news", tables)
    with Lender(Settings(workspace=workspace.path)) as lender:
        with lender.lease() as before:
            created = before.texts.created
        shutil.rmtree(workspace.path)
        with pytest.raises(StoreError), lender.lease():
            pass
        fill(tmp_path / "news", tables)
        with lender.lease() as after:
            assert after.texts.created > created


def test_what_checks_texts_is_made_once_a_snapshot(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    with Lender(Settings(workspace=workspace.path)) as lender:
        with lender.lease() as one, lender.lease() as two:
            assert one.checker() is two.checker()
            old = one.checker()
        commit_without(workspace, "b2")
        with lender.lease() as three:
            assert three.checker() is not old


def loading():
    return [thread for thread in threading.enumerate() if thread.name == "loading checks"]


def test_what_checks_texts_is_loaded_early(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    with Lender(Settings(workspace=workspace.path, load_early=True)) as lender:
        for thread in loading():
            thread.join()
        with lender.lease() as now:
            assert now.checker().check("Rain fell on the town.").matches == ()


def test_a_service_may_be_closed_while_it_loads(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    with Lender(Settings(workspace=workspace.path, load_early=True)):
        threads = loading()
    for thread in threads:
        thread.join()
    assert not loading()


def test_many_readers_and_a_writer(tmp_path, tables):
    workspace = fill(tmp_path / "news", tables)
    done = threading.Event()
    paths = ["articles", "articles/a1", "articles/a2/trace", "search?q=bridge", "health"]

    def read(client, path):
        statuses = set()
        while not done.is_set():
            statuses.add(client.get(f"/api/v1/{path}").status_code)
        return statuses

    with TestClient(create_app(Settings(workspace=workspace.path)), base_url=LOCAL) as client:
        with ThreadPoolExecutor(len(paths)) as pool:
            readers = [pool.submit(read, client, path) for path in paths]
            try:
                for name in ("b2", "b1", "a3"):
                    commit_without(workspace, name)
            finally:
                done.set()
        assert [reader.result() for reader in readers] == [{200}] * len(paths)
        assert client.get("/api/v1/health").json()["workspace_snapshot"] == 4

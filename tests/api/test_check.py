import pytest
from fastapi.testclient import TestClient

from graphx_api.app import create_app
from graphx_api.settings import CHECK_BYTES, Settings
from tests.api.conftest import LOCAL, SEEDS

SAMPLE = (SEEDS / "001_68a215685d108f0d.txt").read_text("utf-8")


def test_a_pasted_sample_is_found_whole(samples):
    report = samples.post("/api/v1/check", json={"text": SAMPLE}).json()
    [match] = report["matches"]
    assert match["article"]["id"] == "001_68a215685d108f0d"
    assert match["relation"] == "near_duplicate"
    for passage in match["passages"]:
        words = SAMPLE[passage["left_start"] : passage["left_end"]]
        assert words == passage["left_text"] == passage["right_text"]


def test_a_pasted_credit_is_read(samples):
    text = "Originally appeared at MoonOfAlabama\n\nNothing else is known of it."
    answer = samples.post(
        "/api/v1/check", content=text, headers={"Content-Type": "text/plain; charset=utf-8"}
    )
    assert answer.headers["cache-control"] == "no-store"
    [credit] = answer.json()["credits"]
    assert credit["source_outlet_name"] == "Moon of Alabama"
    assert text[credit["start"] : credit["end"]] == credit["quote"]
    assert answer.json()["matches"] == []


def test_a_check_keeps_nothing(samples):
    before = samples.get("/api/v1/health").json()
    samples.post("/api/v1/check", json={"text": "Some words that nobody wrote before."})
    assert samples.get("/api/v1/health").json() == before


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "text/plain", 422),
        (b" \n ", "text/plain", 422),
        (b"\xff\xfe", "text/plain", 422),
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"text": 3}', "application/json", 422),
        (b'{"text": "a", "more": 1}', "application/json", 422),
        (b'{"text": "\\ud800"}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"word", "application/xml", 200),
        (b"\x00", "text/plain", 422),
    ],
)
def test_odd_bodies(local, body, kind, status):
    answer = local.post("/api/v1/check", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_a_body_is_counted_as_it_comes(local, kind):
    sent = 0

    def chunks():
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield b"word " * 13_200

    answer = local.post("/api/v1/check", content=chunks(), headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert f"{CHECK_BYTES:,} bytes" in answer.json()["detail"]


def test_the_limit_is_a_setting(directory):
    app = create_app(Settings(workspace=directory, check_bytes=10))
    with TestClient(app, base_url=LOCAL) as client:
        assert client.post("/api/v1/check", content=b"0123456789").status_code == 200
        assert client.post("/api/v1/check", content=b"0123456789a").status_code == 413

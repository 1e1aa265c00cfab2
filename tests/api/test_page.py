"""The page as files; what it does in a browser is tested in `tests/browser`."""

import re

import pytest

from graphx_api.routes.page import STATIC

FILES = sorted(path.name for path in STATIC.iterdir())
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg"}


@pytest.mark.parametrize("name", FILES)
def test_files_have_types_a_strict_browser_takes(local, name):
    answer = local.get(f"/static/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(TYPES["." + name.rpartition(".")[2]])
    assert answer.headers["etag"]
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_loaded_from_elsewhere(name):
    text = (STATIC / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"[\"'`(](?:https?:)?//[a-z0-9]", text)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_scraped_text_never_becomes_markup(name):
    text = (STATIC / name).read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text)


@pytest.mark.parametrize("name", FILES)
def test_the_page_takes_no_side(name):
    text = (STATIC / name).read_text("utf-8")
    assert not re.search(r"\b(original|fake|launder\w*|stolen|plagiar\w*|propaganda)\b", text, re.I)


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_are_served(local, path):
    answer = local.get(path)
    assert answer.headers["content-type"].startswith("text/html")
    for source in re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text):
        assert local.get(source).status_code == 200

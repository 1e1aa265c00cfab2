"""A real browser on a real server: an invented story and the samples, worked out for real."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request

from graphx.pipeline import run
from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.browser.invented import write

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Chromium of the machine; skipped, and in CI failed, where there is none."""
    program = shutil.which("chromium")
    if program is None:
        reason = "the page is tried in Chromium, which is not on the path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return {"executable_path": program, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over a workspace of both collections."""
    folder = tmp_path_factory.mktemp("browser")
    workspace = folder / "news.graphx"
    run([str(write(folder / "invented.jsonl")), str(SEEDS)], workspace)
    config = uvicorn.Config(create_app(Settings(workspace=workspace)), port=0, log_level="warning")
    started = threading.Event()
    failed: list[BaseException] = []

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            try:
                await super().startup(sockets)  # type: ignore[arg-type]
            except BaseException as error:
                failed.append(error)
                raise
            finally:
                started.set()

    server = Announcing(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    assert started.wait(60)
    assert not failed
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()


@dataclass
class Watched:
    """A page, and everything it should not have done."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """HTTP statuses a test provokes: the browser reports each on its own, sooner or later."""

    def go(self, view: str = "") -> Page:
        """Open a view and wait until it is there."""
        self.page.goto(f"{self.home}{view}")
        self.page.wait_for_selector("main:not([aria-busy]) h1")
        return self.page


def watch(context: BrowserContext, home: str) -> Watched:
    watched = Watched(page=context.new_page(), home=home)

    def requested(request: Request) -> None:
        if not request.url.startswith(home) and not request.url.startswith("data:"):
            watched.abroad.append(request.url)

    watched.page.on("request", requested)
    watched.page.on(
        "console",
        lambda said: (
            watched.complaints.append(said.text) if said.type in {"error", "warning"} else None
        ),
    )
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    return watched


def provoked(said: str, refused: set[int]) -> bool:
    """Whether a complaint is the browser's own report of a status the test asked for."""
    return any(f"responded with a status of {status} " in said for status in refused)


def open_in(browser: Browser, home: str, **options: object) -> Iterator[Watched]:
    """Open a page with `options`; afterwards, nothing may have gone wrong in it."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    watched = watch(context, home)
    yield watched
    context.close()
    assert [said for said in watched.complaints if not provoked(said, watched.refused)] == []
    assert watched.abroad == []


@pytest.fixture
def desk(browser: Browser, served: str) -> Iterator[Watched]:
    yield from open_in(browser, served, viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Watched]:
    yield from open_in(browser, served, viewport={"width": 380, "height": 800}, has_touch=True)


@pytest.fixture
def dark(browser: Browser, served: str) -> Iterator[Watched]:
    yield from open_in(
        browser, served, viewport={"width": 1280, "height": 900}, color_scheme="dark"
    )

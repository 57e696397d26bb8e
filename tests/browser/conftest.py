"""The page in a real browser: Debian's Chromium, driven by Playwright; every message and every request is kept."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = (
    os.environ.get("NEWSKG_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def visit(browser):
    """Open a file and watch it: at the end there was no message, and no request but for the file itself."""
    pages = []

    def go(path, fragment="", **options):
        page = browser.new_page(viewport=options.pop("viewport", {"width": 1440, "height": 900}), **options)
        page.messages, page.requests = [], []
        page.on("console", lambda m: page.messages.append(m.text))
        page.on("pageerror", lambda e: page.messages.append(str(e)))
        page.on("dialog", lambda d: (page.messages.append("dialog"), d.dismiss()))
        page.on("request", lambda r: page.requests.append(r.url))
        page.goto(f"file://{path}{fragment}")
        page.wait_for_selector("body[data-ready]")
        pages.append(page)
        return page

    yield go
    for page in pages:
        assert page.messages == []
        kept = {u.split("#")[0] for u in page.requests if not u.startswith(("blob:file:", "data:"))}
        assert kept == {page.requests[0].split("#")[0]}
        page.close()


@pytest.fixture
def seed_page(visit, seed_folder):
    return visit(seed_folder / "graph.html")


@pytest.fixture
def sample_page(visit, sample_graph, tmp_path):
    from kg.view import write
    from tests.support import sample

    write(sample_graph, tmp_path / "p.html", title=sample.HOSTILE)
    return visit(tmp_path / "p.html")


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def until(page, expression, arg=None):
    """Wait for something to hold; asked from outside, as the page's policy lets no predicate be compiled inside."""
    for _ in range(300):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression} {arg}")


def drawn(page):
    found = page.evaluate("app.graph.drawn")
    return found["nodes"], found["edges"]


def serious(page) -> list[str]:
    """axe-core's findings that matter, as “rule: where”."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{v['id']}: {n['html'][:140]} {n['failureSummary'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]

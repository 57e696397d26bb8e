"""The page in a real browser: Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = (
    os.environ.get("NEWSKG_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def visit(browser):
    """Open a file and watch it: every message and every request is kept."""
    pages = []

    def go(path, **options):
        page = browser.new_page(viewport=options.pop("viewport", {"width": 1440, "height": 900}), **options)
        page.messages, page.requests = [], []
        page.on("console", lambda m: page.messages.append(m.text))
        page.on("pageerror", lambda e: page.messages.append(str(e)))
        page.on("dialog", lambda d: (page.messages.append("dialog"), d.dismiss()))
        page.on("request", lambda r: page.requests.append(r.url))
        page.goto(f"file://{path}")
        page.wait_for_selector("body[data-ready]")
        pages.append(page)
        return page

    yield go
    for page in pages:
        assert page.messages == [] and {u.split("#")[0] for u in page.requests} == {page.requests[0].split("#")[0]}
        page.close()


@pytest.fixture
def seed_page(visit, seed_folder):
    return visit(seed_folder / "graph.html")


def drawn(page):
    return page.evaluate("explorer.drawn.nodes"), page.evaluate("explorer.drawn.edges")


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_search_card_edge_sentence(seed_page, tmp_path):
    search(seed_page, "durov")
    assert seed_page.locator("#panel h2").inner_text() == "Pavel Durov"
    seed_page.screenshot(path=tmp_path / "card.png")
    seed_page.locator("#panel .fact", has_text="arrest of").first.click()
    assert "arrest" in seed_page.locator("#panel h2").inner_text() and seed_page.locator("#panel mark").count() > 0
    seed_page.locator("#panel .fact", has_text="France").first.click()
    assert (
        seed_page.locator("#panel mark.s").inner_text() == "arrest"
        and seed_page.locator("#panel mark.o").inner_text() == "France"
    )
    seed_page.locator("#panel .soft .link").first.click()
    assert seed_page.locator("#view-sources mark.here").count() > 0


def test_the_legend_filters(seed_page):
    before = drawn(seed_page)
    seed_page.locator('[data-filter="Event"]').click()
    assert (
        drawn(seed_page)[0] < before[0]
        and seed_page.locator('[data-filter="Event"]').get_attribute("aria-pressed") == "false"
    )
    seed_page.locator('[data-filter="Event"]').click()
    assert drawn(seed_page) == before
    seed_page.locator('[data-filter="attributed"]').click()
    assert drawn(seed_page)[1] < before[1]


def test_denied_is_hidden_at_first(visit, sample_graph, tmp_path):
    from kg.view import write

    write(sample_graph, tmp_path / "p.html", title="x")
    page = visit(tmp_path / "p.html")
    before = drawn(page)[1]
    page.locator('[data-filter="denied"]').click()
    assert drawn(page)[1] > before


def test_hostile_text_stays_text(visit, sample_graph, tmp_path):
    from kg.view import write
    from tests.support import sample

    write(sample_graph, tmp_path / "p.html", title=sample.HOSTILE)
    page = visit(tmp_path / "p.html")
    assert page.locator("h1").inner_text() == sample.HOSTILE
    search(page, "script")
    assert page.locator("#panel h2").inner_text() == sample.HOSTILE
    for view in ("table", "timeline", "sources"):
        page.locator(f"#tab-{view}").click()
        assert page.locator("#stage img, #stage script, #panel img, #panel script").count() == 0


def test_by_keyboard_alone(seed_page):
    seed_page.locator("#tab-graph").focus()
    seed_page.keyboard.press("ArrowRight")
    assert seed_page.locator("#view-table table").count() == 3
    seed_page.keyboard.press("ArrowRight")
    assert seed_page.locator("#view-timeline time", has_text="2018").count() == 1
    search(seed_page, "ofmin")
    assert seed_page.evaluate("document.activeElement.id") == "panel"
    seed_page.keyboard.press("Escape")
    assert seed_page.locator("#panel h3").first.inner_text().lower() == "start here"


def test_a_link_restores_the_place(visit, seed_folder, seed_page):
    search(seed_page, "vkontakte")
    address = seed_page.url
    again = visit(address.removeprefix("file://"))
    assert again.locator("#panel h2").inner_text() == "VKontakte"
    seed_page.keyboard.press("Escape")
    seed_page.go_back()
    assert seed_page.locator("#panel h2").inner_text() == "VKontakte"


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_overflows(visit, seed_folder, width):
    page = visit(seed_folder / "graph.html", viewport={"width": width, "height": 800}, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_the_same_every_time(sample_graph):
    from kg.view import render

    assert render(sample_graph, title="x") == render(sample_graph, title="x")

"""The page as a new reader uses it: questions, the actions taken and what the page then shows.

`reading.json` was written beside the page; the questions of `asked.json` were committed before their pages were built.
"""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import search
from tests.support.shared import SHARED, needs_shared

NOTES = [json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8")) for name in ("reading", "asked")]
ARTICLES = [article for notes in NOTES for article in notes["articles"]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    import kg

    folder = tmp_path_factory.mktemp("reading")
    lines = (SHARED / "bench" / "data" / "wikinews-2019.input.jsonl").read_text("utf-8").splitlines()
    texts = {d["id"]: d for d in map(json.loads, lines)}
    for article in ARTICLES:
        document = {k: v for k, v in texts[article["id"]].items() if isinstance(v, str)}
        kg.build(document, out=folder / article["id"])
    return folder


def act(page, action):
    verb, _, rest = action.partition(" ")
    if verb == "search":
        search(page, rest)
    elif verb == "click":
        page.locator("#panel .evidence, #panel a, #stage a", has_text=rest).first.click()
    else:
        page.locator(f"#tab-{rest}").click()


@needs_shared
@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a["id"][:30])
def test_three_actions_suffice(visit, pages, article):
    for asked in article["questions"]:
        page = visit(pages / article["id"] / "graph.html")
        assert 1 <= len(asked["actions"]) <= 3
        for action in asked["actions"]:
            act(page, action)
        shown = page.locator("#panel").inner_text() + page.locator("#stage").inner_text()
        assert asked.get("shown", asked["answer"]) in " ".join(shown.split()), asked["question"]

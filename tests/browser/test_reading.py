"""The page as a new reader uses it: `reading.json` holds questions, the actions taken and the answers found."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import search
from tests.support.shared import SHARED, needs_shared

NOTES = json.loads((Path(__file__).parent / "reading.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    import kg

    folder = tmp_path_factory.mktemp("reading")
    lines = (SHARED / "bench" / "data" / "wikinews-2019.input.jsonl").read_text("utf-8").splitlines()
    texts = {d["id"]: d for d in map(json.loads, lines)}
    for number, article in enumerate(NOTES["articles"]):
        document = {k: v for k, v in texts[article["id"]].items() if isinstance(v, str)}
        kg.build(document, out=folder / str(number))
    return folder


@needs_shared
@pytest.mark.parametrize("number", range(len(NOTES["articles"])))
def test_three_actions_suffice(visit, pages, number):
    for asked in NOTES["articles"][number]["questions"]:
        page = visit(pages / str(number) / "graph.html")
        assert 1 <= len(asked["actions"]) <= 3
        for action in asked["actions"]:
            verb, _, rest = action.partition(" ")
            if verb == "search":
                search(page, rest)
            else:
                page.locator(f"#tab-{rest}").click()
        shown = page.locator("#panel").inner_text() + page.locator("#stage").inner_text()
        assert asked["answer"] in shown, asked["question"]

"""Attributions in news, read by hand (`attributions.json`: document ids and offsets), against what the chain finds.

The readings were written down before the program's output was looked at: a first one of Wikinews, and one of twenty-nine
articles of three collections by six readers, who knew nothing of the program and of whom two agreed in about nine of ten
(exact spans, on six articles).  They counted speakers' *we plan* and *I believe* within quotations; the first had not.
One half of each was then used to read errors on; the other is held back and only measured.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.learned.gold import document, offsets
from kg.nlp import pipeline, quotes
from tests.support.shared import SHARED, needs_shared

READ = json.loads(Path(__file__).with_name("attributions.json").read_text("utf-8"))
FLOORS = {
    "read": {"quotes.content.exact": 76, "quotes.source.exact": 80, "quotes.cue.exact": 81},
    "held back": {"quotes.content.exact": 68, "quotes.source.exact": 78, "quotes.cue.exact": 77},
    "readers, read": {"quotes.content.exact": 64, "quotes.source.exact": 75, "quotes.cue.exact": 75},
    "readers, held back": {"quotes.content.exact": 61, "quotes.source.exact": 80, "quotes.cue.exact": 75},
}


def found(doc):
    """The attributions of a document, as the record lists them."""
    at = lambda span: list(offsets(doc, *span)) if span else None  # noqa: E731
    return [
        {
            "id": f"q{n}",
            "span": at((q.start, q.end)),
            "cue": at(q.cue),
            "speaker": None,
            "speaker_span": at(q.speaker),
            "direct": q.direct,
        }
        for n, q in enumerate((q for q in quotes.find(doc) if q.listed), 1)
    ]


@needs_shared
@pytest.mark.parametrize("half", FLOORS)
def test_attributions_read_by_hand(half, tmp_path):
    """Exact F1 of contents, sources and cues, by the scorer of the development sets."""
    rows = [r for r in READ if r["half"] == half]
    sources = [SHARED / "bench" / "data" / f"{name}.input.jsonl" for name in {r["set"] for r in rows}]
    lines = (line for source in sources for line in source.read_text("utf-8").splitlines())
    texts = {r["id"]: r for r in map(json.loads, lines)}
    gold, system, nlp = tmp_path / "gold.jsonl", tmp_path / "system.jsonl", pipeline.load()
    with gold.open("w") as wanted, system.open("w") as ours:
        for row in rows:
            text = texts[row["id"]]["text"]
            head = {"id": row["id"], "text": text}
            print(json.dumps({**head, "layers": ["quotes"], "annotated": [[0, len(text)]], **row}), file=wanted)
            doc = pipeline.analyse(document(texts[row["id"]]), nlp)
            print(json.dumps({**head, "quotes": found(doc)}), file=ours)
    score = [sys.executable, SHARED / "bench" / "score.py", "--gold", gold, "--system", system, "--json"]
    metrics = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)["metrics"]
    reached = {name: round(100 * metrics[name]["f1"], 1) for name in FLOORS[half]}
    print(f"attributions, {half}: {reached}")
    assert all(reached[name] >= floor for name, floor in FLOORS[half].items()), reached

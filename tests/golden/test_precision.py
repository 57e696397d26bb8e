"""Twenty real articles, judged by hand: what stands as a plain triple is right."""

import json

import pytest

from kg import ontology
from tests import precision
from tests.support.shared import needs_shared


@pytest.fixture(scope="module")
def found():
    judge = precision.Judge()
    return [(t, judge.of(t)) for r in precision.records(precision.articles()) for t in precision.triples(r)]


@needs_shared
def test_plain_triples_are_right(found):
    for kind, (right, judged, every) in precision.shares(found).items():
        print(f"{kind}: {right} of {judged} judged right, {every} in all")
    right, judged, every = precision.shares(found)["all"]
    assert right >= 0.93 * judged
    assert judged >= 0.75 * every, "too many triples that nobody has judged: python -m tests.precision --ask FILE"


@needs_shared
def test_the_published_precision_is_the_measured(found):
    """`quality.json`, which VoID publishes, is of this extractor; a change of a few triples is no drift."""
    published, measured = json.loads(precision.QUALITY.read_text("utf-8")), precision.quality(found)
    assert published["set"] == measured["set"]
    total = sum(x["found"] for x in measured["precision"].values())
    drift = {}
    for name in {*published["precision"], *measured["precision"]}:
        a, b = (x["precision"].get(name, {"right": 0, "found": 0}) for x in (published, measured))
        drift[name] = abs(a["right"] - b["right"]) + abs((a["found"] - a["right"]) - (b["found"] - b["right"]))
    assert sum(drift.values()) <= 0.15 * total, f"python -m tests.precision --write: {drift}"


def test_the_published_precision_speaks_of_the_ontology():
    published = json.loads(precision.QUALITY.read_text("utf-8"))["precision"]
    assert published and set(published) <= set(ontology.load().properties)
    for name, share in published.items():
        assert 0 <= share["right"] <= share["found"] and share["precision"] == round(
            share["right"] / share["found"], 3
        ), name


def test_the_verdicts_hold_no_text():
    """Offsets and triples only: the articles stay where they are."""
    rows = [json.loads(line) for line in precision.VERDICTS.read_text("utf-8").splitlines()]
    assert len(rows) > 200 and len({r["id"] for r in rows}) >= 15
    assert all(isinstance(r["right"], bool) and (r["right"] or r["cause"]) for r in rows)
    assert all(len(r["object"]) < 120 and "text" not in r for r in rows)


def test_a_verdict_is_on_one_reading():
    """The same labels read from another sentence are another triple."""
    row = json.loads(precision.VERDICTS.read_text("utf-8").splitlines()[0])
    fields = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k not in ("right", "cause")}
    same = precision.Triple(**fields)
    elsewhere = precision.Triple(**fields | {"evidence": (10**6, 10**6 + 5)})
    judge = precision.Judge()
    assert judge.of(same) and judge.of(elsewhere) is None

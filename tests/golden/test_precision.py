"""Twenty real articles, judged by hand: what stands as a plain triple is right."""

import json

import pytest

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

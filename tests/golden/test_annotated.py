"""The articles annotated to learn from: whole records, which teach what they are there for and nothing else."""

from pathlib import Path

import pytest

from kg.learned import gold
from tests import precision

FOLDER = Path(__file__).parent / "annotated"
[NAME] = gold.TAUGHT


@pytest.fixture(scope="module")
def records():
    return list(gold.records((Path("nowhere"), FOLDER), NAME))


def test_every_part_refers_to_what_is_there(records):
    assert len(records) == 75
    for record in records:
        entities, mentions = {e["id"] for e in record["entities"]}, {m["id"] for m in record["mentions"]}
        assert {m["entity"] for m in record["mentions"]} == entities
        for m in record["mentions"]:
            (a, b), (c, d) = m["span"], m["head"]
            assert 0 <= a <= c < d <= b <= len(record["text"]) and record["text"][a:b].strip()
        for e in record["events"]:
            start, end = e["trigger"]
            assert record["text"][start:end].strip()
            assert {p["mention"] for p in e["participants"]} <= mentions
            assert {p["role"] for p in e["participants"]} <= {"agent", "patient", "place", None}


def test_a_chain_is_of_one_thing(records):
    for record in records:
        for chain in record["coref"]:
            assert len(chain) > 1 and len({m["entity"] for m in chain}) == 1


def test_no_article_is_one_that_precision_is_measured_on(records):
    measured = {d.id for d in (*precision.articles(), *(d for n in range(1, 8) for d in precision.blind(f"blind-{n}")))}
    if not measured:
        pytest.skip("the development data is not on this machine")
    assert not measured & {r["id"] for r in records}


def test_a_missing_set_is_told_with_its_folders(tmp_path):
    with pytest.raises(gold.InputError, match=r"no nothing\.gold\.jsonl"):
        list(gold.records((tmp_path, FOLDER), "nothing"))

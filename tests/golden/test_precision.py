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


def test_a_blind_round_keeps_its_first_verdicts():
    """What was right when a round was read stays, whatever verdicts are added later."""
    judge = precision.Judge(precision.BLIND)
    names = precision.rounds(judge)
    assert names[:2] == ["blind-1", "blind-2"]
    for name in names:
        right, judged = precision.first(judge, name)
        assert 0 < right < judged
    before = precision.first(judge, "blind-1")
    judge.rows.append(judge.rows[0] | {"round": "blind-1", "first": False, "right": False})
    assert precision.first(judge, "blind-1") == before


def test_blind_verdicts_say_round_date_and_cause():
    rows = [json.loads(line) for line in precision.BLIND.read_text("utf-8").splitlines()]
    tuned = {json.loads(line)["id"] for line in precision.VERDICTS.read_text("utf-8").splitlines()}
    for row in rows:
        assert row["right"] is (row["cause"] is None) and row["cause"] in {None, *precision.CAUSES}, row
        assert len(row["date"]) == 10 and isinstance(row["first"], bool) and "text" not in row
    assert not tuned & {row["id"] for row in rows}, "articles that rules were written on are not blind"
    assert len({(r["id"], r["round"]) for r in rows}) == len({r["id"] for r in rows}), "an article is in one round"


@needs_shared
def test_blind_articles_are_chosen_by_a_fixed_rule():
    chosen = [d.id for n in range(1, 5) for d in precision.blind(f"blind-{n}")]
    assert len(set(chosen)) == 40 and not set(chosen) & {d.id for d in precision.articles()}
    rows = [json.loads(line) for line in precision.BLIND.read_text("utf-8").splitlines()]
    for row in rows:
        assert row["id"] in {d.id for d in precision.blind(row["round"])}


def test_what_is_to_be_judged_is_shown_with_the_words_of_the_text():
    text = "Ana Prates left. She sold Audi."
    assert precision._shown("Ana Prates", text, (17, 20)) == "Ana Prates <She>"
    assert precision._shown("Audi", text, (26, 30)) == "Audi"


def test_wanted_facts_have_a_verdict_and_written_articles_their_text():
    rows = [json.loads(line) for line in precision.VERDICTS.with_name("wanted.jsonl").read_text("utf-8").splitlines()]
    verdicts = {"fact", "doubtful", "status", "partial", "absent", "said"}
    assert all(row[read] in verdicts for row in rows for read in ("first", "then", "now") if read in row)
    assert all("now" in row for row in rows)
    written = {d.id for d in precision.blind("written-1")}
    assert len(written) == 12 and written <= {row["id"] for row in rows}
    judged = precision.Judge(precision.BLIND).rows
    for name in ("written-1", "written-2"):
        assert {d.id for d in precision.blind(name)} == {row["id"] for row in judged if row["round"] == name}

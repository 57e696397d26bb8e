"""What gold annotation teaches: which documents are learned from, and what triggers and participants it speaks of."""

import json
from types import SimpleNamespace

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.learned import gold, train_events
from kg.learned.folds import fold
from kg.nlp.types import TokenMention

TEXT = "Acme sued Bolt over fees"


@pytest.fixture
def doc():
    words, heads = TEXT.split(), [1, 1, 1, 1, 3]
    pos, deps = ["PROPN", "VERB", "PROPN", "ADP", "NOUN"], ["nsubj", "ROOT", "dobj", "prep", "pobj"]
    return Doc(Vocab(), words=words, heads=heads, pos=pos, deps=deps)


def record(*layers, fees="Other"):
    spans = {"m0": (0, 4), "m1": (10, 14), "m2": (20, 24)}
    types = dict(zip(spans, ("Organization", "Organization", fees), strict=True))
    part = lambda m, role: {"mention": m, "entity": m, "span": list(spans[m]), "role": role}  # noqa: E731
    return {
        "id": "d",
        "layers": layers,
        "annotated": [[0, 24]],
        "mentions": [
            {"id": m, "entity": m, "span": list(s), "head": list(s), "kind": "name"} for m, s in spans.items()
        ],
        "entities": [{"id": m, "type": t} for m, t in types.items()],
        "events": [{"trigger": [5, 9], "raw_type": "OTHER", "participants": [part("m0", "agent"), part("m1", None)]}],
    }


def labels_of_roles(doc, given):
    found = [TokenMention(i, i + 1, i, "name", "ORG") for i in (0, 2, 4)]
    pairs = SimpleNamespace(doc=doc, pairs=[(1, m) for m in found], rules={1: {}})
    return train_events.role_labels(pairs, given, train_events.gold_triggers(doc, given)).tolist()


def test_who_takes_part_is_told_of_those_of_whom_the_gold_speaks(doc):
    unknown = [train_events.UNKNOWN] * 5
    assert labels_of_roles(doc, record()) == [[1, 1, 0, 0, 0], [1, 0, 0, 0, 1], unknown]
    assert labels_of_roles(doc, record(fees="Product"))[2] == [0] * 5


def test_a_set_without_the_layer_of_events_teaches_no_triggers(doc):
    view = SimpleNamespace(doc=doc, candidates=[1, 4])
    labels = lambda *layers: train_events.trigger_labels(  # noqa: E731
        view, record(*layers), train_events.gold_triggers(doc, record())
    ).tolist()
    assert labels("events", "participants") == [[1, 0], [0, 0]]
    assert labels("participants") == [[train_events.UNKNOWN] * 2] * 2


def test_nothing_is_held_back_of_what_is_only_learned_from(tmp_path, monkeypatch):
    [taught] = gold.TAUGHT
    for name in (taught, "other"):
        rows = ({"id": f"{name}-{n}", "text": TEXT} for n in range(20))
        (tmp_path / f"{name}.gold.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    monkeypatch.setattr(gold.Corpus, "_analysed", lambda self, name, documents: [None] * len(documents))
    corpus = gold.Corpus((tmp_path / "empty", tmp_path), without=0)
    assert len(corpus.training(taught)) == 20
    kept = [r["id"] for r, _, _ in corpus.training("other")]
    assert kept == [f"other-{n}" for n in range(20) if fold(f"other-{n}") != 0] and len(kept) < 20

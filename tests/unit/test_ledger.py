"""The ledger: which sentences are silent, and the reason each is given."""

from types import SimpleNamespace

import pytest

from kg.extract.types import Assertion
from kg.model import Entity, Event, Mention, Quote, Span
from kg.nlp.types import TokenStatus
from kg.resolve import ledger
from tests.support.docs import doc

FACED = ["Ana/NNP/nsubj/1", "faced/VBD/ROOT/1/face", "Acme/NNP/dobj/1", "././punct/1"]


def silent(tokens, *, assertions=(), events=(), quotes=(), last=2):
    """The ledger of one sentence that names *Ana* (first token) and *Acme* (token `last`)."""
    made = doc(*tokens)
    sentence = Span(0, len(made.text))
    names = [Span(made[i].idx, made[i].idx + len(made[i])) for i in (0, last)]
    mentions = [Mention(f"m{n}", s, "name", f"e{n}", s) for n, s in enumerate(names, 1)]
    entities = (Entity("e1", "Person", "Ana", "i:1"), Entity("e2", "Organization", "Acme", "i:2"))
    table = SimpleNamespace(entities=entities, at=lambda t: {0: "e1", last: "e2"}.get(t.i))
    return ledger.build(made, [sentence], mentions, table, assertions, [], events, quotes)


def event(*, salient):
    """*faced* as an event of the one sentence."""
    return Event("v1", "Event", "facing", "i:3", Span(4, 9), Span(0, len(doc(*FACED).text)), salient=salient)


@pytest.mark.parametrize(
    ("tokens", "last", "code", "detail"),
    [
        (FACED, 2, "unknown", "face"),
        (["Ana/NNP/ROOT/0", ",/,/punct/0", "Acme/NNP/appos/0"], 2, "verbless", ""),
        ([*FACED[:3], "?/./punct/1"], 2, "question", ""),
        (
            ["Ana/NNP/nsubj/3", "and/CC/cc/0", "Acme/NNP/conj/0", "slept/VBD/ROOT/3/sleep"],
            2,
            "listed",
            "",
        ),
        (
            ["Ana/NNP/nsubj/1", "left/VBD/ROOT/1/leave", "and/CC/cc/1", "Acme/NNP/nsubj/4", "stayed/VBD/conj/1/stay"],
            3,
            "apart",
            "",
        ),
    ],
)
def test_how_the_entities_hang_together(tokens, last, code, detail):
    (line,) = silent(tokens, last=last)
    assert (line.code, line.detail, line.entities) == (code, detail, ("e1", "e2"))
    assert line.reason == ledger.REASONS[code]


def test_a_frame_that_matched_two_entities_of_other_kinds_is_named():
    refused = Assertion("kg:p", 0, 1, "face.verb", "", TokenStatus(), object=2)
    assert [(x.code, x.detail) for x in silent(FACED, assertions=[refused])] == [("refused", "face.verb")]
    figure = Assertion("kg:p", 0, 1, "face.verb", "", TokenStatus(), object=None)
    assert silent(FACED, assertions=[figure])[0].code == "unknown"


def test_words_of_somebody_and_thin_events_are_reasons():
    assert silent(FACED, quotes=[Quote("q1", Span(4, 14), None, None, None, False)])[0].code == "quoted"
    assert [(x.code, x.detail) for x in silent(FACED, events=[event(salient=False)])] == [("thin", "faced")]


def test_a_sentence_with_an_event_for_the_graph_is_not_silent():
    assert silent(FACED, events=[event(salient=True)]) == []

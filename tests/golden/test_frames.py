"""Every example and counter-example of every frame."""

import pytest

from kg.extract import frames
from kg.model import Document


def _cases():
    for frame in frames.load().frames:
        for example in (*frame.examples, *frame.counter):
            sentence, _, expected = example.partition(" => ")
            yield pytest.param(frame, sentence, expected, id=f"{frame.id}: {sentence[:50]}")


@pytest.fixture(scope="module")
def annotate():
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()
    return lambda text: annotate_document(Document("x", text), nlp)


@pytest.mark.parametrize(("frame", "sentence", "expected"), _cases())
def test_example(annotate, frame, sentence, expected):
    record = annotate(sentence)
    names = {e.id: (e.label, *e.names) for e in record.entities}
    of_it = [c for c in record.claims if c.predicate == frame.property]
    found = [c for c in of_it if c.status.plain or (frame.allegation and c.status.status == "attributed")]
    if expected == "none":
        assert found == []
        return
    subject, target = expected.split(" | ")
    assert any(
        subject.removeprefix("the ") in names[c.subject]
        and (
            target.removeprefix("the ").removeprefix("The ")
            in names.get(c.object or "", (c.value.literal if c.value else "",))
        )
        for c in found
    ), [(names[c.subject], names.get(c.object or "", c.value)) for c in found]


def _measures():
    for frame in frames.load().measures:
        for example in (*frame.examples, *frame.counter):
            sentence, _, expected = example.partition(" => ")
            yield pytest.param(frame, sentence, expected, id=f"{frame.property}: {sentence[:50]}")


@pytest.mark.parametrize(("frame", "sentence", "expected"), _measures())
def test_measure(annotate, frame, sentence, expected):
    told = [e for e in annotate(sentence).events if e.salient and e.status.plain]
    found = {m.value.literal for e in told for m in e.measures if m.predicate == frame.property and m.sure}
    assert found == (set() if expected == "none" else {expected})

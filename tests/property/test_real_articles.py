"""What must hold for any article: on real ones drawn at random, and on hostile ones."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ingest import read
from kg.model import Document, Record
from kg.rdf import validate, write
from kg.rdf.store import Dataset
from tests.support.shared import SHARED, needs_shared

PIECES = [
    "Ana Prates",
    "the Acme Corp.",
    "said",
    "“",
    "”",
    '"',
    "that",
    "not",
    "bought",
    "may",
    "Portugal",
    "French",
    "in 2014",
    "\n\n",
    "\n",
    ".",
    ",",
    "(",
    "[",
    "\x00",
    "\u202e",
    "😀",
    "<b>",
    "president",
    "his",
    "arrest",
    "of",
    "who",
    "denied",
    "\t",
    "March 5",
    "two years later",
    "by",
    "and",
    "'s",
    "0",
    "=1+1",
    "\ud800",
]


@pytest.fixture(scope="module")
def annotate():
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()
    return lambda document: annotate_document(document, nlp)


def check(record: Record) -> None:
    """Offsets slice back, ids are unique, references resolve, statuses are consistent."""
    size = len(record.document.text)
    entities = {e.id for e in record.entities}
    times = {t.id for t in record.times}
    assert len(entities) == len(record.entities) and len({e.iri for e in record.entities}) == len(record.entities)
    spans = [
        *record.sentences,
        *(m.span for m in record.mentions),
        *(t.span for t in record.times),
        *(q.span for q in record.quotes),
    ]
    for claim in record.claims:
        spans += [claim.subject_span, claim.object_span, claim.evidence]
        assert (
            claim.subject in entities
            and (claim.object in entities) != (claim.value is not None)
            and claim.time in times | {None}
        )
    for event in record.events:
        spans += [event.trigger, event.evidence]
        assert all(p.entity in entities for p in event.participants) and all(
            link.event in {e.id for e in record.events} for link in event.links
        )
    assert all(0 <= a < b <= size for a, b in spans)
    assert {m.entity for m in record.mentions} <= entities
    assert all(a.end <= b.start for a, b in zip(record.sentences, record.sentences[1:], strict=False))
    assert Record.from_dict(record.to_dict(ledger=True)) == record


@needs_shared
def test_random_real_articles_give_valid_datasets(annotate, tmp_path):
    documents = list(read([SHARED / "bench" / "data" / "wikinews-2019.input.jsonl"]))
    records = [annotate(d) for d in random.Random(2019).sample(documents, 6)]
    for record in records:
        check(record)
    write.dataset(records, tmp_path)
    assert validate.violations(Dataset(tmp_path)) == []


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_sound_record(annotate, tmp_path_factory, pieces, glue):
    text = glue.join(pieces)
    if not text.strip():
        return
    record = annotate(Document("x", text))
    check(record)
    folder = tmp_path_factory.mktemp("any")
    write.dataset([record], folder)
    data = Dataset(folder)
    assert [
        *validate._rules(data),
    ] == []


def test_the_same_text_gives_the_same_record(annotate):
    text = "Ana Prates, president of Portugal, met Bo Li in Lisbon on Monday. She said he may resign. The Portuguese government denied it."
    assert annotate(Document("x", text, date="2020-01-08")) == annotate(Document("x", text, date="2020-01-08"))

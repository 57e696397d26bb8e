"""How much an event is told to be: where it stands, and what is none."""

import pytest

from kg.model import Document, Record


@pytest.fixture(scope="module")
def annotate():
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()
    return lambda text: annotate_document(Document("x", text, date="2020-02-09"), nlp)


def _told(record):
    return {(m.predicate, m.value.literal) for e in record.events for m in e.measures if e.status.plain and m.sure}


@pytest.mark.parametrize(
    ("text", "predicate", "literal"),
    [
        ("Acme Corp. sold the hotel for 9 million Norwegian kroner.", "amount", "9000000 NOK"),
        ("The company earned 2.74 billion New Taiwan dollars in March.", "amount", "2740000000 TWD"),
        ("Acme Corp. has received a $3 million grant from Siemens.", "amount", "3000000 USD"),
        ("Nine killed in Lyon.", "casualties", "9"),
        ("Real Madrid won 2–1 at Sevilla.", "score", "2–1"),
        ("The death toll rose to 19 on Sunday.", "changedTo", "19"),
        ("Net profit climbed 22 per cent to 318 billion won.", "changedBy", "22 %"),
        ("Shares in Acme Corp. fell twenty-five percent on Monday.", "changedBy", "25 %"),
        ("Arsenal lost to Chelsea 3-0 on Sunday.", "score", "3–0"),
        ("Aigerim Lee beat Spain's Itziar Goñi Echarri 6-2, 6-1 in just 51 minutes.", "score", "6–2, 6–1"),
        ("The jury fined Acme Corp. 500 Swiss francs.", "amount", "500 CHF"),
    ],
)
def test_an_event_has_its_measure(annotate, text, predicate, literal):
    assert (predicate, literal) in _told(annotate(text))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Corp. pays Ana Prates £75,000 a week.",
        "The port handles $30 million worth of cargo a day.",
        "No one was hurt in the crash.",
        "Acme Corp. will pay $510 million to Siemens.",
        "A bomb killed Ana Prates and two children in Kabul.",
        "A fire on a highway near Lyon killed five children in a church bus and two truck drivers.",
        "Acme Corp. moved to 14 Rue Verte in 2018.",
        "Shares in Acme Corp. fell 3 to 4 percent on Monday.",
        "Labour won 20-30 seats in London.",
        "The FDA approved the vaccine of Pfizer for children 5 to 11 on Monday.",
        "Acme Corp. paid $3-5 million to Siemens.",
        "Water was confirmed on Monday on K2-18b.",
        "Acme Corp. paid between $3 million and $5 million to Siemens.",
    ],
)
def test_what_is_no_measure(annotate, text):
    assert not _told(annotate(text))


def test_a_score_is_of_its_own_verb(annotate):
    record = annotate("Arsenal lost to Chelsea after beating Everton 3-0 on Sunday.")
    told = {record.document.text[slice(*e.trigger)]: len(e.measures) for e in record.events}
    assert told["lost"] == 0 and told["beating"] == 1


def test_a_sum_that_is_nearly_so_is_approximate(annotate):
    record = annotate("Acme Corp. sold the hotel for about $5 million.")
    (measure,) = [m for e in record.events for m in e.measures]
    assert measure.value.approximate


def test_a_measure_is_said_with_its_event_by_whoever_says_it(annotate):
    record = annotate("Siemens said shares in Acme Corp. fell 6% on Friday.")
    assert [e.status.status for e in record.events if e.measures] == ["attributed"]


def test_a_record_with_measures_is_read_back(annotate):
    record = annotate("Shares in Acme Corp. fell 6% on Friday.")
    assert any(e.measures for e in record.events)
    assert Record.from_dict(record.to_dict()) == record


def test_a_measure_is_a_plain_triple_of_its_event(annotate):
    from kg import ids
    from kg.rdf import quads

    record = annotate("Shares in Acme Corp. fell 6% on Friday.")
    found = [q for q in quads.of_record(record, ids.BASE, "urn:run") if q[1].endswith("#changedBy>") and not q[3]]
    assert [q[2] for q in found] == ['"6 %"']


def test_votes_do_nothing(annotate):
    record = annotate(
        "The National Assembly of Kenya passed it; the Packaging Waste Bill was approved by 183 votes to 74."
    )
    labels = {e.id: e.label for e in record.entities}
    done = [labels[p.entity] for e in record.events for p in e.participants if p.role == "agent" and p.sure]
    assert ("voteCount", "183–74") in _told(record) and not [d for d in done if "votes" in d]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Shares in Acme Corp. fell 6% in London.", "shares fall"),
        ("The index fell 6% in London.", "index falls"),
        ("Acme Corp. cut 340 jobs in Cologne.", "Acme Corp cuts 340 jobs"),
    ],
)
def test_what_falls_comes_before_its_verb(annotate, text, label):
    assert any(e.label.startswith(label) for e in annotate(text).events)


@pytest.mark.parametrize(
    ("text", "predicate", "literal"),
    [
        (
            "Net sales at Acme Corp. rose to 13.2 trillion won from 12.8 trillion in May.",
            "changedFrom",
            "12800000000000 KRW",
        ),
        ("Under the Kenyan bill, Acme Corp. faces fines of up to 8 million shillings.", "amount", "8000000 KES"),
        ("The agency put the budget at 8.2 billion won.", "amount", "8200000000 KRW"),
    ],
)
def test_a_currency_is_told_elsewhere_in_the_sentence(annotate, text, predicate, literal):
    assert (predicate, literal) in _told(annotate(text))


def test_a_currency_of_two_countries_named_is_none(annotate):
    assert not _told(annotate("Kenya and Tanzania said Acme Corp. faces fines of 8 million shillings."))


def test_what_a_number_is_told_of_is_shown_without_a_name(annotate):
    record = annotate("The mission cost $94 million.")
    assert [(e.salient, [p.sure for p in e.participants]) for e in record.events] == [(True, [True])]


def test_a_verb_of_having_parted_from_its_object_has_none(annotate):
    record = annotate("Analysts had on average forecast a profit of 295 billion won.")
    assert not any(e.salient for e in record.events)

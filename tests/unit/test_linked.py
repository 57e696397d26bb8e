"""Roles that are themselves events, and what a verb says of the order of two."""

from __future__ import annotations

import pytest

from kg import ids
from kg.model import Document
from kg.rdf import quads
from tests.precision import triples


@pytest.fixture(scope="module")
def read():
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    nlp = pipeline.load()
    return lambda text, date="2019-10-10": annotate_document(Document("x", text, date=date), nlp)


@pytest.fixture(scope="module")
def links(read):
    """The links of a text's events: (trigger, predicate, trigger of the other) → whether it is sure."""

    def found(text):
        record = read(text)
        events = {e.id: text[slice(*e.trigger)] for e in record.events}
        return {(events[e.id], x.predicate, events[x.event]): x.sure for e in record.events for x in e.links}

    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("John McCain questioned the findings.", ("questioned", "patient", "findings")),
        ("Nancy Pelosi opposed impeachment proceedings.", ("opposed", "patient", "proceedings")),
        ("The attack was witnessed by Ana Prates.", ("witnessed", "patient", "attack")),
        ("Ana Prates was killed by the explosion.", ("killed", "agent", "explosion")),
        ("The explosion killed Ana Prates.", ("killed", "agent", "explosion")),
        ("Ana Prates led the investigation of the crash.", ("investigation", "patient", "crash")),
        ("Carrie Lam delivered her policy speech.", ("delivered", "patient", "speech")),
        ("The FBI started an investigation.", ("started", "patient", "investigation")),
        ("Ana Prates met Bo Li to discuss the merger.", ("discuss", "patient", "merger")),
        ("Audi began to fund the search.", ("fund", "patient", "search")),
        ("Ana Prates resigned, citing the criticism.", ("citing", "patient", "criticism")),
        ("Ana Prates refused the government's demands.", ("refused", "topic", "demands")),
        ("Ana Prates announced her resignation.", ("announced", "topic", "resignation")),
        ("The merger opposed by Ana Prates failed.", ("opposed", "patient", "merger")),
        ("The court ruled in favor of a lawsuit filed by Ana Prates.", ("filed", "patient", "lawsuit")),
        ("Ana Prates spoke of the merger.", ("spoke", "topic", "merger")),
        ("The merger that Ana Prates opposed failed.", ("opposed", "patient", "merger")),
    ],
)
def test_an_event_fills_a_role(links, text, wanted):
    assert links(text).get(wanted) is True


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Ana Prates was hospitalized after the attack for smoke inhalation.", ("hospitalized", "inhalation")),
        ("The bill was approved by 183 votes on Monday.", ("approved", "votes")),
        ("Ana Prates made a decision.", ("made", "decision")),  # one happening
        ("The movement claimed the attack.", ("claimed", "movement")),  # those who act
        ("The talks failed to end the strike.", ("failed", "talks")),  # the subject is the infinitive's
        ("According to reports, Ana Prates resigned.", ("resigned", "reports")),
        ("By today's judgment the court answers Ana Prates.", ("answers", "judgment")),
    ],
)
def test_what_stands_elsewhere_fills_no_role(links, text, pair):
    assert not [x for x in links(text) if (x[0], x[2]) == pair]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Ana Prates ordered repairs.", ("ordered", "repairs")),  # nothing says that they were made
        ("The event raised nearly CDN$11,000 for Audi.", ("raised", "event")),
        ("Larry Hogan, the current governor, has until October 28 to release plans for a vote.", ("release", "plans")),
        ("Ana Prates warned of a coalition.", ("warned", "coalition")),
        ("It was followed by an earthquake.", ("followed", "earthquake")),
        ("Ana Prates said Bo Li required resuscitation, and was in a serious condition.", ("said", "resuscitation")),
        ("Ana Prates was impeached over perceived violations of the law.", ("impeached", "violations")),
        ("Ana Prates admitted her guilt.", ("admitted", "guilt")),  # a state
        ("Ana Prates denounced Audi and the killings.", ("denounced", "killings")),
    ],
)
def test_what_is_not_clear_is_no_fact(links, read, text, pair):
    told = {tuple(end.rpartition(": ")[2] for end in (t.subject, t.object)) for t in triples(read(text))}
    assert pair not in told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The shooting in El Paso caused the death of 50 people.", ("death", "causedBy", "shooting")),
        ("Ana Prates died of a heart attack on Monday.", ("died", "causedBy", "attack")),
        ("The arrest of Bo Li sparked protests in Lyon.", ("protests", "causedBy", "arrest")),
        ("The talks with Iran led to a deal.", ("deal", "causedBy", "talks")),
        ("The protests followed the arrest of Bo Li.", ("protests", "after", "arrest")),
        ("The protests were followed by the arrest of Bo Li.", ("arrest", "after", "protests")),
        ("The arrest of Bo Li preceded the protests.", ("arrest", "before", "protests")),
    ],
)
def test_a_verb_of_order_relates_two_events(links, read, text, wanted):
    found = links(text)
    assert found.get(wanted) is True
    assert {e.id for e in read(text).events if e.salient} == {
        e.id for e in read(text).events if text[slice(*e.trigger)] in (wanted[0], wanted[2])
    }, "the verb says no more"


def test_since_tells_when_behind_a_perfect(links):
    found = links("Ana Prates has led the party since Bo Li resigned in 2019.")
    assert ("led", "after", "resigned") in found and ("led", "causedBy", "resigned") not in found


@pytest.mark.parametrize(
    "text",
    [
        "The shooting in El Paso may have caused the death of 50 people.",
        "The shooting in El Paso did not cause the death of 50 people.",
        "Ana Prates said the shooting in El Paso caused the death of 50 people.",
        "The arrest of Bo Li led Audi to a deal.",
        "Ana Prates followed the arrest of Bo Li.",
    ],
)
def test_no_order_where_none_is_stated(links, text):
    assert not [x for x in links(text) if x[1] in ("causedBy", "after", "before")]


def test_a_slot_that_an_event_fills_is_no_empty_slot(read):
    text = "Ana Prates questioned the findings."
    told, other = read(text).events
    assert told.salient and other.salient and told.label == "Ana Prates questions findings"
    alone = read("Ana Prates questioned again.").events
    assert not any(e.salient for e in alone)


def test_what_is_done_to_an_event_does_not_date_it(read):
    text = "On Monday, Ana Prates revealed the merger of Audi and Seat."
    dated = {text[slice(*e.trigger)]: e.time is not None for e in read(text).events}
    assert dated["revealed"] and not dated["merger"]
    carried = "On Monday, the FBI started an investigation."
    assert all(e.time for e in read(carried).events)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Prates spoke of the secret talks.", "Ana Prates speaks of secret talks"),
        ("Ana Prates welcomed the merger of Audi and Seat.", "support of merger by Ana Prates"),
        ("Protests shook Volkswagen.", "protests shake Volkswagen"),
        ("Ana Prates opposed same-sex marriage.", "Ana Prates opposes same-sex marriage"),
    ],
)
def test_what_an_event_fills_is_called_by_its_words(read, text, wanted):
    assert wanted in {e.label for e in read(text).events}


def test_a_cue_that_does_something_to_an_event_is_told(read):
    text = "“It is wrong,” said Ana Prates. She welcomed the merger of Audi and Seat."
    assert {text[slice(*e.trigger)] for e in read(text).events if e.salient} >= {"welcomed", "merger"}


def test_what_a_cue_has_a_clause_for_is_no_object(read):
    text = 'Ana Prates claims her event, "Storm Area 51, They Can\'t Stop All of Us", was posted as a joke.'
    assert not [e for e in read(text).events if e.salient and text[slice(*e.trigger)] == "claims"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Ana Prates questioned the findings.", 1),
        ("Ana Prates may question the findings.", 0),
        ("Ana Prates did not question the findings.", 0),
        ("Bo Li said that Ana Prates questioned the findings.", 0),
        ("Ana Prates cancelled the merger of Audi and Seat.", 0),  # there is none
        ("Ana Prates ordered repairs.", 0),
    ],
)
def test_a_role_is_a_fact_where_both_events_are(read, text, facts):
    """In the graph of facts only then; what is not surely read is a doubtful claim, and none is negated for its object's sake."""
    record = read(text)
    events = {f"<{e.iri}>" for e in record.events}
    found = list(quads.of_record(record, ids.BASE, f"{ids.BASE}run"))
    between = [q for q in found if q[0] in events and q[2] in events]
    assert len(between) == facts and all(graph == "" for *_, graph in between)
    claims = [
        s for s in quads._Writer(record, ids.BASE, "x").statements() if s.subject in events and s.object in events
    ]
    if "cancelled" in text:
        assert [(c.status.polarity, c.status.status) for c in claims] == [("positive", "hypothetical")]


def test_a_role_read_from_a_later_mention_is_kept(read):
    """Each link stands once, with the sentence it was read from."""
    text = "Audi announced the merger of Audi and Seat. Ana Prates opposed the merger. Ana Prates opposed the merger again."
    record = read(text)
    (merger,) = [e.id for e in record.events if e.type == "Merger"]
    told = [(x.predicate, text[slice(*x.evidence)]) for e in record.events for x in e.links if x.event == merger]
    assert len(told) == len(set(told)) == 3


@pytest.mark.parametrize(
    ("text", "caused"),
    [
        ("Shares dropped 7 percent, their steepest decline since the company cut its dividend.", False),
        ("Shares dropped 7 percent, the first decline since the company cut its dividend.", False),
        ("Shares dropped 7 percent since the company cut its dividend.", True),
    ],
)
def test_since_tells_when_where_it_says_what_a_rank_is_counted_from(links, text, caused):
    assert (("dropped", "causedBy", "cut") in links(text)) == caused

"""Grammatical functions and status on hand-built trees, without a model."""

import pytest

from kg.nlp import grammar
from kg.nlp.status import Statuses
from kg.nlp.types import TokenQuote
from tests.support.docs import doc


def texts(tokens):
    return [t.text for t in tokens]


ACTIVE = doc("Acme/NNP/nsubj/1", "bought/VBD/ROOT/1/buy", "Orla/NNP/dobj/1", "and/CC/cc/2", "Brio/NNP/conj/2")
PASSIVE = doc(
    "Orla/NNP/nsubjpass/2", "was/AUX/auxpass/2/be", "bought/VBN/ROOT/2/buy", "by/IN/agent/2", "Acme/NNP/pobj/3"
)


def test_voice():
    assert (texts(grammar.agents(ACTIVE[1])), texts(grammar.patients(ACTIVE[1]))) == (["Acme"], ["Orla", "Brio"])
    assert (texts(grammar.agents(PASSIVE[2])), texts(grammar.patients(PASSIVE[2]))) == (["Acme"], ["Orla"])


def test_a_participle_is_passive_about_its_noun():
    d = doc(
        "firm/NN/ROOT/0",
        "founded/VBN/acl/0/found",
        "by/IN/agent/1",
        "Ana/NNP/pobj/2",
        ",/,/punct/3",
        "Bo/NNP/conj/3",
        "and/CC/cc/5",
        "Cy/NNP/conj/5",
    )
    assert texts(grammar.patients(d[1])) == ["firm"] and texts(grammar.agents(d[1])) == ["Ana", "Bo", "Cy"]


def test_control():
    d = doc("Ana/NNP/nsubj/1", "wants/VBZ/ROOT/1/want", "to/TO/aux/3", "leave/VB/xcomp/1", "Porto/NNP/dobj/3")
    assert texts(grammar.agents(d[3])) == ["Ana"]
    d = doc("It/PRP/nsubj/1", "led/VBD/ROOT/1/lead", "Ana/NNP/dobj/1", "to/TO/aux/4", "leave/VB/xcomp/1")
    assert texts(grammar.agents(d[4])) == ["Ana"]
    d = doc("Ana/NNP/nsubj/1", "promised/VBD/ROOT/1/promise", "Bo/NNP/dobj/1", "to/TO/aux/4", "leave/VB/xcomp/1")
    assert texts(grammar.agents(d[4])) == ["Ana"]


def test_an_object_gap_is_filled_by_the_noun():
    d = doc("site/NN/ROOT/0", "she/PRP/nsubj/2", "built/VBD/relcl/0/build")
    assert texts(grammar.patients(d[2])) == ["site"] and texts(grammar.agents(d[2])) == ["she"]


@pytest.mark.parametrize(
    ("tokens", "noun", "said_of"),
    [
        (["Acme/NNP/compound/2", "chief/NN/compound/2", "Ana/NNP/ROOT/2"], 1, ["Ana"]),
        (["Ana/NNP/ROOT/0", ",/,/punct/0", "chief/NN/appos/0"], 2, ["Ana"]),
        (["Ana/NNP/nsubj/1", "is/AUX/ROOT/1/be", "chief/NN/attr/1"], 2, ["Ana"]),
        (["The/DT/det/1", "chief/NN/nsubj/2", "left/VBD/ROOT/2/leave"], 1, ["chief"]),
    ],
)
def test_a_role_noun_is_said_of_somebody(tokens, noun, said_of):
    assert texts(grammar.denotes(doc(*tokens)[noun])) == said_of


def status(tokens, at, quotes=()):
    d = doc(*tokens)
    s = Statuses(d, quotes).of(d[at])
    return s.polarity, s.certainty, s.status


@pytest.mark.parametrize(
    ("tokens", "at", "expected"),
    [
        (["Acme/NNP/nsubj/1", "bought/VBD/ROOT/1/buy", "Orla/NNP/dobj/1"], 1, ("positive", "certain", "asserted")),
        (
            ["Acme/NNP/nsubj/3", "did/AUX/aux/3/do", "not/RB/neg/3", "buy/VB/ROOT/3", "Orla/NNP/dobj/3"],
            3,
            ("negative", "certain", "denied"),
        ),
        (
            ["Acme/NNP/nsubj/2", "may/MD/aux/2", "buy/VB/ROOT/2", "Orla/NNP/dobj/2"],
            2,
            ("positive", "possible", "hypothetical"),
        ),
        (
            ["Acme/NNP/nsubj/2", "will/MD/aux/2", "buy/VB/ROOT/2", "Orla/NNP/dobj/2"],
            2,
            ("positive", "certain", "planned"),
        ),
        (
            ["Acme/NNP/nsubj/1", "plans/VBZ/ROOT/1/plan", "to/TO/aux/3", "buy/VB/xcomp/1", "Orla/NNP/dobj/3"],
            3,
            ("positive", "probable", "planned"),
        ),
        (
            ["Acme/NNP/nsubj/1", "negotiates/VBZ/ROOT/1/negotiate", "the/DT/det/3", "purchase/NN/dobj/1"],
            3,
            ("positive", "possible", "asserted"),
        ),
        (  # what is tried is one thing, what is spoken of within it another
            [
                "He/PRP/nsubj/1",
                "tried/VBD/ROOT/1/try",
                "to/TO/aux/3",
                "answer/VB/xcomp/1",
                "complaints/NNS/dobj/3",
            ],
            4,
            ("positive", "certain", "planned"),
        ),
        (
            ["Acme/NNP/nsubj/1", "has/VBZ/ROOT/1/have", "options/NNS/dobj/1/option", "to/TO/aux/4", "buy/VB/acl/2"],
            4,
            ("positive", "possible", "asserted"),
        ),
        (
            ["sales/NNS/nsubj/1/sale", "are/AUX/ROOT/1/be", "likely/JJ/acomp/1"],
            0,
            ("positive", "probable", "asserted"),
        ),
        (
            ["It/PRP/nsubjpass/3", "can/MD/aux/3", "be/AUX/auxpass/3", "bought/VBN/ROOT/3/buy"],
            3,
            ("positive", "possible", "hypothetical"),
        ),
        (
            ["Acme/NNP/nsubj/1", "cancelled/VBD/ROOT/1/cancel", "the/DT/det/3", "deal/NN/dobj/1"],
            3,
            ("negative", "certain", "denied"),
        ),
        (  # the war took place
            ["Acme/NNP/nsubj/1", "ended/VBD/ROOT/1/end", "the/DT/det/3", "war/NN/dobj/1"],
            3,
            ("positive", "certain", "asserted"),
        ),
        (
            [
                "They/PRP/nsubj/1",
                "brought/VBD/ROOT/1/bring",
                "production/NN/dobj/1",
                "to/IN/prep/1",
                "an/DT/det/5",
                "end/NN/pobj/3",
            ],
            2,
            ("negative", "certain", "denied"),
        ),
        (
            [
                "The/DT/det/1",
                "glitch/NN/nsubjpass/4",
                "was/AUX/auxpass/4/be",
                "not/RB/neg/4",
                "reported/VBN/ROOT/4/report",
            ],
            1,
            ("positive", "certain", "hypothetical"),
        ),
        (
            ["It/PRP/nsubj/1", "was/AUX/ROOT/1/be", "not/RB/neg/1", "efficient/JJ/acomp/1"],
            3,
            ("negative", "certain", "denied"),
        ),
        (
            ["He/PRP/nsubj/4", "could/MD/aux/4", "no/DT/neg/3", "longer/RB/advmod/4", "work/VB/ROOT/4"],
            4,
            ("negative", "certain", "hypothetical"),
        ),
        (
            [
                "They/PRP/nsubj/1",
                "face/VBZ/ROOT/1",
                "bans/NNS/dobj/1",
                "rather/RB/advmod/4",
                "than/IN/cc/1",
                "comply/VB/conj/1",
            ],
            5,
            ("negative", "certain", "denied"),
        ),
        (
            ["Acme/NNP/nsubj/1", "refused/VBD/ROOT/1/refuse", "to/TO/aux/3", "buy/VB/xcomp/1", "Orla/NNP/dobj/3"],
            3,
            ("negative", "certain", "hypothetical"),
        ),
        (
            ["Acme/NNP/nsubj/1", "refused/VBD/ROOT/1/refuse", "to/TO/aux/3", "buy/VB/xcomp/1"],
            1,
            ("positive", "certain", "asserted"),
        ),
        (
            ["Acme/NNP/nsubj/1", "managed/VBD/ROOT/1/manage", "to/TO/aux/3", "buy/VB/xcomp/1"],
            3,
            ("positive", "certain", "asserted"),
        ),
        (
            ["Ana/NNP/nsubj/1", "said/VBD/ROOT/1/say", "Acme/NNP/nsubj/3", "bought/VBD/ccomp/1/buy"],
            3,
            ("positive", "certain", "attributed"),
        ),
        (
            ["Acme/NNP/nsubj/2", "reportedly/RB/advmod/2", "bought/VBD/ROOT/2/buy"],
            2,
            ("positive", "certain", "attributed"),
        ),
        (
            [
                "Ana/NNP/nsubjpass/2",
                "was/AUX/auxpass/2/be",
                "accused/VBN/ROOT/2/accuse",
                "of/IN/prep/2",
                "selling/VBG/pcomp/3/sell",
            ],
            4,
            ("positive", "certain", "attributed"),
        ),
    ],
)
def test_status(tokens, at, expected):
    assert status(tokens, at) == expected


def test_what_a_denial_holds_is_denied_and_has_a_source():
    d = doc(
        "Ana/NNP/nsubj/1",
        "denied/VBD/ROOT/1/deny",
        "that/IN/mark/4",
        "she/PRP/nsubj/4",
        "sold/VBD/ccomp/1/sell",
        "it/PRP/dobj/4",
    )
    s = Statuses(d, [TokenQuote(2, 6, (1, 2), (0, 1), 0, False, "denies")]).of(d[4])
    assert (s.status, s.source) == ("denied", 0)


def test_an_apposition_is_the_writers_own():
    d = doc(
        "Ana/NNP/nsubj/1",
        "said/VBD/ROOT/1/say",
        "Acme/NNP/nsubj/6",
        ",/,/punct/2",
        "a/DT/det/5",
        "bank/NN/appos/2",
        "failed/VBD/ccomp/1/fail",
    )
    quote = TokenQuote(2, 7, (1, 2), (0, 1), 0, False)
    assert Statuses(d, [quote]).of(d[5]).status == "asserted" and Statuses(d, [quote]).of(d[6]).status == "attributed"

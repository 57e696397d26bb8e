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


def test_the_object_of_a_second_clause_without_verb_is_no_patient():
    d = doc(
        "Acme/NNP/nsubj/1",
        "holds/VBZ/ROOT/1/hold",
        "half/NN/dobj/1",
        "and/CC/cc/1",
        "Brio/NNP/dobj/1",
        "a/DT/det/6",
        "third/NN/npadvmod/1",
    )
    assert texts(grammar.patients(d[1])) == ["half"]
    d = doc(
        "Ana/NNP/nsubjpass/2",
        "was/VBD/auxpass/2/be",
        "given/VBN/ROOT/2/give",
        "bail/NN/dobj/2",
        "and/CC/cc/2",
        "left/VBD/conj/2/leave",
    )
    assert texts(grammar.patients(d[2])) == ["Ana", "bail"]


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
    d = doc("firm/NN/ROOT/0", "whose/WP$/poss/2", "shares/NNS/nsubj/3", "fell/VBD/relcl/0/fall")
    assert texts(grammar.patients(d[3])) == [] and texts(grammar.agents(d[3])) == ["shares"]


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
            ("positive", "possible", "hypothetical"),
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


ASSERTED, DENIED = ("positive", "certain", "asserted"), ("negative", "certain", "denied")
HYPOTHETICAL, PLANNED = ("positive", "certain", "hypothetical"), ("positive", "certain", "planned")
ATTRIBUTED = ("positive", "certain", "attributed")
HE_LEFT = ("He/PRP/nsubj/1", "left/VBD/ROOT/1/leave")
CHARGED = ("He/PRP/nsubjpass/2", "was/AUX/auxpass/2/be", "charged/VBN/ROOT/2/charge")
DID_NOT = ("Acme/NNP/nsubj/3", "did/AUX/aux/3/do", "not/RB/neg/3", "buy/VB/ROOT/3")
ANNOUNCED = ("Acme/NNP/nsubj/1", "announced/VBD/ROOT/1/announce", "it/PRP/nsubj/4", "would/MD/aux/4", "buy/VB/ccomp/1")


@pytest.mark.parametrize(
    ("tokens", "at", "expected"),
    [
        # what the clause above says reaches through a preposition
        (("He/PRP/nsubj/1", "plans/VBZ/ROOT/1/plan", "to/TO/aux/3", "invest/VB/xcomp/1", "in/IN/prep/3", "steel/NN/pobj/4"), 5, PLANNED),
        # purposes, plans of nouns, gerunds
        (("He/PRP/nsubj/1", "came/VBD/ROOT/1/come", "to/TO/aux/3", "buy/VB/advcl/1"), 3, HYPOTHETICAL),
        (("the/DT/det/1", "decision/NN/ROOT/1", "to/TO/aux/3", "sell/VB/acl/1"), 3, PLANNED),
        (("the/DT/det/1", "order/NN/ROOT/1", "to/TO/aux/3", "sell/VB/acl/1"), 3, HYPOTHETICAL),
        (("the/DT/det/1", "man/NN/ROOT/1", "to/TO/aux/3", "sell/VB/acl/1"), 3, HYPOTHETICAL),
        (("the/DT/det/2", "first/JJ/amod/2", "man/NN/ROOT/2", "to/TO/aux/4", "sell/VB/acl/2"), 4, ASSERTED),
        ((*HE_LEFT, "without/IN/prep/1", "selling/VBG/pcomp/2/sell"), 3, DENIED),
        ((*HE_LEFT, "before/IN/prep/1", "selling/VBG/pcomp/2/sell"), 3, HYPOTHETICAL),
        ((*HE_LEFT, "after/IN/prep/1", "selling/VBG/pcomp/2/sell"), 3, ASSERTED),
        # depictions
        (("film/NN/nsubj/1", "depicts/VBZ/ROOT/1/depict", "war/NN/dobj/1", "fought/VBN/acl/2/fight"), 3, HYPOTHETICAL),
        (("film/NN/nsubj/1", "follows/VBZ/ROOT/1/follow", "war/NN/dobj/1", "fought/VBN/acl/2/fight"), 3, ASSERTED),
        # objects of verbs that do not let them happen, or want them
        (("He/PRP/nsubj/1", "refused/VBD/ROOT/1/refuse", "payment/NN/dobj/1"), 2, ("negative", "certain", "hypothetical")),
        (("He/PRP/nsubj/1", "refused/VBD/ROOT/1/refuse", "the/DT/det/3", "payment/NN/dobj/1"), 3, ASSERTED),
        (("He/PRP/nsubj/1", "seeks/VBZ/ROOT/1/seek", "a/DT/det/3", "merger/NN/dobj/1"), 3, ("positive", "possible", "planned")),
        (("merger/NN/nsubj/1", "seeks/VBZ/ROOT/1/seek", "votes/NNS/dobj/1/vote"), 0, ASSERTED),
        # objects of prepositions
        ((*CHARGED, "with/IN/prep/2", "fraud/NN/pobj/3"), 4, ATTRIBUTED),
        ((*CHARGED, "in/IN/prep/2", "fraud/NN/pobj/3"), 4, ASSERTED),
        ((*HE_LEFT, "without/IN/prep/1", "agreement/NN/pobj/2"), 3, DENIED),
        ((*HE_LEFT, "against/IN/prep/1", "agreement/NN/pobj/2"), 3, ASSERTED),
        (("hopes/NNS/ROOT/0/hope", "of/IN/prep/0", "agreement/NN/pobj/1"), 2, ("positive", "probable", "hypothetical")),
        (("rumours/NNS/ROOT/0/rumour", "in/IN/prep/0", "agreement/NN/pobj/1"), 2, ("positive", "possible", "asserted")),
        # modals, conditions, questions, what is left open
        (ANNOUNCED, 4, PLANNED),
        ((*ANNOUNCED, "if/IN/mark/7", "Orla/NNP/nsubj/7", "fell/VBD/advcl/4/fall"), 4, HYPOTHETICAL),
        (("It/PRP/nsubj/2", "would/MD/aux/2", "buy/VB/ROOT/2"), 2, HYPOTHETICAL),
        (("It/PRP/nsubj/2", "could/MD/aux/2", "win/VB/ROOT/2"), 2, ("positive", "possible", "hypothetical")),
        (("She/PRP/nsubj/2", "nearly/RB/advmod/2", "signed/VBD/ROOT/2/sign"), 2, ("positive", "possible", "asserted")),
        (("Sales/NNS/nsubj/2", "nearly/RB/advmod/2", "doubled/VBD/ROOT/2/double"), 2, ("positive", "certain", "asserted")),
        (("It/PRP/nsubj/3", "could/MD/aux/3", "have/AUX/aux/3/have", "won/VBN/ROOT/3/win"), 3, HYPOTHETICAL),
        (("It/PRP/nsubj/3", "could/MD/aux/3", "not/RB/neg/3", "win/VB/ROOT/3"), 3, ("negative", "certain", "hypothetical")),
        (("Bo/NNP/nsubj/1", "wins/VBZ/ROOT/1/win", "if/IN/mark/4", "Ana/NNP/nsubj/4", "sells/VBZ/advcl/1/sell"), 4, HYPOTHETICAL),
        (("Did/AUX/aux/2/do", "Acme/NNP/nsubj/2", "buy/VB/ROOT/2", "?/./punct/2"), 2, HYPOTHETICAL),
        (("Acme/NNP/nsubj/1", "is/AUX/ROOT/1/be", "to/TO/aux/3", "buy/VB/xcomp/1"), 3, PLANNED),
        (("Acme/NNP/nsubj/1", "seems/VBZ/ROOT/1/seem", "to/TO/aux/3", "be/VB/xcomp/1"), 3, ("positive", "probable", "asserted")),
        (("It/PRP/nsubjpass/3", "is/AUX/auxpass/3/be", "either/CC/preconj/3", "sold/VBN/ROOT/3/sell", "or/CC/cc/3", "kept/VBN/conj/3/keep"), 5, ("positive", "possible", "asserted")),
        (("talks/NNS/nsubjpass/2/talk", "are/AUX/auxpass/2/be", "scheduled/VBN/ROOT/2/schedule"), 0, PLANNED),
        (("It/PRP/nsubj/2", "may/MD/aux/2", "win/VB/ROOT/2", "or/CC/cc/2", "lose/VB/conj/2"), 4, ("positive", "possible", "hypothetical")),
        # beliefs, claims, hedges
        (("Ana/NNP/nsubj/1", "believes/VBZ/ROOT/1/believe", "Acme/NNP/nsubj/3", "sold/VBD/ccomp/1/sell"), 3, ("positive", "probable", "attributed")),
        (("Ana/NNP/nsubj/1", "claims/VBZ/ROOT/1/claim", "to/TO/aux/3", "own/VB/xcomp/1"), 3, ATTRIBUTED),
        (("Ana/NNP/nsubj/1", "denied/VBD/ROOT/1/deny", "she/PRP/nsubj/3", "sold/VBD/ccomp/1/sell"), 3, ("positive", "certain", "denied")),
        (("Ana/NNP/nsubj/1", "asked/VBD/ROOT/1/ask", "they/PRP/nsubj/3", "sell/VB/ccomp/1"), 3, PLANNED),
        (("Acme/NNP/nsubj/2", "perhaps/RB/advmod/2", "bought/VBD/ROOT/2/buy"), 2, ("positive", "possible", "asserted")),
        (("Acme/NNP/nsubj/2", "probably/RB/advmod/2", "bought/VBD/ROOT/2/buy"), 2, ("positive", "probable", "asserted")),
        (("the/DT/det/2", "alleged/JJ/amod/2", "theft/NN/nsubj/3", "shocked/VBD/ROOT/3/shock"), 2, ATTRIBUTED),
        (("the/DT/det/2", "proposed/JJ/amod/2", "theft/NN/nsubj/3", "shocked/VBD/ROOT/3/shock"), 2, ("positive", "possible", "hypothetical")),
        # negation, whom it is shared with, and what only looks like one
        ((*DID_NOT, "or/CC/cc/3", "sell/VB/conj/3"), 5, DENIED),
        ((*DID_NOT, "but/CC/cc/3", "sold/VBD/conj/3/sell"), 5, ASSERTED),
        ((*DID_NOT, "but/CC/cc/3", "sell/VB/conj/3"), 5, ASSERTED),
        ((*DID_NOT, "and/CC/cc/3", "Bo/NNP/nsubj/6", "sell/VB/conj/3"), 6, ASSERTED),
        ((*DID_NOT, "or/CC/cc/3", "did/AUX/aux/6/do", "sell/VB/conj/3"), 6, ASSERTED),
        (("Acme/NNP/nsubj/3", "not/RB/neg/3", "only/RB/advmod/3", "bought/VBD/ROOT/3/buy"), 3, ASSERTED),
        (("no/DT/det/1", "bank/NN/nsubj/2", "bought/VBD/ROOT/2/buy", "Orla/NNP/dobj/2"), 2, DENIED),
        (("He/PRP/nsubj/3", "did/AUX/aux/3/do", "not/RB/neg/3", "say/VB/ROOT/3", "Acme/NNP/nsubj/5", "sold/VBD/ccomp/3/sell"), 5, HYPOTHETICAL),
    ],
)  # fmt: skip
def test_what_stands_around_bears_on_it(tokens, at, expected):
    assert status(tokens, at) == expected


def test_what_is_said_in_passing_lies_in_direct_speech_alone():
    d = doc("a/DT/det/1", "bank/NN/ROOT/1")
    for direct, wanted in ((True, "attributed"), (False, "asserted")):
        assert Statuses(d, [TokenQuote(0, 2, None, None, None, direct)]).of(d[1], aside=True).status == wanted


@pytest.mark.parametrize(
    ("stance", "wanted"),
    [("says", "attributed"), ("denies", "denied"), ("asks", "planned"), ("wants", "planned"), ("plans", "planned"),
     ("notion", "hypothetical"), ("judges", "asserted"), ("holds", "asserted"), ("mentions", "asserted")],
)  # fmt: skip
def test_the_stance_of_a_source_decides(stance, wanted):
    d = doc("Ana/NNP/nsubj/1", "spoke/VBD/ROOT/1/speak", "sales/NNS/dobj/1/sale")
    s = Statuses(d, [TokenQuote(2, 3, (1, 2), (0, 1), 0, False, stance)])
    assert s.of(d[2]).status == wanted and s.of(d[1]).status == "asserted"

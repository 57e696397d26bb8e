"""Names: their edges, models by number, lists, repetition; and what kind of thing they stand for."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Document
from kg.nlp import entities, products
from kg.resolve import kinds


def names(nlp, text: str) -> list[str]:
    doc = nlp(text)
    return [doc[n.start : n.end].text for n in entities.find_names(doc)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The airline ordered ten Boeing 747 jets.", "Boeing 747"),
        ("Nokia unveiled the eStar 4 in Helsinki on Monday.", "eStar 4"),
        ("The lawyer of Martin Luther King, Jr. spoke in Atlanta.", "Martin Luther King, Jr."),
        ("Two A380s landed in Singapore.", "A380s"),
        ("Apple launches 3G iPhone in Paris.", "3G iPhone"),
        ("The boy wore a NASA T-shirt in Dallas.", "NASA"),
        ("Volkswagen showed the new model. Analysts say Volkswagen will sell it in Asia.", "Volkswagen"),
        ("Steve Peers of the University of Essex, speaking to BBC, said it was wrong.", "Steve Peers"),
        ("Samoan Prime Minister Tuilaepa Sailele Malielegaoi noted it on Monday.", "Tuilaepa Sailele Malielegaoi"),
        ("The event was supported financially by Tyumen Oblast.", "Tyumen Oblast"),
        ("The heat came. Environment Canada has issued a warning.", "Environment Canada"),
        ("The spokesman, Commodore Ramil Tagalog, said so.", "Commodore Ramil Tagalog"),
        ("According to President Andrés Manuel López Obrador, it rained.", "Andrés Manuel López Obrador"),
        ("Governor John Bel Edwards addressed the public.", "John Bel Edwards"),
        ("The advisory placed Hurricane Humberto 75 miles north of Bermuda.", "Hurricane Humberto"),
        ("Jeff Rathke, the State Department Spokesperson, said so.", "State Department"),
        ("A team of the University of Hawaii at Mānoa wrote it.", "University of Hawaii at Mānoa"),
        ("Charlie Watts was leaving Blues Incorporated for The Rolling Stones.", "Blues Incorporated"),
        ("Archbishop Sławoj Leszek Głódź led the service.", "Sławoj Leszek Głódź"),
        ("Carl Hensman of the Bill and Melinda Gates Foundation noted it.", "Bill and Melinda Gates Foundation"),
        ("Jo Tilburg of the University of California, Los Angeles disagreed.", "University of California, Los Angeles"),
        ("She studied at the University of Oxford, England.", "University of Oxford"),
        ("Governor Alexander Pimentel told CNN Philippines the towns were damaged.", "CNN Philippines"),
        ("He was ruthless, said Ashton Bumhira, director of Youth Forum Zimbabwe.", "Youth Forum Zimbabwe"),
        (
            "On Saturday, Thailand's Thai Raksa Chart Party withdrew from using Princess Ubolratana Mahidol as their "
            "candidate for prime minister in response to a statement from her younger brother, King Maha Vajiralongkorn.",
            "Princess Ubolratana Mahidol",
        ),
        (
            'Remarked Center for Biological Diversity scientist Tierra Curry, "This reprieve from bad news on monarchs is a '
            'thank-you from the butterflies to all the people who planted native milkweeds."',
            "Center for Biological Diversity",
        ),
    ],
)
def test_a_name_is_found_whole(nlp, text, wanted):
    assert wanted in names(nlp, text)


def test_a_score_is_no_part_of_a_name(nlp):
    assert not any(n.endswith(("1", "3")) for n in names(nlp, "Arsenal 3 – 1 Chelsea was the result in London."))


def test_party_and_state_in_brackets_are_no_name(nlp):
    assert names(nlp, "Senator John McCain (R-AZ) entered them.") == ["John McCain"]
    assert "A-Rod" in names(nlp, "The player Alex Rodriguez, called A-Rod, left New York.")


def test_a_word_that_only_opens_its_sentence_is_no_name():
    from kg.nlp.entities import _only_opens
    from tests.support.docs import doc

    tokens = ["Fashion/NN/compound/1", "designer/NN/compound/2", "Quant/NNP/nsubj/3", "left/VBD/ROOT/3"]
    assert _only_opens(doc(*tokens), 0)
    assert not _only_opens(doc(*tokens, "Fashion/NNP/dobj/3"), 0)
    assert not _only_opens(doc("Amazon/NNP/compound/1", "founder/NN/compound/2", *tokens[2:]), 0)


def test_a_title_says_that_a_name_is_a_persons(nlp):
    found = entities.find_names(nlp("Officially, Princess Ubolratana no longer holds a royal title."))
    assert [n.label for n in found] == ["PERSON"]


def test_a_credit_is_no_part_of_a_name(nlp):
    assert "Ana Prates Image" not in names(nlp, "A letter to Ana Prates Image: Reuters. She kept it.")


def test_a_last_name_alone_is_the_persons_wherever_it_stands(nlp):
    found = names(nlp, "Steve Jobs founded Apple in 1976. Jobs left it in 1985. In 1997 Jobs came back.")
    assert found.count("Jobs") == 2


def _decided(text: str) -> dict[str, str | None]:
    from kg.model import Document
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    return {e.label: e.type for e in annotate_document(Document("x", text), pipeline.load()).entities}


def test_the_whole_chain_decides_the_kind():
    """A surname that is also a city is a person where the article speaks of one."""
    kind = _decided("Valeska Paris, an Australian woman, left the ship. Paris said she had lost her passport.")
    assert kind["Valeska Paris"] == "Person" and "Paris" not in kind


def test_a_unit_is_no_name(nlp):
    doc = nlp("The iPod comes in two sizes, a 2GB and a 4GB, capable of holding 500 songs.")
    assert not any("GB" in doc[n.start : n.end].text for n in entities.find_names(doc))


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Mohamed was invited to the Google Science Fair.", "Google Science Fair", "Event"),
        (
            "The Northern Arena Esports Championship ran throughout the weekend.",
            "Northern Arena Esports Championship",
            "Event",
        ),
        ("The Festival Hall opened in Lyon.", "Festival Hall", "Place"),
    ],
)
def test_the_last_word_of_a_name_may_say_that_it_is_an_occasion(text, label, kind):
    assert _decided(text)[label] == kind


def test_a_decision_says_what_decided():
    from kg.model import Document
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    record = annotate_document(Document("x", "She flew to Lisbon."), pipeline.load())
    lisbon = next(e for e in record.entities if e.label == "Lisbon")
    assert any(d.what == "is a Place" and d.why.startswith("kinds model") for d in lisbon.decisions)


def test_peoples_names_are_not_the_models_to_judge(nlp):
    from kg.nlp import mentions

    doc = nlp("The Germans met the French.")
    found = mentions.find(doc, entities.find_names(doc))
    of = [k for k, m in enumerate(found) if m.kind == "name"]
    assert of and not any(kinds.applies(found, [k]) for k in of)


def test_training_lets_several_kinds_be_right():
    """The probability of the set of right kinds grows; none of them is forced."""
    import numpy as np

    from kg.learned import train_kinds
    from kg.learned.linear import softmax
    from kg.learned.network import Options

    def chain(word: str) -> kinds.Evidence:
        return kinds.Evidence(((("label", word), 0),), np.zeros(3, np.float32))

    rows = [chain("X")] * 20 + [chain("Y")] * 20
    right = [[k in ("Product", "Other") for k in kinds.KINDS]] * 20 + [[k == "Person" for k in kinds.KINDS]] * 20
    options = Options(kinds.BITS, hidden=8, epochs=60, batch=8, rate=0.02, exclusive=True)
    model = kinds.KindModel(train_kinds.train(train_kinds.Sample(rows, right, [1.0] * 40), options, 1))
    heard = model.hear([chain("X"), chain("Y")])
    p = softmax(model.scores(heard))
    product, other, person = (kinds.KINDS.index(k) for k in ("Product", "Other", "Person"))
    assert p[0, product] + p[0, other] > 0.9 and min(p[0, product], p[0, other]) > 0.05
    assert p[1, person] > 0.9 and model.reasons(heard, 1, person) == ["label: Y"]


def _linked(text: str) -> dict[str, tuple[str, ...]]:
    from kg.model import Document
    from kg.nlp import pipeline
    from kg.pipeline import annotate_document

    return {e.label: e.same_as for e in annotate_document(Document("x", text), pipeline.load()).entities}


def test_a_city_is_linked_and_a_name_of_several_places_is_not():
    found = _linked("Ana Prates flew from Los Angeles to New York and on to France.")
    assert found["Los Angeles"] == ("http://www.wikidata.org/entity/Q65",)
    assert found["France"] == ("http://www.wikidata.org/entity/Q142",)
    assert found["New York"] == ()


def test_a_national_team_is_not_its_country():
    match = (
        "Sweden beat Belgium 2 – 0 in the first match of the football tournament. The Swedish captain scored the goal from "
        "a penalty. Sweden's coach praised the goalkeeper and the midfielder after the match."
    )
    found = _linked(match)
    assert found["Sweden national team"] == ()
    assert _linked("Sweden beat Belgium in the race for the contract.")["Sweden"] != ()


def test_names_that_annotators_disagree_on_are_ambiguous():
    from kg.learned.train_links import _agreed

    assert _agreed("springfield", {"Q1": {"a"}, "Q2": {"b"}}, "Place") == ""
    assert _agreed("lisbon", {"Q1": {"a", "b"}}, "Place") == "Q1"
    assert _agreed("main street", {"Q1": {"a"}}, "Place") is None


def test_a_name_in_an_adjective_is_no_name(nlp):
    assert "Beijing" not in names(nlp, "The pro-Beijing camp lost the vote.")


def test_georgia_among_states_is_a_state():
    assert _linked("They were arrested in Alabama, Florida, Georgia, Kansas and Ohio.")["Georgia (USA)"]
    assert "Georgia" in _linked("She flew to Georgia and Armenia.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The report by the United Nations Educational, Scientific and Cultural Organization was published.",
            "United Nations Educational, Scientific and Cultural Organization",
        ),
        ("Glawischnig-Piesczek sued in Austria.", "Glawischnig-Piesczek"),
        ("Fashion designer Mary Quant described Day to the BBC in 2002.", "Mary Quant"),
        ("Lagos Business Ledger | Tuesday, 8 July", "Lagos Business Ledger"),
        ("The storm moved Humberto 785 miles north of Bermuda.", "Humberto"),
    ],
)
def test_a_name_ends_where_it_ends(nlp, text, wanted):
    assert wanted in names(nlp, text)


def test_a_number_before_a_dash_is_a_score_and_no_model():
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    def takes(*words: str) -> bool:
        doc = Doc(
            Vocab(),
            words=list(words),
            tags=["NNP", "CD", *[":"] * (len(words) - 2)],
            heads=[0] * len(words),
            deps=["dep"] * len(words),
        )
        return products.numbers(doc, 0, 1, "ORG", entities.UNKNOWN)

    assert takes("Boeing", "747", ".") and not takes("Juventus", "104", "–", "98")


def test_a_name_in_another_script_is_the_others_name(nlp):
    record = pipeline.annotate_document(
        Document("d", "Roger Tsien (Chinese: 錢永健) was a chemist. 錢永健 died in Oregon."), nlp
    )
    (person,) = (e for e in record.entities if e.type == "Person")
    assert person.label == "Roger Tsien"
    assert person.names == ("錢永健",)
    assert not [e for e in record.entities if e.label == "錢永健"]


def test_a_name_behind_a_bracket_is_no_other_name_of_what_stands_before_it(nlp):
    record = pipeline.annotate_document(Document("d", "Acme (Tokyo) 東京 won the ten races in Osaka."), nlp)
    assert not [e for e in record.entities if e.label == "Acme" and "東京" in e.names]


def test_letters_of_formulas_are_no_foreign_names(nlp):
    assert not [n for n in names(nlp, "The α and μ particles met.") if "α" in n]


def test_a_surname_that_is_a_month(nlp):
    assert "Theresa May" in names(nlp, "Current Prime Minister Theresa May resigned on Friday.")
    assert "Jane Monday" not in names(nlp, "She saw Jane Monday.")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nancy Pelosi, the Speaker of the House of Representatives, resigned.", "Nancy Pelosi"),
        ("An Australian, Brenton Tarrant, aged 28, was charged.", "Brenton Tarrant"),
        ("Detective Inspector Darren Gough said the bridge was closed.", "Darren Gough"),
    ],
)
def test_an_office_or_a_people_beside_a_name_is_nobody_else(nlp, text, label):
    record = pipeline.annotate_document(Document("d", text), nlp)
    assert [e.label for e in record.entities if e.type == "Person"] == [label]


def test_words_of_other_languages_and_given_names_are_no_countries():
    from kg.lang import territories

    assert all(
        territories.find(word) is None for word in ("Island", "Muris", "Alan", "Cook", "Granada", "Internet", "Bayern")
    )
    known = {
        "Ariz.": "Arizona",
        "Welsh": "Wales",
        "Polish": "Poland",
        "Turk": "Türkiye",
        "Ivory Coast": "Côte d'Ivoire",
    }
    assert {word: territories.find(word).name for word in known} == known


def test_a_place_is_never_of_the_class_country():
    from collections import Counter

    from kg.resolve import votes

    assert votes.subtype("Place", Counter({"Country": 2.0})) is None
    assert votes.subtype("Place", Counter({"Country": 2.0, "City": 1.0})) == "City"


@pytest.mark.parametrize(
    ("word", "tag", "behind", "found"),
    [
        ("Verity", "NN", "in/IN/prep/3", True),
        ("Verity", "JJ", "in/IN/prep/3", False),
        ("Verity", "NN", "Nurses/NNP/dobj/3", False),
        ("Norway", "NNP", "in/IN/prep/3", False),
        ("Minister", "NNP", "in/IN/prep/3", False),
    ],
)
def test_the_first_word_of_a_body_s_name_is_one_where_it_stands_alone(word, tag, behind, found):
    from kg.nlp.entities import _first_words
    from tests.support.docs import doc

    name = [f"{word}/NNP/compound/1", "Foods/NNP/nsubj/3", "then/RB/advmod/3", "left/VBD/ROOT/3"]
    made = doc(*name, f"{word}/{tag}/dobj/3", behind, "others/NNS/dobj/3")
    assert list(_first_words(made, [(0, 2, "ORG")])) == ([word] if found else [])


@pytest.mark.parametrize(("role", "found"), [("nsubj", ("EU", "InternationalOrganization")), ("pobj", None)])
def test_a_union_of_countries_that_acts_is_a_body(role, found):
    from kg.nlp.types import TokenMention
    from kg.resolve.votes import known
    from tests.support.docs import doc

    made = doc(f"EU/NNP/{role}/1", "acts/VBZ/ROOT/1/act", "now/RB/advmod/1")
    assert known(made, [TokenMention(0, 1, 0, "name", "ORG")], [0]) == found

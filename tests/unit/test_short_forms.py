"""Which longer name a shorter one stands for: words inside a body's name, parts of persons' names, terms that brackets define."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg import pipeline
from kg.model import Document
from kg.nlp import coref_names, short_forms
from kg.nlp.types import TokenMention

NLP = spacy.blank("en")
P, B, G = "PERSON", "ORG", "GPE"


def doc_of(text: str, heads: dict[int, tuple[int, str]] | None = None, title: int = 0) -> Doc:
    """A document of tokens set apart by blanks; words with a capital are proper nouns, the first `title` of them the title."""
    words = text.split()
    above, deps = [title if i >= title else 0 for i in range(len(words))], ["dep"] * len(words)
    deps[0] = deps[title] = "ROOT"
    for i, (head, dep) in (heads or {}).items():
        above[i], deps[i] = head, dep
    tags = ["NNP" if w[0].isupper() else "CD" if w.isdigit() else "NN" for w in words]
    made = Doc(
        NLP.vocab,
        words=words,
        heads=above,
        deps=deps,
        tags=tags,
        pos=[{"NNP": "PROPN", "CD": "NUM", "NN": "NOUN"}[t] for t in tags],
        lemmas=[w.lower() for w in words],
        sent_starts=[i in (0, title) for i in range(len(words))],
    )
    if title:
        made.user_data["furniture"] = [("title", (0, made[title].idx))]
    return made


def links(text: str, *spans: tuple[int, int, str], heads: dict[int, tuple[int, str]] | None = None, title: int = 0):
    """(name, the name it is short for) of all names that `same` joins."""
    doc = doc_of(text, heads, title)
    found = [TokenMention(a, b, b - 1, "name", label) for a, b, label in spans]
    return [(doc[found[a].start : found[a].end].text, doc[found[b].start : found[b].end].text)
            for a, b, _ in coref_names.same(doc, found)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spans", "joined"),
    [
        ("Celulosa Quilaco SA left . Quilaco came", [(0, 3, B), (5, 6, B)], True),
        ("Banque Vérelle left . Vérelle came", [(0, 2, B), (4, 5, P)], True),
        ("Zumbara Bank left . Zumbara came", [(0, 2, B), (4, 5, P)], True),
        ("Celulosa Quilaco SA left . Quilaco came", [(0, 3, "MISC"), (5, 6, B)], True),
        ("Celulosa Quilaco left . Quilaco came", [(0, 2, "MISC"), (4, 5, B)], False),
        # a word that means something, a place, two names that hold it, a person of the name, a title, an office, an age
        ("Celulosa Harvest SA left . Harvest came", [(0, 3, B), (5, 6, B)], False),
        ("Celulosa Quilaco SA left . Quilaco came", [(0, 3, B), (5, 6, G)], False),
        ("Banque Vérelle left . Jean Vérelle came . Vérelle sat", [(0, 2, B), (4, 6, P), (8, 9, B)], False),
        ("Banque Vérelle left . Ms Vérelle came", [(0, 2, B), (5, 6, P)], False),
        ("Banque Vérelle left . senator Vérelle came", [(0, 2, B), (5, 6, P)], False),
        ("Banque Vérelle left . Vérelle , 54 , came", [(0, 2, B), (4, 5, P)], False),
        ("Banque Vérelle left . Vérelle sold her house", [(0, 2, B), (4, 5, P)], False),
        (
            "Banque Vérelle left . Vérelle came . Vérelle sat . Vérelle sold her house",
            [(0, 2, B), (4, 5, P), (7, 8, P), (10, 11, P)],
            True,
        ),
        ("Institute of Vérelle left . Vérelle came", [(0, 3, B), (5, 6, P)], False),
        ("Zumbara and Harvest Bank left . Zumbara came", [(0, 4, B), (6, 7, B)], False),
    ],
)
def test_a_word_of_a_body_s_name_is_short_for_it(text, spans, joined):
    found = [x for x in links(text, *spans) if "Jean" not in x[1]]
    assert bool(found) == joined


@pytest.mark.parametrize(("dep", "joined"), [("nsubj", True), ("amod", False)])
def test_a_short_name_taken_for_a_peoples_stands_for_no_adjective(dep, joined):
    doc = doc_of("Zumbara Steel Corp left . Zumbara charges", {5: (6, dep)})
    doc[5].tag_ = "JJ"
    found = [TokenMention(0, 3, 2, "name", B), TokenMention(5, 6, 5, "name", "NORP")]
    assert bool(coref_names.same(doc, found)) is joined


def test_a_title_may_have_the_shorter_name_first():
    text, spans = "Lender Zumbara grows The lender Zumbara Capital grew", [(1, 2, B), (5, 7, B)]
    heads = {4: (6, "appos")}
    assert links(text, *spans, heads=heads, title=3) == [("Zumbara", "Zumbara Capital")]
    assert links(text, *spans, heads=heads) == []


@pytest.mark.parametrize(
    ("last", "joined"), [("Bancshares", True), ("Corp", True), ("Sunrise GmbH", True), ("Sunrise", False)]
)
def test_below_a_title_the_full_name_itself_may_say_that_it_is_a_body(last, joined):
    text, spans = f"Zumbara grows Rival Zumbara {last} grew", [(0, 1, B), (3, 4 + len(last.split()), B)]
    assert bool(links(text, *spans, title=2)) is joined


@pytest.mark.parametrize(
    ("text", "spans", "joined"),
    [
        ("Jorge Villa Garza left . Jorge Villa came", [(0, 3, P), (5, 7, P)], True),
        ("Jorge Villa Garza left . Jorge Garza came", [(0, 3, P), (5, 7, P)], True),
        ("Jorge Villa left . Jorge Garza came", [(0, 2, P), (4, 6, P)], False),
    ],
)
def test_a_given_name_and_first_surname_are_the_whole_persons(text, spans, joined):
    assert bool(links(text, *spans)) == joined


def test_father_and_son_of_one_name_stay_two():
    text, spans = "Seydou Amadou Gambo left . his father , Amadou Gambo , came", [(0, 3, P), (8, 10, P)]
    assert links(text, *spans, heads={9: (6, "appos")}) == []
    assert links(text, *spans) == [("Amadou Gambo", "Seydou Amadou Gambo")]
    text, spans = "Maria Silva Pereira and Maria Silva left", [(0, 3, P), (4, 6, P)]
    assert links(text, *spans, heads={5: (2, "conj")}) == []
    text, spans = "Jorge Villa left . his son , Jorge , came", [(0, 2, P), (7, 8, P)]
    assert links(text, *spans, heads={7: (5, "appos")}) == []
    text, spans = "Ana Gill left . Gill , her mother and her sister left", [(0, 2, P), (4, 5, P)]
    assert links(text, *spans, heads={7: (4, "appos"), 10: (7, "conj")}) == [("Gill", "Ana Gill")]


def test_two_of_a_family_that_share_a_middle_name_stay_two():
    text = "Leopold Gambo left . Leopold Hendrik Gambo was born to Hendrik Gambo"
    joined = links(text, (0, 2, P), (4, 7, P), (10, 12, P))
    assert joined == [("Leopold Gambo", "Leopold Hendrik Gambo")]


def test_no_acronym_spells_a_legal_form():
    assert links("AI sold Apple Inc. phones", (0, 1, B), (2, 4, B)) == []
    assert links("AI sold Apple Island phones", (0, 1, B), (2, 4, B)) == [("AI", "Apple Island")]


def test_brackets_define_names():
    text = "Quorvex Therapeutics Inc ( “ Quorvex ” or the “ Company ” ) grew . The Company left"
    spans = [(0, 3, B), (5, 6, P), (10, 11, B), (16, 17, B)]
    assert set(links(text, *spans)) == {
        ("Quorvex", "Quorvex Therapeutics Inc"),
        ("Company", "Quorvex Therapeutics Inc"),
        ("Company", "Company"),
    }
    text = "Quorvex Therapeutics Inc ( “ Quorvex ” or “ the Company ” ) grew"
    assert ("Company", "Quorvex Therapeutics Inc") in links(text, (0, 3, B), (5, 6, P), (10, 11, B))
    text = "Quorvex Therapeutics Inc ( its album “ Company ” grew ) . Others left"
    assert links(text, (0, 3, B), (7, 8, B)) == []


def test_a_thing_is_not_called_by_a_common_noun():
    text = (
        "Quorvex Therapeutics, Inc. (“Quorvex” or the “Company”), a biotechnology company, today announced its results. "
        "The Company reported a loss. The Company has 40 employees."
    )
    record = pipeline.annotate_document(Document("x", text), _nlp())
    labels = [e.label for e in record.entities if e.type == "Organization"]
    assert labels and "Company" not in labels


def _nlp():
    from kg.nlp import pipeline as chain

    return chain.load()


def test_a_group_says_what_it_is():
    doc = doc_of("the operator Saarema left", {1: (2, "compound")})
    mention = TokenMention(2, 3, 2, "name", G)
    group = short_forms.Group(doc, [mention], coref_names.forms(doc, [mention]))
    assert group.is_called_body() and not group.is_called_person() and not group.is_place()


@pytest.mark.parametrize(
    ("full", "shown"),
    [("Mahan Air", "Mahan Air"), ("Grupo Mahan", "Grupo Mahan"), ("Mahan Ltd", "Mahan"), ("of Mahan", "Mahan")],
)
def test_a_body_is_called_in_full_where_its_short_name_lacks_more_than_a_legal_form(full, shown):
    from kg.resolve.entities import Draft
    from kg.resolve.naming import name as called

    doc = doc_of(f"{full} left . Mahan came . Mahan sat")
    mentions = [TokenMention(a, b, b - 1, "name", B) for a, b in ((0, 2), (4, 5), (7, 8))]
    draft = Draft([0, 1, 2], kind="Organization")
    called(doc, mentions, draft)
    assert draft.label == shown


@pytest.mark.parametrize(
    ("text", "spans", "short"),
    [
        # a couple: who is told of as the other's kin is not meant by the surname
        ("Denise Lee ran . Her husband Keith Lee sat . Lee left", [(0, 2, P), (6, 8, P), (10, 11, P)], "Denise Lee"),
        ("Mrs Lee left . Jean Lee ran . Ron Lee sat", [(1, 2, P), (4, 6, P), (8, 10, P)], "Jean Lee"),
        ("Jean Lee ran . Ron Lee sat . Mr Lee left", [(0, 2, P), (4, 6, P), (9, 10, P)], "Ron Lee"),
        # what is made of two names listed beside each other is short for neither
        ("Wandoo and Zumbara left . Wandoo Zumbara came", [(0, 1, P), (2, 3, P), (5, 7, P)], None),
    ],
)
def test_whose_surname_it_is(text, spans, short):
    words = text.split()
    heads = {i: (i + 1, "compound") for a, b, _ in spans for i in range(a, b - 1)}
    heads |= {5: (7, "compound")} if "husband" in words else {}
    heads |= {2: (0, "conj"), 1: (0, "cc")} if "and" in words else {}
    found = [whole for _, whole in links(text, *spans, heads=heads)]
    assert found == ([short] if short else [])


def test_a_foundation_is_not_whom_it_is_named_for():
    spans = [(0, 2, B), (4, 6, P), (8, 9, P)]
    assert ("Lee", "Lee Foundation") not in links("Lee Foundation left . Bo Lee ran . Lee sat", *spans)
    assert links("Zumbara Inc left . Zumbara came", (0, 2, B), (4, 5, B)) == [("Zumbara", "Zumbara Inc")]

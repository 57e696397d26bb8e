"""Persons' names: nicknames, titles and letters around them, words for one before them, and names they share or had."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import coref_names, nicknames, products, repairs, wholes
from kg.nlp.types import TokenMention
from kg.resolve import naming
from tests.support.docs import doc

NLP = spacy.blank("en")
UNKNOWN = "MISC"


def words(text: str) -> Doc:
    """Words set apart by blanks, capitals proper nouns; inside of quotation marks stands no blank."""
    parts = text.split()
    opening = [i for i, w in enumerate(parts) if w == '"'][::2]
    spaces = [(i not in opening and parts[i + 1 : i + 2] != ['"']) or i + 1 in opening for i in range(len(parts))]
    tags = ["NNP" if w[0].isupper() else "CD" if w.isdigit() else "POS" if w == "'s" else "NN" for w in parts]
    starts = [i == 0 or parts[i - 1] == "." for i in range(len(parts))]
    return Doc(NLP.vocab, words=parts, spaces=spaces, tags=tags, sent_starts=starts)


def shown(made: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    return [(made[a:b].text, label) for a, b, label in spans]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ('saw Ana " the Badger " Prates go', [(1, 2, "PERSON"), (3, 7, "WORK_OF_ART")], 'Ana "the Badger" Prates'),
        ('saw Ana " Pat " Di Cicco go', [(1, 2, "PERSON"), (5, 7, "PERSON")], 'Ana "Pat" Di Cicco'),
        ('Substitute Ana " Pat " Prates fell', [(0, 2, UNKNOWN), (3, 6, "WORK_OF_ART")], 'Ana "Pat" Prates'),
    ],
)
def test_a_nickname_stands_within_a_name(text, spans, wanted):
    made = words(text)
    assert shown(made, nicknames.mend(made, spans)) == [(wanted, "PERSON")]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('saw Acme " Horse " Records go', [(1, 2, "ORG"), (5, 6, "ORG")]),
        ('read by Ana " many good books " Prates', [(2, 3, "PERSON"), (8, 9, "PERSON")]),
    ],
)
def test_what_stands_in_marks_between_two_names_is_no_nickname(text, spans):
    made = words(text)
    assert nicknames.mend(made, spans) == spans


@pytest.mark.parametrize("title", ["Cllr", "Coun", "Sr", "Engr", "Capt"])
def test_a_short_title_is_no_part_of_a_persons_name(title):
    made = words(f"saw {title} Ana Prates go")
    assert shown(made, wholes.mend(made, [(1, 4, "PERSON")], UNKNOWN)) == [("Ana Prates", "PERSON")]


def test_who_has_a_title_is_somebody_and_of_a_university():
    made = words("said Prof Ngo Bayiha Solange of the University")
    assert shown(made, wholes.mend(made, [(1, 5, "ORG")], UNKNOWN)) == [("Ngo Bayiha Solange", "PERSON")]
    made = words("said PC World")
    assert shown(made, wholes.mend(made, [(1, 3, "ORG")], UNKNOWN)) == [("PC World", "ORG")]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ronan Fives SC", ("Ronan Fives", "PERSON")),
        ("Asante Kotoko SC", ("Asante Kotoko SC", "ORG")),
        ("Jordan Capital VC", ("Jordan Capital VC", "ORG")),
        ("Victoria Group RN", ("Victoria Group RN", "ORG")),
        ("Victoria Kenya RN", ("Victoria Kenya RN", "ORG")),
    ],
)
def test_letters_that_clubs_have_too_go_behind_a_given_name(name, wanted):
    made = words(f"told {name} so")
    assert shown(made, wholes.mend(made, [(1, 4, "ORG")], UNKNOWN)) == [wanted]


def test_letters_of_counsel_hang_on_the_name():
    made = doc(
        "Ann/NNP/compound/2//PERSON", "Fives/NNP/compound/2//PERSON", "SC/NNP/nsubj/3//PERSON", "left/VBD/ROOT/3"
    )
    repairs.letters(made)
    assert made[1].dep_ == "nsubj" and made[2].head.text == "Fives"
    made = doc("Kotoko/NNP/compound/2//ORG", "Fives/NNP/compound/2//ORG", "SC/NNP/nsubj/3//ORG", "left/VBD/ROOT/3")
    repairs.letters(made)
    assert made[2].dep_ == "nsubj"


@pytest.mark.parametrize(
    ("town", "body", "count"),
    [
        ("Oswald", "Primary School", 1),
        ("Petersburg", "Primary School", 2),
        ("Albans", "Labour Party", 2),
        ("Ives", "Town Council", 2),
    ],
)
def test_a_school_named_after_a_saint_has_one_name(town, body, count):
    made = words(f"behind St {town} 's {body}")
    assert len(wholes.mend(made, [(1, 3, "GPE"), (4, 6, "ORG")], UNKNOWN)) == count
    made = words(f"behind St {town} 's Anglia Holdings")
    assert len(wholes.mend(made, [(1, 3, "GPE"), (4, 6, "ORG")], UNKNOWN)) == 2


def test_a_word_for_one_before_no_given_name_is_the_given_name():
    made = words('Buster Prates " Pat " Keaton fell')
    assert shown(made, nicknames.mend(made, [(0, 2, "PERSON"), (5, 6, "PERSON")])) == [
        ('Buster Prates "Pat" Keaton', "PERSON")
    ]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Brig Amsterdam", "Brig Amsterdam"), ("Brig Ana", "Ana"), ("PC Lopez", "Lopez")]
)
def test_a_rank_that_is_a_word_for_a_thing_stands_before_a_given_name(name, wanted):
    made = words(f"{name} sank")
    assert shown(made, wholes.mend(made, [(0, 2, "PERSON")], UNKNOWN)) == [(wanted, "PERSON")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brothers Ana and Rosa Prates", ("Ana", "PERSON")),
        ("Brothers Ana in Rosa Prates", ("Brothers Ana", "ORG")),
        ("Brothers Acme and Rosa Prates", ("Brothers Acme", "ORG")),
    ],
)
def test_the_word_for_several_of_a_family_is_no_part_of_a_name(text, wanted):
    made = words(text)
    assert shown(made, wholes.mend(made, [(0, 2, "ORG"), (3, 5, "PERSON")], UNKNOWN))[0] == wanted


def test_goals_of_two_sides_are_no_models():
    made = words("saw Ribeira 3 Alto Mar 2 here")
    assert not products.numbers(made, 1, 2, UNKNOWN, UNKNOWN) and not products.numbers(made, 3, 5, UNKNOWN, UNKNOWN)
    made = words("saw Estar 3 in Alto Mar")
    assert products.numbers(made, 1, 2, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(("word", "kind", "dep"), [("December", "DATE", "pobj"), ("Data", "ORG", "compound")])
def test_a_month_is_parted_from_the_name_behind_it(word, kind, dep):
    made = doc(
        "In/IN/prep/5",
        f"{word}/NNP/compound/2//{kind}",
        "Kenya/NNP/poss/4//GPE",
        "'s/POS/case/2",
        "regulator/NN/nsubj/5",
        "spoke/VBD/ROOT/5",
    )
    assert repairs.dated(made)[1].dep_ == dep


def _names(made: Doc, *spans: tuple[int, int]) -> list[TokenMention]:
    return [TokenMention(a, b, b - 1, "name", "PERSON") for a, b in spans]


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("the sisters Ana and Rosa Prates left", (2, 3), "Ana Prates"),
        ("Ana and Rosa Prates , brothers of Porto", (0, 1), "Ana Prates"),
        ("saw Ana and Rosa Prates go away", (1, 2), None),
        ("Brothers Ana and Rosa Prates left", (1, 2), "Ana Prates"),
        ("Ana and Rosa Prates , couple of Porto", (0, 1), None),
        ("Lopez and Rosa Prates , parents of Porto", (0, 1), None),
        ("Lopez and Rosa Prates , mothers of Porto", (0, 1), None),
        ("Jordan and Rosa Jordan , siblings of Porto", (0, 1), None),
        ("President Jordan and Rosa Prates , siblings of", (1, 2), None),
    ],
)
def test_a_surname_is_told_of_both_of_one_family(text, span, name):
    made = words(text)
    for token in made:
        token.lemma_ = token.text.removesuffix("s")
        if token.lower_ in ("sisters", "brothers"):
            token.tag_ = "NNS"
    mentions = _names(made, span, (span[1] + 1, span[1] + 3))
    assert naming.shared(made, mentions).get(0) == name


@pytest.mark.parametrize(("name", "label"), [("Ana Prates", "PERSON"), ("Prates Council", "ORG")])
def test_who_heads_a_byline_is_a_person(name, label):
    made = words(f"{name} , Rural Writer")
    made.user_data["furniture"] = [("byline", (0, len(made.text)))]
    assert shown(made, wholes.mend(made, [(0, 2, "ORG")], UNKNOWN)) == [(name, label)]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ("the Western District of Virginia", [(1, 3, "LOC"), (4, 5, UNKNOWN)], "Western District of Virginia"),
        ("the Western Union of Virginia", [(1, 3, "LOC"), (4, 5, "GPE")], "Western Union"),
        ("the British Virgin Islands", [(1, 2, "NORP"), (2, 4, UNKNOWN)], "British Virgin Islands"),
        ("the British Salt Islands", [(1, 2, "NORP"), (2, 4, UNKNOWN)], "British"),
    ],
)
def test_parts_of_the_land_are_named_whole(text, spans, wanted):
    made = words(text)
    assert shown(made, wholes.mend(made, spans, UNKNOWN))[0][0] == wanted


@pytest.mark.parametrize(("text", "wanted"), [("R.I.", "R.I."), ("the U.S.'s", "U.S."), ("Acme.", "Acme")])
def test_a_name_keeps_the_dot_of_its_letters(text, wanted):
    assert coref_names.clean(text) == wanted

"""Names put right by what stands beside them, and which shorter names stand for a body's full one."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import coref_names, wholes
from kg.nlp.types import TokenMention
from tests.support.docs import doc

NLP = spacy.blank("en")
UNKNOWN = "MISC"


def doc_of(text: str, heads: dict[int, tuple[int, str]] | None = None) -> Doc:
    """A document of tokens set apart by blanks; words with a capital are proper nouns; `heads`: token → (head, function)."""
    words = text.split()
    above, deps = [0] * len(words), ["dep"] * len(words)
    deps[0] = "ROOT"
    for i, (head, dep) in (heads or {}).items():
        above[i], deps[i] = head, dep
    tags = ["NNP" if w[0].isupper() else "CD" if w.isdigit() else "NN" for w in words]
    return Doc(
        NLP.vocab, words=words, heads=above, deps=deps, tags=tags, sent_starts=[i == 0 for i in range(len(words))]
    )


def mended(doc: Doc, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    return [(doc[a:b].text, label) for a, b, label in wholes.mend(doc, list(spans), UNKNOWN)]


def test_a_part_is_completed_where_the_whole_stands_elsewhere():
    doc = doc_of("Real Madrid won . Ramos of Real Madrid left")
    assert mended(doc, (0, 2, "ORG"), (7, 8, "GPE")) == [("Real Madrid", "ORG"), ("Real Madrid", "ORG")]
    doc = doc_of("Real Madrid won . Ramos left rainy Madrid")
    assert mended(doc, (0, 2, "ORG"), (7, 8, "GPE"))[1] == ("Madrid", "GPE")


def test_a_place_and_an_unknown_name_of_one_phrase_are_one_name():
    doc = doc_of("joined Paris Saint-Germain", {1: (2, "compound"), 2: (0, "dobj")})
    assert mended(doc, (1, 2, "GPE"), (2, 3, UNKNOWN)) == [("Paris Saint-Germain", UNKNOWN)]
    doc = doc_of("In Paris Saint-Germain won", {1: (0, "pobj"), 2: (3, "nsubj")})
    assert len(mended(doc, (1, 2, "GPE"), (2, 3, UNKNOWN))) == 2
    doc = doc_of("joined Paris Saint-Germain", {1: (2, "compound"), 2: (0, "dobj")})
    assert len(mended(doc, (1, 2, "GPE"), (2, 3, "ORG"))) == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the village of Bani Zayd", "GPE"),
        ("the mayor of Bani Zayd", "PERSON"),
        ("the villages of Bani Zayd", "PERSON"),
        ("the city of Bani Council", "PERSON"),
    ],
)
def test_a_name_behind_the_word_for_a_town_is_a_place_s(text, label):
    made = doc_of(text)
    assert [x for _, x in mended(made, (3, 5, "PERSON"))] == [label]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ("coach Ruben van der Heijde left", [(1, 4, "PERSON")], ["Ruben van der Heijde"]),
        ("coach Ruben van der Heijde left", [(1, 4, "PERSON"), (4, 5, "ORG")], ["Ruben van der Heijde"]),
        ("coach Henrik af Forselles left", [(1, 2, "PERSON"), (3, 4, "GPE")], ["Henrik af Forselles"]),
        ("coach Ruben van der left", [(1, 4, "PERSON")], ["Ruben van der"]),
        ("coach Henrik van left", [(1, 2, "PERSON")], ["Henrik"]),
        ("coach Ruben Heijde Rotterdam left", [(1, 3, "PERSON")], ["Ruben Heijde"]),
        ("at Kring van Rotterdam", [(1, 3, "ORG")], ["Kring van"]),
    ],
)
def test_a_surname_begins_behind_its_small_words(text, spans, wanted):
    assert [name for name, _ in mended(doc_of(text), *spans)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The East African Packagers ' Forum left", "East African Packagers ' Forum"),
        ("The Women 's Union left", "Women 's Union"),
        ("The Women 's Prize left", None),
        ("Its Packagers ' forum left", None),
    ],
)
def test_a_body_of_its_members_is_one_name(text, wanted):
    words = text.split()
    mark = next(i for i, w in enumerate(words) if w.startswith("'"))
    tree = dict.fromkeys(range(mark - 1), (mark - 1, "compound")) | {
        mark - 1: (mark + 1, "poss"),
        mark + 1: (mark + 2, "nsubj"),
    }
    tree |= {mark: (mark - 1, "case"), 0: (mark - 1, "det"), mark + 2: (mark + 2, "ROOT")}
    tags = ["DT" if i == 0 else "POS" if i == mark else "NNP" if w[0].isupper() else "NN" for i, w in enumerate(words)]
    heads, deps = [tree[i][0] for i in range(len(words))], [tree[i][1] for i in range(len(words))]
    pos = ["DET" if t == "DT" else "PROPN" if t == "NNP" else "PART" if t == "POS" else "NOUN" for t in tags]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=[w.lower() for w in words])
    assert mended(doc) == ([(wanted, "ORG")] if wanted else [])


def test_a_body_of_two_trades_is_one_name_where_the_parser_hangs_the_second_on_the_first():
    found = doc(
        "The/DT/det/7", "National/NNP/nmod/2", "Smelter/NNP/nmod/7", "and/CC/cc/2", "Allied/NNP/compound/5",
        "Workers/NNPS/conj/2", "'/POS/case/5", "Union/NNP/nsubj/8", "left/VBD/ROOT/8/leave",
    )  # fmt: skip
    assert mended(found, (1, 3, "ORG"), (4, 8, "ORG")) == [("National Smelter and Allied Workers ' Union", "ORG")]


def test_a_department_at_the_head_of_a_sentence_is_no_name():
    found = doc(
        "Finance/NNP/compound/1",
        "chief/NN/compound/3",
        "Ana/NNP/compound/3",
        "Prates/NNP/nsubj/4",
        "left/VBD/ROOT/4/leave",
    )
    assert mended(found, (0, 1, "ORG"), (2, 4, "PERSON")) == [("Ana Prates", "PERSON")]


def test_two_strange_places_side_by_side_are_one_name():
    tree = {1: (2, "compound"), 2: (0, "pobj")}
    doc = doc_of("in Moravska Hypotecni", tree)
    assert mended(doc, (1, 2, "GPE"), (2, 3, "GPE")) == [("Moravska Hypotecni", "GPE")]
    assert len(mended(doc_of("in Paris France", tree), (1, 2, "GPE"), (2, 3, "GPE"))) == 2


@pytest.mark.parametrize("letters", ["KC", "MP", "OBE"])
def test_letters_behind_a_person_are_no_name(letters):
    doc = doc_of(f"Timothy Leigh {letters} said")
    assert mended(doc, (0, 2, "PERSON"), (2, 3, "ORG")) == [("Timothy Leigh", "PERSON")]
    assert mended(doc, (0, 3, "PERSON")) == [("Timothy Leigh", "PERSON")]
    assert mended(doc, (2, 3, "ORG")) == [(letters, "ORG")]


def test_ranks_are_no_name():
    doc = doc_of("Det Insp Marc Lee said")
    assert mended(doc, (0, 2, "ORG"), (2, 4, "PERSON")) == [("Marc Lee", "PERSON")]
    assert mended(doc, (1, 4, "ORG")) == [("Marc Lee", "PERSON")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ledecka , 26 , won . Ester Ledecka left", "PERSON"),
        ("Ledecka ( 26 ) won . Ester Ledecka left", "PERSON"),
        ("Ledecka , 26 goals scored . Ester Ledecka left", "ORG"),
        ("Ledecka , 120 , won . Ester Ledecka left", "ORG"),
        ("Ledecka ( ² ) won . Ester Ledecka left", "ORG"),
    ],
)
def test_who_has_an_age_is_a_person(text, label):
    doc = doc_of(text)
    n = len(doc)
    assert [found for _, found in mended(doc, (0, 1, "ORG"), (n - 3, n - 1, "ORG"))] == [label, label]


def test_a_dateline_names_places_and_in_brackets_a_source():
    doc = doc_of("LUBBOCK , Texas ( AP ) - Acme left")
    doc.user_data["furniture"] = [("dateline", (0, 24))]
    found = mended(doc, (0, 1, "ORG"), (2, 3, "GPE"), (4, 5, "ORG"), (7, 8, "ORG"))
    assert [label for _, label in found] == ["GPE", "GPE", "ORG", "ORG"]


def test_a_table_of_names_with_numbers_tells_no_ages():
    doc = doc_of("Norland , 16 , Westland , 12 , and Norway , 9 , lead")
    found = mended(doc, (0, 1, "GPE"), (4, 5, "GPE"), (9, 10, "GPE"))
    assert [label for _, label in found] == ["GPE", "GPE", "GPE"]
    assert mended(doc_of("Norway , 16 , leads"), (0, 1, "GPE")) == [("Norway", "GPE")]


def short_for(text: str, *spans: tuple[int, int, str]) -> list[tuple[str, str]]:
    doc = doc_of(text)
    found = [TokenMention(a, b, b - 1, "name", label) for a, b, label in spans]
    links = coref_names.same(doc, found)
    words = [doc[m.start : m.end].text for m in found]
    return [(words[a], words[b]) for a, b, why in links if why == "short for the full name"]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ("Blue Crescent Lines left . Blue Crescent came", [(0, 3, "ORG"), (5, 7, "ORG")], True),
        ("Nordhavn Seafood ASA left . Nordhavn came", [(0, 3, "ORG"), (5, 6, "GPE")], True),
        ("Blue Crescent came . Blue Crescent Lines left", [(0, 2, "ORG"), (4, 7, "ORG")], False),
        ("Ithaca College left . Ithaca came", [(0, 2, "ORG"), (4, 5, "GPE")], False),
        ("Epic Mickey came . Epic left", [(0, 2, "ORG"), (4, 5, "ORG")], False),
        ("Facebook Ireland Limited left . Facebook came", [(0, 3, "ORG"), (5, 6, "ORG")], False),
        ("Acme Lines left . Acme Foods came . Acme stayed", [(0, 2, "ORG"), (4, 6, "ORG"), (8, 9, "ORG")], False),
    ],
)
def test_what_begins_the_full_name_of_a_body_is_short_for_it(text, spans, wanted):
    assert bool(short_for(text, *spans)) == wanted


def test_a_place_where_something_is_is_no_company():
    doc = doc_of("Nordhavn Seafood ASA left . rain in Nordhavn", {7: (6, "pobj")})
    found = [TokenMention(0, 3, 2, "name", "ORG"), TokenMention(7, 8, 7, "name", "GPE")]
    assert not coref_names.same(doc, found)


def test_a_score_is_no_part_of_a_name():
    doc = doc_of("Calabar Angels beat Mbabane 2-0 on Saturday")
    assert mended(doc, (0, 2, "ORG"), (3, 5, "ORG")) == [("Calabar Angels", "ORG"), ("Mbabane", "ORG")]
    doc = doc_of("Boeing 737-800 landed")
    assert mended(doc, (0, 2, "PRODUCT")) == [("Boeing 737-800", "PRODUCT")]
    doc = doc_of("Boeing 737 landed")
    assert mended(doc, (0, 2, "PRODUCT")) == [("Boeing 737", "PRODUCT")]


def test_where_somebody_with_an_age_lives_is_a_place():
    doc = doc_of("Ann Lee , 57 , of Thornhill Bank , Halifax , took it")
    spans = [(0, 2, "PERSON"), (6, 8, "ORG"), (9, 10, "GPE")]
    assert mended(doc, *spans)[1] == ("Thornhill Bank", "GPE")
    doc = doc_of("Ann Lee , 57 , of Thornhill Bank , took it")
    assert mended(doc, *spans[:2])[1] == ("Thornhill Bank", "ORG")


def test_a_byline_names_persons():
    doc = doc_of("By ROSARIO DELA and JIM HALVORSEN , Associated Press")
    doc.user_data["furniture"] = [("byline", (0, len(doc.text)))]
    found = mended(doc, (1, 3, "PRODUCT"), (4, 6, "ORG"), (7, 9, "ORG"))
    assert [label for _, label in found] == ["PERSON", "PERSON", "ORG"]


def test_a_name_begins_with_the_words_the_recogniser_left_out():
    heads = {0: (1, "compound"), 1: (2, "nsubj"), 2: (2, "ROOT")}
    assert mended(doc_of("Havbris ASA agreed", heads), (1, 2, "ORG")) == [("Havbris ASA", "ORG")]
    assert mended(doc_of("Havbris ASA agreed", heads), (0, 1, "NORP"), (1, 2, "ORG")) == [("Havbris ASA", "ORG")]
    heads = {0: (2, "compound"), 1: (2, "compound"), 2: (3, "nsubj"), 3: (3, "ROOT")}
    assert mended(doc_of("Josphat Mwakio Nyange stood", heads), (1, 3, "PERSON")) == [
        ("Josphat Mwakio Nyange", "PERSON")
    ]
    assert mended(doc_of("Judge Mwakio Nyange stood", heads), (1, 3, "PERSON")) == [("Mwakio Nyange", "PERSON")]


def test_a_country_behind_a_comma_is_a_name_of_its_own():
    doc = doc_of("University of Ibadan , Nigeria won")
    assert mended(doc, (0, 5, "ORG")) == [("University of Ibadan", "ORG"), ("Nigeria", "GPE")]
    doc = doc_of("University of California , Berkeley won")
    assert mended(doc, (0, 5, "ORG")) == [("University of California , Berkeley", "ORG")]


def test_con_is_a_rank_only_behind_another():
    assert mended(doc_of("Con Edison cut power"), (0, 2, "ORG")) == [("Con Edison", "ORG")]
    assert mended(doc_of("Det Con Marc Lee left"), (0, 4, "PERSON")) == [("Marc Lee", "PERSON")]
    assert mended(doc_of("DC Marc Lee left"), (0, 3, "PERSON")) == [("Marc Lee", "PERSON")]
    assert mended(doc_of("DC Comics left"), (0, 2, "ORG")) == [("DC Comics", "ORG")]


def test_a_name_taken_for_two_ends_at_its_legal_form():
    doc = doc_of("chairman of Bintang Utama Berhad said")
    assert mended(doc, (2, 3, "NORP"), (3, 5, "GPE")) == [("Bintang Utama Berhad", "ORG")]
    doc = doc_of("chairman of Malaysia Utama Berhad said")
    assert mended(doc, (2, 3, "GPE"), (3, 5, "GPE")) == [("Malaysia", "GPE"), ("Utama Berhad", "GPE")]
    doc = doc_of("chairman Azman Utama Berhad said")
    assert mended(doc, (1, 2, "PERSON"), (2, 4, "GPE")) == [("Azman", "PERSON"), ("Utama Berhad", "GPE")]


def test_a_name_before_a_legal_form_is_completed_from_elsewhere():
    doc = doc_of("Verity Foods grew . Later Verity Foods , Inc. left")
    assert mended(doc, (0, 2, "ORG"), (6, 9, "ORG")) == [("Verity Foods", "ORG"), ("Verity Foods , Inc.", "ORG")]
    doc = doc_of("Verity Foods grew . Later Ardent Foods , Inc. left")
    assert mended(doc, (0, 2, "ORG"), (6, 9, "ORG"))[1] == ("Foods , Inc.", "ORG")


def test_a_body_of_several_trades_is_one_name():
    heads = {6: (7, "compound"), 7: (9, "poss"), 8: (7, "case"), 9: (1, "nsubj")}
    doc = doc_of("strike by the Atlantic Longshore and Harbour Workers ' Union ended", heads)
    assert mended(doc, (3, 5, "LOC"), (6, 10, "ORG")) == [("Atlantic Longshore and Harbour Workers ' Union", "ORG")]
    doc = doc_of("a deal between Boeing Lines and Harbour Workers ' Union ended", heads)
    assert mended(doc, (3, 5, "ORG"), (6, 10, "ORG")) == [("Boeing Lines", "ORG"), ("Harbour Workers ' Union", "ORG")]


def test_a_department_behind_an_office_is_no_name():
    assert mended(doc_of("Lim , Vice President , Finance , left"), (5, 6, "PERSON")) == []
    assert mended(doc_of("Lim , Vice President , Grace , left"), (5, 6, "PERSON")) == [("Grace", "PERSON")]
    assert mended(doc_of("the bank , Finance , left"), (3, 4, "ORG")) == [("Finance", "ORG")]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        (
            "Mexico 's Grupo Alfaro SAB de CV grew",
            [(2, 4, "GPE"), (4, 5, "ORG"), (6, 7, "ORG")],
            "Grupo Alfaro SAB de CV",
        ),
        ("the Grupo Alfaro S.A. de C.V. grew", [(1, 4, "ORG")], "Grupo Alfaro S.A. de C.V."),
        ("the Grupo Alfaro SAB and CV grew", [(1, 4, "ORG")], "Grupo Alfaro SAB"),
        (
            "the Institute for Cooperation on Agriculture grew",
            [(1, 4, "ORG")],
            "Institute for Cooperation on Agriculture",
        ),
        ("the Institute for Cooperation on Friday grew", [(1, 4, "ORG")], "Institute for Cooperation"),
        ("the Institute for Cooperation of Norway grew", [(1, 4, "ORG")], "Institute for Cooperation"),
        ("the Institute for Cooperation on agriculture grew", [(1, 4, "ORG")], "Institute for Cooperation"),
        ("the Institute for Cooperation of Union Shipping grew", [(1, 4, "ORG")], "Institute for Cooperation"),
    ],
)
def test_a_body_s_name_goes_on_behind_a_preposition_or_to_its_legal_form(text, spans, wanted):
    doc = doc_of(text)
    if "Friday" in text:
        doc.set_ents([spacy.tokens.Span(doc, 5, 6, "DATE")])
    assert mended(doc, *spans)[0] == (wanted, "ORG")


def test_a_legal_form_says_that_a_name_is_a_company_s():
    from kg.resolve.votes import ending

    doc = doc_of("Loo NV met Elizabeth II and Leigh An")
    found = [TokenMention(a, a + 2, a + 1, "name", "PERSON") for a in (0, 3, 6)]
    assert [ending(doc, found, [k]) for k in range(3)] == ["Company", None, None]


def test_letters_with_dots_behind_a_person_are_no_name():
    doc = doc_of("Ann Lee , M.D. , Ph.D. , and RNA left")
    spans = [(0, 2, "PERSON"), (3, 4, "PERSON"), (5, 6, "PRODUCT"), (8, 9, "PRODUCT")]
    assert mended(doc, *spans) == [("Ann Lee", "PERSON"), ("RNA", "PRODUCT")]
    assert mended(doc, *spans[1:]) == [("M.D.", "PERSON"), ("Ph.D.", "PRODUCT"), ("RNA", "PRODUCT")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("the League One club", "League One"), ("the League one club", "League"), ("the League 1 club", "League")],
)
def test_a_number_word_with_a_capital_ends_a_name(text, wanted):
    doc = doc_of(text)
    doc[2].tag_ = "CD"
    assert mended(doc, (1, 2, UNKNOWN)) == [(wanted, UNKNOWN)]


@pytest.mark.parametrize(
    ("text", "end", "wanted"),
    [
        ("Commission for Conciliation , Mediation and Arbitration met", 5, 7),
        ("Department of Food , Farming , and Health met", 5, 8),
        ("Commission for Mediation and Arbitration met", 3, 3),  # nothing says that the list goes on
        ("Commission for Conciliation , Mediation and Nigeria met", 5, 5),
    ],
)
def test_a_body_is_for_all_that_is_listed(text, end, wanted):
    last = end + 1 + (text.split()[end] == ",")
    made = doc_of(text, {last: (end - 1, "conj")})
    assert mended(made, (0, end, "ORG"))[0] == (made[:wanted].text, "ORG")

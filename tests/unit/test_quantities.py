"""Numbers with what they count, by hand-built documents."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.extract import numbers, quantities
from kg.nlp import tree

VOCAB = English().vocab


def _doc(rows, ents=()):
    """Rows of word/tag/part of speech/function/head; `ents` as (start, end, label)."""
    words, tags, pos, deps, heads = zip(*(r.split("_") for r in rows.split()), strict=True)
    lemmas = [
        w.lower().removesuffix("s") if t.startswith("NN") else w.lower() for w, t in zip(words, tags, strict=True)
    ]
    labels = ["O"] * len(words)
    for start, end, label in ents:
        labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    made = Doc(
        VOCAB,
        list(words),
        tags=list(tags),
        pos=list(pos),
        deps=list(deps),
        heads=list(map(int, heads)),
        lemmas=lemmas,
        ents=labels,
    )
    return tree.of(made)


WEIGHS = "It_PRP_PRON_nsubj_1 weighs_VBZ_VERB_ROOT_1 "
TOOK = "She_PRP_PRON_nsubj_1 took_VBD_VERB_ROOT_1 "


def test_a_measure_is_told_with_its_unit():
    doc = _doc(WEIGHS + "about_RB_ADV_advmod_3 361_CD_NUM_nummod_4 kilograms_NNS_NOUN_dobj_1")
    value, span = quantities.extent(doc[4])
    assert (value.literal, value.approximate, span[1]) == ("361 kilograms", True, 5)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (WEIGHS + "three_CD_NUM_nummod_3 stones_NNS_NOUN_dobj_1 away_RB_ADV_advmod_1", 3),
        (
            WEIGHS
            + "between_IN_ADP_quantmod_5 3_CD_NUM_quantmod_5 and_CC_CCONJ_cc_5 4_CD_NUM_nummod_6 tonnes_NNS_NOUN_dobj_1",
            6,
        ),
        (WEIGHS + "Ann_NNP_PROPN_compound_4 785_CD_NUM_nummod_4 miles_NNS_NOUN_dobj_1", 4),
        (WEIGHS + "six_CD_NUM_nummod_3 books_NNS_NOUN_dobj_1", 3),
        (
            WEIGHS + "480_CD_NUM_nummod_3 tonnes_NNS_NOUN_dobj_1 of_IN_ADP_prep_3 waste_NN_NOUN_pobj_4"
            " a_DT_DET_det_7 day_NN_NOUN_npadvmod_3 today_NN_NOUN_npadvmod_1",
            3,
        ),
    ],
)
def test_what_is_no_quantity(rows, head):
    assert quantities.extent(_doc(rows)[head]) is None


def test_a_share_is_told_with_what_it_is_of():
    doc = _doc(
        WEIGHS + "70_CD_NUM_nummod_3 percent_NN_NOUN_dobj_1 of_IN_ADP_prep_3 the_DT_DET_det_6 market_NN_NOUN_pobj_4",
        [(2, 4, "PERCENT")],
    )
    assert quantities.extent(doc[3])[0].literal == "70 % of the market"


def test_a_rise_of_some_percent_is_no_share_of_what_is_done():
    doc = _doc(
        TOOK + "a_DT_DET_det_5 22_CD_NUM_nummod_4 percent_NN_NOUN_compound_5 rise_NN_NOUN_dobj_1", [(3, 5, "PERCENT")]
    )
    assert quantities.extent(doc[5]) is None


@pytest.mark.parametrize(
    ("rows", "head", "literal"),
    [
        (TOOK + "six_CD_NUM_dobj_1 for_IN_ADP_prep_2 59_CD_NUM_pobj_3", 2, "six for 59"),
        (TOOK + "an_DT_DET_det_4 unbeaten_JJ_ADJ_amod_4 118_CD_NUM_dobj_1", 4, "118"),
        (TOOK + "312_CD_NUM_dobj_1 and_CC_CCONJ_cc_2 204_CD_NUM_conj_2", 2, "312 and 204"),
        (TOOK + "4.5_CD_NUM_dobj_1 per_IN_ADP_prep_2 thousand_NN_NOUN_pobj_3", 2, "4.5 per thousand"),
    ],
)
def test_a_number_by_itself(rows, head, literal):
    assert quantities.figure(_doc(rows)[head])[0].literal == literal


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (TOOK + "two_CD_NUM_dobj_1 of_IN_ADP_prep_2 them_PRP_PRON_pobj_3", 2),
        (TOOK + "3_CD_NUM_dobj_1 -_HYPH_PUNCT_punct_2 4_CD_NUM_dep_2", 2),
        (TOOK + "them_PRP_PRON_dobj_1", 2),
    ],
)
def test_what_is_no_number_by_itself(rows, head):
    assert quantities.figure(_doc(rows)[head]) is None


def test_how_many_times_as_much():
    rows = "It_PRP_PRON_nsubj_1 rose_VBD_VERB_ROOT_1 nearly_RB_ADV_advmod_3 tenfold_RB_ADV_advmod_1 today_NN_NOUN_npadvmod_1"
    value, _ = quantities.fold(_doc(rows)[1])
    assert (value.literal, value.approximate) == ("tenfold", True)
    assert quantities.fold(_doc(rows.replace("tenfold", "manifold"))[1]) is None
    assert quantities.fold(_doc(rows.replace("nearly", "to"))[1]) is None  # "two- to tenfold"


def test_a_word_that_hedges_may_end_a_text():
    doc = _doc("It_PRP_PRON_nsubj_1 rose_VBD_VERB_ROOT_1 up_RB_ADV_advmod_1")
    assert not numbers.is_hedged(doc[2:3])


@pytest.mark.parametrize(("before", "approximate"), [("to_IN_ADP_prep_1", True), ("just_RB_ADV_advmod_1", False)])
def test_a_share_that_something_is_up_is_exact(before, approximate):
    rows = f"It_PRP_PRON_nsubj_1 closed_VBD_VERB_ROOT_1 up_RB_ADV_advmod_1 {before} 5_CD_NUM_nummod_5 percent_NN_NOUN_npadvmod_1"
    assert quantities.share(_doc(rows)[5])[0].approximate is approximate

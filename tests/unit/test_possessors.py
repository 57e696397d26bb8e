"""Whose something is, and of whom one of several is said; on hand-built trees."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.nlp import grammar

NLP = spacy.blank("en")


def doc_of(rows: str) -> Doc:
    """A tree of rows `word tag function head`."""
    cells = [r.split() for r in rows.strip().splitlines()]
    pos = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "VBN": "VERB", "WP$": "PRON"}
    return Doc(
        NLP.vocab,
        words=[c[0] for c in cells],
        tags=[c[1] for c in cells],
        pos=[pos.get(c[1], "X") for c in cells],
        deps=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
        lemmas=[c[0].lower() for c in cells],
        sent_starts=[i == 0 for i in range(len(cells))],
    )


WHOSE = """
Ana NNP nsubj 6
, , punct 0
whose WP$ poss 3
brother NN nsubj 4
left VBD {dep} {head}
, , punct 6
died VBD ROOT 6
"""


def test_whose_points_back_to_what_its_clause_depends_on():
    doc = doc_of(WHOSE.format(dep="relcl", head=0))
    assert [t.text for t in grammar.possessors(doc[3])] == ["Ana"]


def test_whose_points_back_to_the_name_before_it_where_the_clause_is_misread():
    doc = doc_of(WHOSE.format(dep="ccomp", head=6))
    assert [t.text for t in grammar.possessors(doc[3])] == ["Ana"]


def test_whose_points_to_nothing_where_nothing_stands_before_it():
    doc = doc_of("whose WP$ poss 1\nbrother NN nsubj 2\nleft VBD ROOT 2")
    assert grammar.possessors(doc[1]) == []


SEVERAL = """
Two CD nummod 1
{noun} nsubjpass 8
, , punct 1
Ana NNP appos 1
and CC cc 3
Tom NNP conj 3
, , punct 1
were VBD auxpass 8
arrested VBN ROOT 8
"""


def test_a_plural_stands_for_the_names_listed_behind_it():
    doc = doc_of(SEVERAL.format(noun="men NNS"))
    assert [t.text for t in grammar.patients(doc[8])] == ["Ana", "Tom"]


def test_a_singular_does_not():
    doc = doc_of(SEVERAL.format(noun="group NN"))
    assert [t.text for t in grammar.patients(doc[8])] == ["group"]


ONE = """
Ana NNP nsubj 1
is VBD ROOT 1
the DT det 3
{one} attr 1
of IN prep 3
{several} pobj 4
"""


def test_one_of_several_is_who_it_is_said_of():
    for one in ("youngest JJS", "one CD"):
        assert [t.text for t in grammar.denotes(doc_of(ONE.format(one=one, several="founders NNS"))[5])] == ["Ana"]


def test_the_head_of_several_is_not_one_of_them():
    assert [t.text for t in grammar.denotes(doc_of(ONE.format(one="head NN", several="founders NNS"))[5])] != ["Ana"]


OPENS = """
A DT det 1
graduate NN {dep} 4
, , punct 4
she PRP nsubj 4
left VBD ROOT 4
"""


def test_a_description_that_opens_a_clause_is_said_of_its_subject():
    assert [t.text for t in grammar.denotes(doc_of(OPENS.format(dep="advcl"))[1])] == ["she"]
    assert [t.text for t in grammar.denotes(doc_of(OPENS.format(dep="dobj").replace(", ,", "then RB"))[1])] != ["she"]


SHARED = """
lawyer NN ROOT 0
and CC cc 0
founder NN conj 0
of IN prep 0
Acme NNP pobj 3
"""


def test_the_second_of_two_nouns_has_the_phrase_behind_it():
    doc = doc_of(SHARED)
    assert [(p, o.text) for p, o in grammar.prepositional(doc[2], "of")] == [("of", "Acme")]
    assert grammar.prepositional(doc[2], "at") == []


SENT = """
Acme NNP nsubj 1
sent VBD ROOT 1
a DT det 3
team NN dobj 1
, , punct 3
led VBN advcl 1
by IN agent 5
Ana NNP pobj 6
"""


def test_a_participle_behind_an_object_leaves_open_whom_it_is_of():
    assert grammar.patients(doc_of(SENT)[5]) == []
    gone = SENT.replace("a DT det 3", "then RB advmod 1").replace("team NN dobj 1", "again RB advmod 1")
    assert [t.text for t in grammar.patients(doc_of(gone)[5])] == ["Acme"]

"""A `Tree` answers as the spaCy document does that it was read from."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.nlp.tree import Tree

NLP = spacy.blank("en")
ASKED = (
    "i", "idx", "orth", "text", "lower", "lower_", "lemma", "lemma_", "whitespace_", "pos", "pos_", "tag", "tag_", "dep",
    "dep_", "ent_type", "ent_type_", "ent_iob_", "is_space", "is_punct", "is_alpha", "is_stop", "is_sent_start",
    "is_digit", "is_title", "is_upper", "like_num", "is_currency", "norm_", "shape_",
)  # fmt: skip
LINKED = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")


@st.composite
def parsed(draw) -> Doc:
    """A document of one or two sentences with any tree over each, crossing or not, and a name in it."""
    words, heads, starts = [], [], []
    for _ in range(draw(st.integers(1, 2))):
        size, base = draw(st.integers(1, 7)), len(words)
        order = draw(st.permutations(range(size)))
        above = {order[0]: order[0]} | {order[n]: order[draw(st.integers(0, n - 1))] for n in range(1, size)}
        words += draw(
            st.lists(st.sampled_from(["Ana", "runs", ",", "fast", "and", "é’s"]), min_size=size, max_size=size)
        )
        heads += [base + above[k] for k in range(size)]
        starts += [k == 0 for k in range(size)]
    deps = ["ROOT" if h == i else draw(st.sampled_from(["nsubj", "conj", "cc", "dobj"])) for i, h in enumerate(heads)]
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    doc = Doc(NLP.vocab, words=words, spaces=spaces, heads=heads, deps=deps, sent_starts=starts, lemmas=words)
    doc.set_ents([Span(doc, 0, 1, "PERSON")])
    return doc


def at(tokens) -> list[int]:
    return [t.i for t in tokens]


@given(parsed())
def test_words_and_links_are_those_of_the_document(doc):
    tree = Tree(doc)
    assert len(tree) == len(doc) and tree.text == doc.text and at(tree) == at(doc)
    for node, token in zip(tree, doc, strict=True):
        assert {name: getattr(node, name) for name in ASKED} == {name: getattr(token, name) for name in ASKED}
        assert {name: at(getattr(node, name)) for name in LINKED} == {name: at(getattr(token, name)) for name in LINKED}
        assert (node.head.i, node.left_edge.i, node.right_edge.i) == (
            token.head.i,
            token.left_edge.i,
            token.right_edge.i,
        )
        assert [node.is_ancestor(other) for other in tree] == [token.is_ancestor(other) for other in doc]
        assert (node.sent.start, node.sent.end, node.sent.text) == (token.sent.start, token.sent.end, token.sent.text)


@given(parsed(), st.data())
def test_stretches_are_those_of_the_document(doc, data):
    tree = Tree(doc)
    a = data.draw(st.integers(-len(doc), len(doc)))
    b = data.draw(st.integers(-len(doc), len(doc)))
    mine, theirs = tree[a:b], doc[a:b]
    assert (mine.start, mine.end, len(mine), mine.text, at(mine)) == (
        theirs.start, theirs.end, len(theirs), theirs.text, at(theirs),
    )  # fmt: skip
    if len(theirs):
        assert (mine.start_char, mine.end_char) == (theirs.start_char, theirs.end_char)
        assert (mine.root.i, mine[0].i, mine[-1].i, at(mine[1:])) == (
            theirs.root.i, theirs[0].i, theirs[-1].i, at(theirs[1:]),
        )  # fmt: skip
    assert [(e.start, e.end, e.label_) for e in tree.ents] == [(e.start, e.end, e.label_) for e in doc.ents]
    assert [(s.start, s.end) for s in tree.sents] == [(s.start, s.end) for s in doc.sents]


@given(parsed())
def test_neighbours_end_where_the_text_does(doc):
    tree = Tree(doc)
    assert tree[0].nbor(len(doc) - 1).i == len(doc) - 1
    for step in (-1, len(doc)):
        with pytest.raises(IndexError):
            tree[0].nbor(step)


@given(parsed(), st.data())
def test_characters_are_found_as_in_the_document(doc, data):
    tree = Tree(doc)
    start = data.draw(st.integers(0, len(doc.text)))
    end = data.draw(st.integers(start, len(doc.text)))
    for mode in ("strict", "expand"):
        mine, theirs = tree.char_span(start, end, alignment_mode=mode), doc.char_span(start, end, alignment_mode=mode)
        assert [(x.start, x.end) for x in (mine,) if x is not None] == [
            (x.start, x.end) for x in (theirs,) if x is not None
        ]


def test_a_copy_of_a_node_asks_itself_nothing_without_end():
    import copy

    tree = Tree(Doc(NLP.vocab, words=["Ana", "runs"], heads=[1, 1], deps=["nsubj", "ROOT"], sent_starts=[True, False]))
    assert copy.copy(tree[0]).text == "Ana" and len(copy.copy(tree)) == 2

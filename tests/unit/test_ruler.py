"""Attribute rules that are remembered give what spaCy's matcher gives."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.nlp import pipeline
from kg.nlp.ruler import Remembered

NLP = spacy.blank("en")
WORDS, TAGS, DEPS = ("that", "That", "so", "runs", "Ana", " "), ("IN", "DT", "NN"), ("mark", "det")
RULES = (
    [[{"TAG": "IN"}]],
    [[{"TAG": "IN", "LOWER": {"IN": ["that", "so"]}}]],
    [[{"LOWER": "that", "DEP": "det"}], [{"LOWER": {"NOT_IN": ["runs"]}, "DEP": "mark"}]],
    [[{"LOWER": "so"}, {"LOWER": "that"}]],
    [[{"IS_SPACE": True}]],
)


@pytest.fixture(scope="module")
def ruler() -> AttributeRuler:
    ruler = AttributeRuler(NLP.vocab)
    for patterns in RULES:
        ruler.add(patterns, {"POS": "X"})
    return ruler


tokens = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(DEPS))


@given(documents=st.lists(st.lists(tokens, min_size=1, max_size=6), min_size=1, max_size=4))
def test_what_matches_is_what_the_matcher_finds(ruler, documents):
    remembered = Remembered(ruler)
    for document in documents:
        words, tags, deps = (list(x) for x in zip(*document, strict=True))
        doc = Doc(NLP.vocab, words=words, tags=tags, deps=deps, heads=[0] * len(words))
        assert sorted(remembered(doc)) == sorted(ruler.matcher(doc))


@pytest.mark.filterwarnings("ignore:.*W095")
def test_the_models_rules_match_as_they_did(seed_record):
    nlp = pipeline.load()
    doc = pipeline.analyse(seed_record.document, nlp)
    whole = spacy.load(pipeline.model_path(), exclude=["strings"]).get_pipe("attribute_ruler")
    remembered = nlp.get_pipe("attribute_ruler").matcher
    assert isinstance(remembered, Remembered)
    theirs = whole.matcher(Doc(whole.vocab).from_bytes(doc.to_bytes()), allow_missing=True)
    assert sorted(remembered(doc, allow_missing=True)) == sorted(theirs) != []

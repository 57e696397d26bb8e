"""Which mentions of a chain are not sure to be of the same thing: what a weak link, a gender or a number speaks against."""

from __future__ import annotations

import pytest

from kg.nlp import coref
from kg.nlp.types import TokenMention
from kg.resolve.doubt import doubted
from tests.support.docs import doc


def _pronouns(*chain: TokenMention, words: tuple[str, ...], links: tuple[coref.CorefLink, ...] = ()):
    made = doc(*(f"{w}/{'PRP' if w.islower() else 'NNP'}/dep/0" for w in words))
    return doubted(made, chain, coref.Chains((tuple(range(len(chain))),), links))


def _pronoun(i: int) -> TokenMention:
    return TokenMention(i, i + 1, i, "pronoun")


PRINCE = TokenMention(0, 2, 1, "name", "PERSON", (0, 2))


def test_pronouns_alone_are_doubted():
    assert _pronouns(_pronoun(0), _pronoun(1), words=("she", "her")) == {0, 1}
    assert _pronouns(TokenMention(0, 1, 0, "name", "PERSON"), _pronoun(1), words=("Ana", "her")) == set()


def test_a_pronoun_of_another_gender_than_the_title_is_doubted():
    assert _pronouns(PRINCE, _pronoun(2), words=("Prince", "Ana", "she")) == {2}
    assert _pronouns(PRINCE, _pronoun(2), words=("Prince", "Ana", "he")) == set()


@pytest.mark.parametrize(("score", "sure"), [(0.4, False), (2.4, True)])
def test_a_description_that_a_weak_link_ties_to_a_name_is_doubted(score, sure):
    chain = (TokenMention(0, 1, 0, "name", "ORG"), TokenMention(1, 3, 2, "nominal"), TokenMention(3, 5, 4, "nominal"))
    links = (coref.CorefLink(1, 0, "ranked first", score), coref.CorefLink(2, 1, "ranked first", 4.0))
    assert _pronouns(*chain, words=("Acme", "the", "firm", "the", "firm"), links=links) == (set() if sure else {2, 4})
    without = (TokenMention(1, 3, 2, "nominal"), TokenMention(3, 5, 4, "nominal"))
    weak = (coref.CorefLink(1, 0, "ranked first", score),)
    assert _pronouns(*without, words=("Acme", "the", "firm", "the", "firm"), links=weak) == set()


def test_a_reflexive_is_doubted():
    name = TokenMention(0, 1, 0, "name", "PERSON")
    assert _pronouns(name, _pronoun(1), words=("Ana", "herself")) == {1}


def test_pronouns_of_both_genders_doubt_the_fewer():
    name = TokenMention(0, 1, 0, "name", "PERSON")
    words = ("Kim", "she", "her", "his")
    assert _pronouns(name, _pronoun(1), _pronoun(2), _pronoun(3), words=words) == {3}


def test_a_weak_link_is_doubted():
    name = TokenMention(0, 1, 0, "name", "ORG")
    weak = (coref.CorefLink(1, 0, "ranked first: recency", 0.2),)
    assert _pronouns(name, _pronoun(1), words=("Acme", "it"), links=weak) == {1}
    strong = (coref.CorefLink(1, 0, "ranked first: recency", 4.0),)
    assert _pronouns(name, _pronoun(1), words=("Acme", "it"), links=strong) == set()


def test_a_pronoun_of_somebody_named_in_passing_is_doubted():
    tokens = (
        "Imus/NNP/nsubj/1", "died/VBD/ROOT/1", "Imus/NNP/nsubj/3", "spoke/VBD/ROOT/3", "Imus/NNP/nsubj/5", "left/VBD/ROOT/5",
        "Scott/NNP/compound/7", "Center/NNP/nsubj/8", "closed/VBD/ROOT/8", "he/PRP/nsubj/10", "slept/VBD/ROOT/10",
    )  # fmt: skip
    made = doc(*tokens)
    found = [TokenMention(i, i + 1, i, "name", "PERSON", (i, i + 1)) for i in (0, 2, 4, 6)] + [_pronoun(9)]
    assert doubted(made, found, coref.Chains(((0, 1, 2), (3, 4)))) == {9}
    assert doubted(made, found, coref.Chains(((0, 1, 2, 4), (3,)))) == set()
    once = coref.Chains(((0,), (1,), (2,), (3, 4)))
    assert doubted(made, found, once) == set(), "nobody is named again and again"


def test_things_nobody_named_are_doubted_sooner():
    """*it* and *they* need a stronger link than *she*."""
    name = TokenMention(0, 1, 0, "name", "PERSON")
    link = (coref.CorefLink(1, 0, "ranked first: x", 2.0),)
    assert _pronouns(name, _pronoun(1), words=("Ana", "she"), links=link) == set()
    assert _pronouns(name, _pronoun(1), words=("Ana", "it"), links=link) == {1}


def test_a_pronoun_of_another_gender_than_the_given_name_is_doubted(nlp):
    made = nlp("Ricardo Rosselló resigned. She left. He spoke.")
    chain = (TokenMention(0, 2, 1, "name", "PERSON", (0, 2)), _pronoun(4), _pronoun(7))
    assert doubted(made, chain, coref.Chains(((0, 1, 2),), ())) == {4}
    made = nlp("Wanda Vázquez resigned. She left.")
    assert doubted(made, chain[:2], coref.Chains(((0, 1),), ())) == set()

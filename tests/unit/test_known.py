"""Whether nobody doubts who a word of a claim stands for; on hand-built documents."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.model import Entity
from kg.resolve.claims import _is_known
from kg.resolve.entities import EntityTable

DOC = Doc(spacy.blank("en").vocab, words=["It", "employs", "itself", "she"])
ACME = Entity("e1", "Organization", "Acme", "i:1")
FIRM = Entity("e1", "Organization", "firm", "i:1", named=False)
LYON = Entity("e1", "Place", "Lyon", "i:1")
BODIES = ("Organization",)


@pytest.mark.parametrize(
    ("word", "entity", "wanted", "known"),
    [
        (0, ACME, BODIES, True),  # what is said of bodies alone tells that *it* is one
        (0, ACME, ("Organization", "Place"), False),
        (0, ACME, (), False),
        (0, FIRM, BODIES, False),
        (0, LYON, BODIES, False),
        (2, ACME, BODIES, False),
        (3, ACME, BODIES, False),
        (1, LYON, (), True),  # not doubted
    ],
)
def test_what_is_said_of_bodies_alone_settles_who_it_is(word, entity, wanted, known):
    table = EntityTable((entity,), {}, {}, frozenset({0, 2, 3}))
    assert _is_known(DOC[word], entity, wanted, table) is known

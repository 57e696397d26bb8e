"""Who of one that stands alone before a verb does what it says and who undergoes it, by what it is.

*She came, the crew stayed*: people do that themselves.  *The margin widened, the pool closed*: a thing undergoes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import clauses, grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.model import Entity

_DOES, _UNDERGOES = "agent", "patient"
_PEOPLE = frozenset({"Person", "Group"})
_VALUES = frozenset({"possession", "quantity", "attribute"})  # WordNet's classes of what can be more or less
_LIVING = frozenset({"person", "group", "animal"})
_ACTORS = _PEOPLE | {"Organization", "Country", "Place"}  # a town stands for its people


def settled(role: str, verb: Token, token: Token, entity: Entity) -> str:
    """The role of somebody or something beside an event, in the light of what it is.

    Args:
        role: as grammar and model have it; verb: the event's token.
        token: the head of who fills the role; entity: what it stands for.
    """
    if role not in (_DOES, _UNDERGOES) or not _stands_alone(verb, token):
        return role
    lexicon, word = load_lexicon(), grammar.lemma(verb)
    if role == _UNDERGOES:
        return _DOES if entity.type in _PEOPLE and word in lexicon.willed else role
    if entity.type in _ACTORS or entity.named or token.pos_ != "NOUN" or _is_of(token, _LIVING):
        return role
    meant = senses.load().of("v", word)[:1]
    moved = meant == ("motion",) and _is_of(token, _VALUES)
    changes = word in lexicon.unaccusative - lexicon.willed or meant == ("change",) or moved
    return _UNDERGOES if changes else role


def _is_of(noun: Token, kinds: frozenset[str]) -> bool:
    """Whether a noun's first sense in WordNet is of some kinds."""
    return any(sense.rstrip("+") in kinds for sense in senses.load().of("n", grammar.lemma(noun))[:1])


def _stands_alone(verb: Token, token: Token) -> bool:
    """Whether somebody stands before an active verb with no object, complement or particle."""
    if verb.pos_ != "VERB" or grammar.is_passive(verb) or grammar.patients(verb) or token.i > verb.i:
        return False
    more = any(c.dep_ in ("dobj", "attr", "oprd", "acomp", "ccomp", "xcomp", "prt") for c in verb.children)
    return not more and clauses.is_finite(verb)

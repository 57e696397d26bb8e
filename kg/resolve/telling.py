"""Whether an event of no class and no name yet tells a reader something: a deed, or a change that its subject alone makes whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract import numbers
from kg.lang import senses
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.types import EventMention
    from kg.model import Entity, Participant

# WordNet's classes of verbs that tell of no deed: *houses contain asbestos*
_NO_DEEDS = frozenset({"cognition", "emotion", "perception"})
_NO_CHANGES = _NO_DEEDS | {"stative", "communication", "consumption"}
# functions of what a verb takes beside its subject; without it, the verb does not tell what happened
_TAKEN = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "dative", "npadvmod"})
_CLAUSES = frozenset({"ROOT", "conj", "relcl", "ccomp", "advcl"})


def is_told(
    verb: Token,
    mention: EventMention,
    people: Sequence[Participant],
    entities: Mapping[str, Entity],
    *,
    more: bool,
    undergone: bool = False,
) -> bool:
    """Whether an event of no class and no name yet tells something: *officers searched 11 homes*, *the plane was found in a field*.

    A verb of doing does where it is said to be so, with who surely did it and what surely underwent it, or with one of them and
    a place or a time, or with the latter and a number; or with its subject alone, where that is all it takes.

    Args:
        verb: what announces the event.
        mention: the event as it is read there.
        people, entities: who takes part, and every entity of the document by its id.
        more: whether something else is known of it, so that who underwent it is enough.
        undergone: whether another event surely undergoes it.
    """
    if mention.nominal or mention.status.certainty != "certain" or mention.status.polarity != "positive":
        return False
    known = [p for p in people if p.sure and entities[p.entity].type]
    sure = {p.role: p.entity for p in known}
    kinds = senses.load().of("v", mention.lemma.partition(" ")[0])
    if _is_whole(verb, mention.lemma, kinds, sure, undergone=undergone):
        return True
    state = not kinds or kinds[0] in _NO_DEEDS or "stative" in kinds[:2]
    if state and mention.lemma not in load_lexicon().deeds and not _holds_counted(mention.lemma, sure, entities):
        return False
    if "patient" not in sure:  # "the rocket lifted off from the centre"
        placed = any(role in sure for role in ("place", "origin", "destination")) or mention.time is not None
        return placed and "agent" in sure and not grammar.is_passive(verb)
    return more or len(set(sure.values())) > 1 or _is_counted(entities[sure["patient"]])


def _is_whole(verb: Token, lemma: str, kinds: Sequence[str], sure: Mapping[str, str], *, undergone: bool) -> bool:
    """Whether a clause tells all of what happened with who surely underwent it: *the hostages were released*, *the bridge collapsed*."""
    if not (undergone or sure.keys() & {"agent", "patient"}) or verb.dep_ not in _CLAUSES or not _is_all(verb):
        return False
    lexicon, passive = load_lexicon(), grammar.is_passive(verb)
    if not passive:
        return lemma in lexicon.by_itself and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
    done = not any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in verb.lefts)  # "is closely tied": a state
    change = lemma in lexicon.deeds or (bool(kinds) and kinds[0] not in _NO_CHANGES)
    told = undergone or "patient" in sure
    return done and change and told and lemma not in lexicon.not_by_itself


def _is_all(verb: Token) -> bool:
    """Whether a verb takes nothing but its subject; when, where and after what it happened is told beside it."""
    beside = load_lexicon().beside
    return not any(c.dep_ in _TAKEN or (c.dep_ == "prep" and c.lower_ not in beside) for c in verb.children)


def _holds_counted(lemma: str, sure: Mapping[str, str], entities: Mapping[str, Entity]) -> bool:
    """Whether a verb of holding tells how many of whom or what somebody holds: *the plane carried 171 people*."""
    both = "agent" in sure and "patient" in sure
    return both and lemma in load_lexicon().holding and _is_counted(entities[sure["patient"]])


def _is_counted(entity: Entity) -> bool:
    """Whether a number tells how many there are: *17 schools*, *two health centres*."""
    first = entity.label.partition(" ")[0]
    return first[:1].isdigit() or numbers.parse([first.casefold()]) is not None

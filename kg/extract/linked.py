"""Roles that are themselves events: *opposed the proceedings*, *the findings were questioned*, *the investigation of the crash*.

The same grammar that gives roles to things gives them to event nouns; a model for them there is none, so that only an
argument whose function is beyond doubt is sure.  A verb that only says which of two events came first or led to the other
(*the quake caused a flood*) relates them directly, where it is a plain fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extract import event_rules
from kg.extract.event_model import Found
from kg.extract.frames import EventFrame
from kg.extract.types import Link
from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar
from kg.nlp.types import TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAST, _LEAST_KNOWN = 0.7, 0.5  # what an event noun must reach to fill a role; less where a frame knows it
_SURE_KNOWN = 0.7  # and to fill it surely
_LEAST_ORDERED = 0.5  # and where the verb says that it is one
_HAPPENING = frozenset(
    {
        "act",
        "act+",
        "event",
        "event+",
        "communication",
        "communication+",
        "process",
        "process+",
        "phenomenon",
        "phenomenon+",
    }
    | {"cognition+", "state+", "possession+", "feeling+", "tops"}
)  # WordNet classes; of what is thought or owned only where a verb of the same stem does it
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ROLES = frozenset({"agent", "patient", "topic"})  # an event is no place, and nobody who receives


def is_weak(noun: Token, found: Found) -> bool:
    """Whether a noun is so little likely an event that it is told as a thing where something happens to it."""
    return noun.pos_ == "NOUN" and not found.light and found.probability < _LEAST


class Linker:
    """The roles of a document's events that other events fill.

    Args:
        doc: parsed.
        triggers: trigger token → its frame.
        found: what the model says of each trigger.
        status: the status of what a token says.
    """

    def __init__(
        self,
        doc: Doc,
        triggers: Mapping[int, EventFrame],
        found: Mapping[int, Found],
        status: Callable[[Token], TokenStatus],
    ) -> None:
        self.doc, self.triggers, self.found, self.status = doc, triggers, found, status
        self.lexicon, self.cues, self.senses = load_lexicon(), load_cues(), senses.load()

    def roles(self, trigger: Token, rules: Mapping[int, str]) -> Iterator[Link]:
        """The roles of one event.

        Args:
            trigger: what announces it.
            rules: head token of a participant → role, as `event_rules.roles` gives them for this event.
        """
        word = grammar.lemma(trigger)
        if self.found[trigger.i].light or word in load_lexicon().eventless or event_rules.is_idiom(trigger):
            return
        if self.lexicon.order.get(word, ("", False))[1] and self.order(trigger) is None:
            return  # "it was followed by another": which, only a reader knows
        for i, role in sorted(rules.items()):
            noun = self.doc[i]
            if role not in _ROLES or not self._is_event(noun) or self._is_somebody(noun, role):
                continue
            if event_rules.carries(trigger, (i,)) and word not in self.lexicon.adding:
                continue  # "made a decision" is one happening
            if (way := self._way(trigger, noun)) is None:
                continue
            if trigger.pos_ == "VERB" and noun.head.lower_ in load_closed().genitive and noun.head.head == trigger:
                role = "topic"  # "spoke of the merger"
            if word in self.lexicon.dying and noun.dep_ == "pobj":
                role = "causedBy"  # "died of a heart attack"
            if role == "agent" and noun.dep_ in _SUBJECT and not _has_object(trigger):
                role, way = "patient", False  # an event does nothing: what is said of it alone, it may undergo
            sure = way and self._is_sure(noun) and not (self._is_open(trigger) or self._may_be_to_come(trigger, noun))
            yield Link(role, i, sure, argument=True)

    def order(self, verb: Token) -> tuple[int, Link] | None:
        """What a verb says of the order of its subject and its object: one of them, and its relation to the other."""
        subjects = [c for c in verb.children if c.dep_ in _SUBJECT]
        objects = [("", o) for o in grammar.patients(verb) if o not in subjects] or grammar.prepositional(verb)
        for prep, other in objects:
            passive = prep in load_closed().agentive and grammar.is_passive(verb)
            key = grammar.lemma(verb) if passive else f"{grammar.lemma(verb)} {prep}".strip()
            told = self.lexicon.order.get(key)
            if told is None or not subjects or grammar.is_passive(verb) != passive:
                continue
            one, two = (other, subjects[0]) if passive else (subjects[0], other)
            nouns = (one, two)
            if all(
                self._is_event(x, _LEAST_ORDERED) and self._way(verb, x) and not self._is_somebody(x) for x in nouns
            ):
                relation, of_subject = told
                source, target = (one, two) if of_subject else (two, one)
                return source.i, Link(relation, target.i, argument=True)
        return None

    def _is_event(self, noun: Token, least: float = _LEAST) -> bool:
        if noun.i not in self.triggers or noun.pos_ != "NOUN" or self.found[noun.i].light:
            return False
        return self.found[noun.i].probability >= (least if self._is_generic(noun) else _LEAST_KNOWN)

    def _is_generic(self, noun: Token) -> bool:
        return self.triggers[noun.i] is event_rules.GENERIC

    def _is_somebody(self, noun: Token, role: str = "") -> bool:
        """Whether a noun stands for those who act (*a coalition*), or can and is said to act (*the campaign claimed*)."""
        if not self._is_generic(noun) or self.lexicon.class_of(noun) is None:
            return False
        return role == "agent" or bool({"group", "group+"} & {*self._means(noun)})

    def _means(self, noun: Token) -> tuple[str, ...]:
        return self.senses.of("n", grammar.lemma(noun))

    def _is_sure(self, noun: Token) -> bool:
        """Whether a noun surely tells of something that happens: by its frame, or by what it means first of all."""
        if not self._is_generic(noun):
            return self.found[noun.i].probability >= _SURE_KNOWN
        return not {*self._means(noun)[:1]} - _HAPPENING

    def _is_open(self, verb: Token) -> bool:
        """Whether nothing tells if an infinitive happened: *has until May to release it*; not *began to fund the search*."""
        infinitive = verb.tag_ == "VB" and any(
            c.lower_ in load_closed().infinitive and c.dep_ == "aux" for c in verb.children
        )
        done = verb.dep_ == "xcomp" and grammar.lemma(verb.head) in self.cues.factual_verbs
        return infinitive and not done and self.status(verb).plain

    def _may_be_to_come(self, verb: Token, noun: Token) -> bool:
        """Whether nothing but a verb of planning or ordering tells of an event: *ordered repairs*, *the vote it requires*."""
        word, real = grammar.lemma(verb), self.cues.factual_verbs | self.cues.negating_verbs  # "refused her demand"
        return word in self.cues.plan_verbs and word not in real and self.status(noun).plain

    def _way(self, trigger: Token, noun: Token) -> bool | None:
        """Whether a noun stands surely, or not so surely, where an argument of the trigger stands; None for neither."""
        head = noun.head
        if head == trigger:
            if noun.dep_ in _SUBJECT:
                raised = any(c.dep_ == "xcomp" for c in trigger.children)  # "the talks failed to end it"
                return None if raised else not event_rules.is_no_subject(noun)
            return True if noun.dep_ == "dobj" and grammar.lemma(trigger) not in self.lexicon.clausal else None
        if noun.dep_ == "pobj" and head.head == trigger:
            extent = grammar.lemma(noun) in self.lexicon.measures  # "approved by 183 votes"
            by = head.lower_ in load_closed().agentive and (head.dep_ != "agent" or extent)  # "by today's judgment"
            loose = head.lower_ in load_closed().loosely_topical - (self.triggers[trigger.i].roles or {}).keys()
            return None if by or loose else True  # "hospitalized for smoke inhalation"
        if trigger.dep_ in ("relcl", "acl") and trigger.head == noun:
            return trigger.left_edge.i - noun.i <= 2  # "the speech that he gave", "the deal, signed in Paris"
        return False if noun.dep_ == "conj" and self._way(trigger, head) else None


def ordered(linker: Linker, verbs: Iterable[Token]) -> tuple[dict[int, list[Link]], set[int]]:
    """The relations that verbs state between their subjects and objects.

    Args:
        linker: of the document.
        verbs: its triggers.

    Returns:
        Trigger of an event → its relations; and the verbs that do no more than state one.
    """
    out: dict[int, list[Link]] = defaultdict(list)
    told_by = set()
    for verb in verbs:
        if verb.pos_ == "VERB" and linker.status(verb).plain and (told := linker.order(verb)) is not None:
            out[told[0]].append(told[1])
            told_by.add(verb.i)
    return out, told_by


def _has_object(verb: Token) -> bool:
    return bool(grammar.patients(verb)) or any(c.dep_ == "ccomp" for c in verb.children)

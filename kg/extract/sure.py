"""Which roles may be stated as facts: those of which grammar and learned model say the same, or the grammar is beyond doubt.

The bounds are judged on real articles (`tests/precision.py`): of the roles that a bound lets through, 95 % and more are right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import event_rules, listed, understood
from kg.lang import senses, territories
from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import clauses, grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

LEARNED = frozenset({"agent", "patient", "place"})
# what a participant must reach to be stated as a fact, judged on real articles; less where a frame knows the word
_SURE, _SURE_PLACE, _SURE_FRAMED, _SURE_FRAMED_FAR = 0.7, 0.6, 0.4, 0.6
_DIRECT = frozenset({"nsubj", "nsubjpass", "dobj", "poss"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OBJECT = frozenset({"nsubjpass", "dobj"})
_MODIFIER = frozenset({"compound", "nmod", "amod"})
_WITHIN = frozenset({"compound", "nmod", "amod", "poss"})
_LOOSE, _SURE_LOOSE = frozenset({"acl", "pcomp"}), 0.9  # who does what a noun phrase or a preposition holds is a guess
# less where the grammar is plain: who follows *by*, what a participle stands behind, the next of a list, the name beside a
# description, where it happens, who is given something
_SURE_BY, _SURE_REDUCED, _SURE_LISTED, _SURE_NAMED, _SURE_WHERE, _SURE_GIVEN = 0.5, 0.6, 0.5, 0.4, 0.55, 0.6
_SURE_SHARED = 0.25  # the subject of two verbs of one form joined by *and*: *he learned it and moved to Bamako*
_SURE_BOTH = 0.55  # the subject or object beside its own verb
_SURE_DATIVE = 0.5  # who stands right behind the verb and is given something
_SURE_MOVER = 0.9  # who does what the rules would call undergone: *appeared in court*
_SURE_ABOUT = 0.4  # what somebody is charged with
_SURE_REACHED = 0.9  # where something goes, of a word that need not mean that something moves

_BUILT = frozenset({"Building", "Facility"})
_PASSING, _MOVERS = frozenset({"communication", "possession"}), frozenset({"Person", "Group"})


def is_sure(
    trigger: Token, t: Token, rule: str, learned: str, chance: float, *, framed: bool, own: bool = False
) -> bool:
    """Whether a role may be stated as a fact.

    It is where a frame knows the event and the participant is its subject, its object or its owner, or undergoes it
    as the subject of the verb that carries it (*his arrest*, *faced a ban*); where an object is only called something
    else; and where the construction leaves no choice.

    Args:
        trigger: the event's token; t: the participant's head.
        rule: the role the rules give, empty where they give none.
        learned: the role the model finds likeliest; chance: how likely it takes part at all, 0–1.
        framed: whether an event frame knows the trigger; own: whether it says what the participant's preposition means.
    """
    if trigger.lower_ in load_lexicon().born and t.i > trigger.i and rule == "patient":
        return False  # "born Robert Burns": a name, no other person
    if t.dep_ in _SUBJECT and event_rules.is_no_subject(t):
        return False
    if rule in ("agent", "patient") and t.head != trigger and (t.dep_ in _WITHIN or _is_unsaid(trigger)):
        return False  # "The Centre's database lists …"
    by = t.dep_ == "pobj" and t.head.lower_ in load_closed().agentive
    if rule == "agent" and by and grammar.is_means(t, trigger):
        return False  # "reached by phone"
    if rule == "agent" and t.dep_ == "pobj" and senses.load().of("n", grammar.lemma(t))[:1] == ("time",):
        return False  # "recorded by the evening"
    if rule.startswith("place?") and (t.ent_type_ in ("NORP", "LANGUAGE") or _is_what_of(trigger, t)):
        return False  # "speaking in Kurdish"
    if t.dep_ == "pobj" and _is_of_a_second(trigger, t.head):
        return False
    if rule in ("agent", "patient"):
        return _is_sure_core(trigger, t, rule, learned, chance, framed=framed)
    if rule.startswith("place?"):
        return (learned == "place" and chance >= _SURE_PLACE) or _happens_where(trigger, t, learned, chance)
    if rule == "goal?":
        return _is_sure_goal(trigger, t, learned, chance, framed=framed)
    if rule == "recipient" and t.dep_ == "nsubjpass" and t.head == trigger:
        return learned in ("patient", "other") and chance >= _SURE_GIVEN  # "was awarded the medal"
    if rule == "origin" and learned == "place":
        return (framed or _is_motion(trigger)) and chance >= _SURE
    if rule == "topic" and joins(trigger, t):
        return learned not in ("patient", "place") and chance >= _SURE
    if rule == "topic":
        return own and trigger.pos_ == "VERB" and t.dep_ == "pobj" and t.head.head == trigger and chance >= _SURE_ABOUT
    if rule == "recipient" and t.dep_ == "dative" and t.head == trigger:
        return learned not in ("agent", "place") and chance >= _SURE_DATIVE  # "offered her a tour"
    return rule in ("origin", "recipient") and (framed or learned not in LEARNED) and chance >= _SURE


def _is_sure_core(trigger: Token, t: Token, rule: str, learned: str, chance: float, *, framed: bool) -> bool:
    """The same of who does and who undergoes."""
    if _is_language(t) or (t.head.pos_ == "PROPN" and listed.describes(t)):
        return False  # "spoke French", "Daskal of Boston College and contributor to Slate"
    direct = t.head == trigger and t.dep_ in _DIRECT
    carried = rule == "patient" and t.head == trigger.head and t.dep_ == "nsubj" and trigger.dep_ == "dobj"
    if carried and any(c.lower_ in load_closed().genitive or c.dep_ == "poss" for c in trigger.children):
        return False  # "announced the death of": whom it befell is said
    if framed and (direct or carried or _is_told_of(trigger, t) or t in event_rules.brought(trigger)):
        return True
    if rule == "patient" and learned != "agent" and grammar.is_passive(trigger) and is_shared(trigger, t):
        return True
    if rule == learned == "patient" and understood.is_undergone(trigger, t, chance):
        return True
    if rule == "agent" and learned != "patient" and understood.carries_for(trigger, t):
        return True
    if {rule, learned} == {"agent", "patient"} and _is_mover(trigger, t) and chance >= _SURE_MOVER:
        return True  # "Pelosi sat", "the rocket lifted off"
    if rule != learned:
        return direct and t.dep_ in _OBJECT and learned == "other" and chance >= _SURE
    if trigger.pos_ == "VERB" and chance >= _least(trigger, t, rule):
        return True
    if rule == "agent" and understood.is_understood(trigger, t, chance):
        return True
    if not direct and trigger.dep_ in _LOOSE:
        return chance >= _SURE_LOOSE
    if framed and t.dep_ not in _MODIFIER:
        return chance >= (_SURE_FRAMED if t.head == trigger else _SURE_FRAMED_FAR)
    return chance >= _SURE


def _is_sure_goal(trigger: Token, t: Token, learned: str, chance: float, *, framed: bool) -> bool:
    """The same of to where or to whom it is done."""
    if t.dep_ == "pobj" and t.head.lower_ in load_closed().illative and t.head.head == trigger and goes_into(trigger):
        return learned in ("place", "other") and chance >= _SURE
    if learned == "other":  # a hospital, whose class only resolution knows
        beside = t.dep_ == "pobj" and t.head.head == trigger and chance >= _SURE
        return beside and (may_move(trigger) or (gives(trigger) and t.head.lower_ in load_closed().allative))
    if learned != "place":
        return False
    if framed or _is_motion(trigger):
        return chance >= _SURE
    return (trigger.pos_ == "NOUN" or may_move(trigger)) and chance >= _SURE_REACHED  # "flights to Cuba"


def _is_language(t: Token) -> bool:
    """Whether the adjective of a people stands bare for its language: *spoke French*; not *the French*, *Germans*."""
    bare = t.dep_ == "dobj" and not any(c.dep_ in ("det", "amod", "poss", "nummod") for c in t.lefts)
    return bare and (t.ent_type_ == "LANGUAGE" or (t.ent_type_ == "NORP" and territories.is_demonym(t.text)))


def _is_what_of(verb: Token, t: Token) -> bool:
    """Whether a phrase is no place of what a verb says: what is looked *at*, where the job is that somebody gave up."""
    if t.dep_ != "pobj" or t.head.head != verb or verb.pos_ != "VERB":
        return False
    prep = t.head
    if grammar.is_passive(verb):
        return False
    before = next((c for c in verb.rights if c.dep_ == "dobj" and c.right_edge.i == prep.i - 1), None)
    seen = senses.load().of("v", grammar.lemma(verb))[:1] == ("perception",) and before is None
    if seen and prep.lower_ in load_closed().targeting:
        return not (
            load_lexicon().class_of(t) in _BUILT or t.ent_type_ in ("FAC", "GPE", "LOC")
        )  # "watched at the stadium"
    return before is not None and before.tag_ == "NN" and before.lower_ in load_lexicon().employments


def _is_of_a_second(verb: Token, prep: Token) -> bool:
    """Whether a phrase tells of another time the verb is not repeated for: *moved to Bamako in 1975 and in 1982 to Paris*."""
    before = [c for c in verb.rights if c.dep_ == "prep" and c.i < prep.i]
    again = any(c.lower_ == prep.lower_ for c in before)
    return prep.head == verb and again and any(c.dep_ == "conj" and c.tag_ == "IN" for p in before for c in p.rights)


def _is_told_of(verb: Token, noun: Token) -> bool:
    """Whether a relative clause tells what its noun did or underwent: *Ana Prates, who died in May*."""
    subjects = (c for c in verb.lefts if c.dep_ in _SUBJECT)
    return verb.dep_ == "relcl" and verb.head == noun and any(c.tag_ in ("WP", "WDT") for c in subjects)


def _is_mover(verb: Token, t: Token) -> bool:
    """Whether somebody stands before a verb that things do, too: *Pelosi sat*, *the train arrived*; not *became mayor*."""
    said = any(c.dep_ in ("attr", "acomp", "oprd", "dobj", "xcomp", "ccomp") for c in verb.children)
    return t.head == verb and t.dep_ == "nsubj" and t.i < verb.i and not said


def _least(verb: Token, t: Token, rule: str) -> float:
    """What a participant must reach whose construction leaves no choice; above one where it does."""
    if t.dep_ == "appos" and t.head.head == verb and t.head.dep_ in _DIRECT and t.head.i < t.i:
        return _SURE_NAMED  # "one senator, Ana Prates, said"
    if is_shared(verb, t):
        return _SURE_SHARED
    first = _first(t)
    if first is None:
        return 2.0
    if first == t and t.head == verb and t.dep_ in _DIRECT and verb.tag_ in _FINITE and verb.dep_ not in _LOOSE:
        return _SURE_BOTH
    if rule == "agent" and first.dep_ == "pobj" and first.head.dep_ == "agent" and first.head.head == verb:
        return _SURE_BY  # "stopped by the police"
    if rule == "patient" and verb.dep_ == "acl" and verb.tag_ == "VBN" and first == verb.head:
        return _SURE_REDUCED  # "a report released on Monday"
    if first != t and first.head == verb and first.dep_ in _DIRECT:
        return _SURE_LISTED  # "a driver and six passengers died"
    return 2.0


def is_shared(verb: Token, t: Token) -> bool:
    """Whether a verb has its subject from the verb it is joined with: *she sold it and moved*, *it flew and was lost*.

    Both are of one form, or the second has an auxiliary of its own.
    """
    first = verb
    while (
        first.dep_ == "conj" and first.head.pos_ == "VERB" and (clauses.has_tense(verb) or first.head.tag_ == verb.tag_)
    ):
        first = first.head
        if any(c.dep_ in _SUBJECT for c in first.children):
            break
    own = any(c.dep_ in _SUBJECT for c in verb.children)
    voice = clauses.has_tense(verb) or grammar.is_passive(first) == grammar.is_passive(verb)
    both = verb.tag_ in _FINITE and first.tag_ in _FINITE and not any(c.tag_ in ("MD", "TO") for c in verb.lefts)
    whole = not (grammar.is_passive(verb) and load_lexicon().is_light(grammar.lemma(verb)))  # "and made into a film"
    shared = t.head == first and t.dep_ in _SUBJECT and t.i < first.i
    return first != verb and both and voice and whole and not own and shared


def _first(t: Token) -> Token | None:
    """The first of a list, the token itself where there is none; None where the two are not alike."""
    first = t
    while first.dep_ == "conj" and first.head != first:
        if first.head.pos_ != t.pos_ or first.head.ent_type_ != t.ent_type_:
            return None  # "the State of Iraq and the Levant"
        first = first.head
    joints = {c.lower_ for c in [*first.children, *(x for c in first.conjuncts for x in c.children)] if c.dep_ == "cc"}
    return first if first == t or joints == load_closed().additive else None


def _happens_where(verb: Token, t: Token, learned: str, chance: float) -> bool:
    """Whether a place stands behind *in* or *at* beside a verb: *died in a hospital*; a bare noun may be no place."""
    first = _first(t)
    if verb.pos_ != "VERB" or learned not in ("place", "other") or first is None or first.dep_ != "pobj":
        return False
    prep = first.head
    if prep.head != verb or prep.dep_ != "prep":
        return False
    aside = verb.doc[prep.i - 1].text == "," and senses.load().of("v", grammar.lemma(verb))[:1] == ("communication",)
    if aside:
        return False  # "it began, police described, in the northern lanes"
    along = (
        prep.lower_ in load_closed().along_places
        and (grammar.is_site(t) or t.ent_type_ in event_rules.WAYS)
        and grammar.is_bodily(verb)
    )
    if prep.lower_ not in load_closed().at_places and not along:
        return False
    told = bool(t.ent_type_) or any(c.dep_ in ("det", "poss", "nummod") for c in t.lefts)
    return told and chance >= _SURE_WHERE


def may_move(verb: Token) -> bool:
    """Whether a verb can mean that somebody or something is moved: *taken to a hospital*."""
    return verb.pos_ == "VERB" and "motion" in senses.load().of("v", grammar.lemma(verb))[:3]


def goes(verb: Token) -> bool:
    """Whether a verb means first of all that its subject moves, with no object that does: *travelled to the agency*."""
    if not _is_motion(verb) or grammar.lemma(verb) in load_lexicon().pointing:
        return False
    return not grammar.is_passive(verb) and not any(c.dep_ == "dobj" for c in verb.children)


def sends(verb: Token) -> bool:
    """Whether a verb moves a thing that whoever it comes to has then: *sent a letter to the agency*; not *sent her to the camp*."""
    if not _is_motion(verb) or not _PASSING & set(senses.load().of("v", grammar.lemma(verb))):
        return False
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return bool(things) and all(t.pos_ == "NOUN" and load_lexicon().class_of(t) not in _MOVERS for t in things)


def goes_into(verb: Token) -> bool:
    """Whether something comes to be where a verb has it *into*: *released into the river*; not *divided into districts*."""
    return verb.pos_ == "VERB" and senses.load().of("v", grammar.lemma(verb))[:1] in (("motion",), ("contact",))


def gives(verb: Token) -> bool:
    """Whether a verb means first of all that somebody is told or given something: *wrote to the embassy*."""
    if verb.pos_ != "VERB" or grammar.lemma(verb) in load_lexicon().pointing:
        return False
    return senses.load().of("v", grammar.lemma(verb))[:1] in (("communication",), ("possession",))


def joins(verb: Token, t: Token) -> bool:
    """Whether somebody behind *with* does what a verb says, too: *worked with the agency*."""
    beside = t.dep_ == "pobj" and t.head.lower_ in load_closed().comitative and t.head.head == verb
    return beside and grammar.lemma(verb) in load_lexicon().joint


def _is_motion(verb: Token) -> bool:
    """Whether a verb means first of all that somebody or something moves."""
    return verb.pos_ == "VERB" and senses.load().of("v", grammar.lemma(verb))[:1] == ("motion",)


def _is_unsaid(trigger: Token) -> bool:
    """Whether a complement leaves open who does it: *sued to vote*, *wrote denying it*; not *started to leave*."""
    return trigger.dep_ == "xcomp" and grammar.lemma(trigger.head) not in load_cues().factual_verbs

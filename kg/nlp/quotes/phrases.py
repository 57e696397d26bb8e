"""Phrases as content: *called it a stunt*, *called for calm*, *praised the mayor for her calm*, *announced a plan*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.nlp.grammar import is_passive
from kg.nlp.quotes import cues
from kg.nlp.quotes.clauses import is_small
from kg.nlp.quotes.sheet import OUTER, Found, Sheet, Span, is_time, is_unreal

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"dobj", "oprd", "xcomp", "ccomp", "dative", "acomp"})


def predicate(sheet: Sheet, verb: Token, lemma: str, cue: Span) -> Found | None:
    """What somebody says that something is: object and complement together."""
    stance = sheet.words.predicate.get(lemma)
    said = _complement(verb) if stance else None
    if stance is None or said is None:
        return None
    end = said.right_edge.i + 1
    own = sheet.stretch(said.left_edge.i, end)
    if is_passive(verb):
        quoted = any(a <= end - 1 and said.left_edge.i <= b for a, b in sheet.marked)
        named = lemma in load_attribution().naming and not quoted  # what something is named
        return None if named else Found((own,), stance, said=own)
    of = [c for c in verb.rights if c.dep_ in ("dobj", "nsubj", "dative", "prep") and c.i < said.i]
    if lemma in sheet.words.referring:
        to = next((c for c in of if c.dep_ == "prep" and c.lower_ in load_closed().allative), None)
        if to is not None:
            return Found((sheet.stretch(to.i + 1, end),), stance, cues.with_preposition(cue, to), own)
    whole = of or any(c.dep_ == "nsubj" for c in said.lefts) or (is_small(said) and said.dep_ == "ccomp")
    if not whole and (said.dep_ == "prep" or lemma in load_attribution().naming) and verb.dep_ != "relcl":
        return None
    start = min([said.left_edge.i, *(c.left_edge.i for c in of if c.dep_ != "prep")])
    return Found((sheet.stretch(max(start, cue[1]), end),), stance, said=own)


def _complement(verb: Token) -> Token | None:
    said = next((c for c in verb.rights if c.dep_ == "oprd" or (c.dep_ == "ccomp" and is_small(c))), None)
    if said is None:
        said = next(
            (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in load_closed().essive and list(c.children)), None
        )
    return said


def prepositional(sheet: Sheet, verb: Token, lemma: str, cue: Span) -> Found | None:
    """*called for calm*: the preposition belongs to the cue, what follows is the content."""
    wanted = sheet.words.prepositions.get(lemma)
    if not wanted or is_unreal(verb):
        return None
    for child in verb.rights:
        if child.dep_ != "prep" or child.lower_ not in wanted or child.i != cue[1] or is_time(child):
            continue
        end = max(child.right_edge.i + 1, _reach(verb, child.i + 1))
        if end > child.i + 1:
            stance = (
                "asks" if child.lower_ in load_closed().of_demands and lemma in sheet.words.demanding else "mentions"
            )
            return Found((sheet.stretch(child.i + 1, end),), stance, cues.with_preposition(cue, child))
    return None


def noun_object(sheet: Sheet, verb: Token, lemma: str, cue: Span) -> Found | None:
    """*praised the mayor for her calm*; in the passive, *was accused of fraud*, what follows the verb."""
    stance = sheet.words.object.get(lemma)
    if stance is None or (stance != "judges" and is_unreal(verb)):
        return None
    if is_passive(verb):
        return _of_passive(sheet, verb, stance)
    target = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if target is None or target.tag_ in ("WDT", "WP") or target.lower_.endswith(sheet.words.reflexive_endings):
        return None
    if lemma in sheet.words.interrogating and cues.can_speak(target, sheet.words):
        return None  # an interrogation
    end = max(_restricted(target), _reach(verb, target.i))
    return Found((sheet.stretch(max(target.left_edge.i, cue[1]), end),), stance)


def _of_passive(sheet: Sheet, verb: Token, stance: str) -> Found | None:
    if stance not in ("accuses", "judges"):
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in load_closed().of_judged and not is_time(child):
            end = child.right_edge.i + 1
            by = next(
                (t.i for t in sheet.doc[child.i : end] if t.lower_ in load_closed().agentive and t.dep_ == "agent"), end
            )
            return Found((sheet.stretch(child.i, by),), stance)
    return None


def _restricted(noun: Token) -> int:
    """Where a noun phrase ends, without a relative clause or participle set off by a comma."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ in ("relcl", "acl", "appos") and noun.doc[child.left_edge.i - 1].text in OUTER:
            break
        if (
            child.dep_ == "prep"
            and child.lower_ in load_closed().agentive
            and any(c.dep_ == "pcomp" for c in child.children)
        ):
            break
        if child.dep_ != "punct":
            end = child.right_edge.i + 1
    return end


def _reach(verb: Token, start: int) -> int:
    """Where what belongs to a verb's object ends: its prepositions and clauses, up to a comma or a time."""
    end = start
    for child in verb.rights:
        if child.right_edge.i < start:
            continue
        if child.dep_ == "punct" or is_time(child):
            break
        if child.dep_ in _COMPLEMENTS or (child.dep_ == "prep" and child.lower_ in load_closed().of_objects):
            end = _restricted(child) if child.dep_ == "dobj" else child.right_edge.i + 1
        elif child.dep_ not in ("advmod", "prt"):
            break
    return end

"""Repairs of words that the parser takes for others, by system: a noun for a verb, a past participle for a past tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.attribution import load as attribution
from kg.lang.lexicon import load as lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
_OBJECTS = frozenset({"dobj", "dative", "ccomp", "xcomp", "prt"})
_HELPERS = frozenset({"aux", "auxpass"})
_TIMES = frozenset({"DATE", "TIME"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def mend(doc: Doc) -> Doc:
    """All repairs, in place."""
    return undergone(particles(pending(sources(doc))))


def undergone(doc: Doc) -> Doc:
    """Read a verb that is nothing without an object as a passive where it has none: *owner also arrested*, *was held and sentenced*."""
    for verb in doc:
        if verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in _CLAUSES:
            continue
        if verb.lemma_.casefold() not in lexicon().done_to or not _lacks_object(verb):
            continue
        if any(c.dep_ in _HELPERS for c in verb.lefts) or _object_is_before(verb):
            continue
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ not in ("WP", "WDT", "PRP"):
            subject.dep_ = "nsubjpass"
        elif subject is not None or verb.dep_ != "conj" or not any(c.dep_ == "auxpass" for c in verb.head.lefts):
            continue
        verb.tag_ = "VBN"
        for when in [c for c in verb.rights if c.dep_ == "dobj"]:
            when.dep_ = "npadvmod"
    return doc


def _lacks_object(verb: Token) -> bool:
    """Whether neither a verb nor what it is coordinated with has an object, but for a time: *sentenced the following year*."""
    for v in (verb, *(c for c in verb.rights if c.dep_ == "conj")):
        if any(c.dep_ in _OBJECTS and not (c.dep_ == "dobj" and c.ent_type_ in _TIMES) for c in v.rights):
            return False
    return True


def _object_is_before(verb: Token) -> bool:
    """Whether the object of a verb may stand in front of its clause: *whom Acme hired*, *the suspect the police say officers held*."""
    asked = any(t.tag_ in ("WP", "WDT") for t in verb.doc[verb.sent.start : verb.i])
    return asked or any(t.dep_ == "relcl" for t in verb.ancestors)


def pending(doc: Doc) -> Doc:
    """Read *pending* right behind a participle as a preposition: *released pending appeal*."""
    for word in doc[1:]:
        if word.lower_ != "pending" or word.dep_ != "amod" or word.head.dep_ != "dobj":
            continue
        verb, noun = word.nbor(-1), word.head
        if noun.head == verb and verb.tag_ in ("VBN", "VBD"):
            word.head, word.dep_, word.tag_, word.pos_ = verb, "prep", "IN", "ADP"
            noun.head, noun.dep_ = word, "pobj"
    return doc


def sources(doc: Doc) -> Doc:
    """Read who tells at the end of a sentence, which the parser takes for a verb with an object: *he served a year, records show*."""
    for told in doc[3:]:
        if (
            told.dep_ != "dobj"
            or told.tag_ not in ("NN", "NNS")
            or told.lemma_.casefold() not in attribution().observing
        ):
            continue
        source, above = told.head, told.head.head
        if source.dep_ != "conj" or source.i != told.i - 1 or source.tag_ != "VBZ" or list(told.children):
            continue
        comma = told.doc[source.i - 1]
        if above.dep_ != "ROOT" or above.i >= comma.i or comma.text != "," or any(c.dep_ == "cc" for c in above.rights):
            continue
        if source.lemma_.casefold() not in attribution().documents:
            continue
        rest = [c for c in source.children if c != told] + [c for c in above.rights if c.i > source.i]
        source.tag_, source.pos_, told.tag_, told.pos_ = "NNS", "NOUN", "VBP", "VERB"
        told.head, told.dep_ = told, "ROOT"
        source.head, source.dep_ = told, "nsubj"
        above.head, above.dep_ = told, "ccomp"
        for child in (*rest, comma):
            child.head = told
    return doc


def particles(doc: Doc) -> Doc:
    """Join a name that the parser parts at a word of its language for a verb of English: *Rio Grande do Sul*."""
    from spacy.tokens import Span

    for verb in doc[1:-1]:
        if verb.text != "do" or verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "ROOT":
            continue
        first, last = verb.nbor(-1), verb.nbor(1)
        if first.tag_ != "NNP" or last.tag_ != "NNP" or not first.ent_type_ or last.ent_type_ in _TIMES:
            continue
        if any(c.dep_ in _SUBJECT or c.dep_ == "aux" for c in verb.children if c != first) or last in first.ancestors:
            continue
        _join(verb, first, last)
        end = last.i + 1
        kept = [e for e in doc.ents if e.end <= first.i or e.start >= end]
        old = next(e for e in doc.ents if e.start <= first.i < e.end)
        at = old.start > 0 and doc[old.start - 1].lower_ in ("in", "at")
        kept.append(Span(doc, old.start, end, label="GPE" if at else old.label_))
        doc.set_ents(sorted(kept, key=lambda e: e.start))
    return doc


def _join(verb: Token, first: Token, last: Token) -> None:
    """Hang a name's last word where its first hung, and the other two on it."""
    node = first
    while node.head != verb and node.head != node:
        node = node.head
    last.head, last.dep_ = (first.head if first.head != verb else verb.head), first.dep_
    if node.head == verb and node != first:
        node.head = verb.head
    for child in [c for c in verb.children if c not in (first, last)]:
        child.head = verb.head
    first.head, first.dep_ = last, "compound"
    verb.head, verb.dep_, verb.tag_, verb.pos_ = last, "compound", "NNP", "PROPN"

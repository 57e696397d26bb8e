"""Assertions → claims: arguments become entities, domain and range are checked, inverse readings settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.extract import scored
from kg.extract.types import Assertion
from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import THING
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as load_lexicon
from kg.model import Claim, Entity, Quarantined, Span, Status
from kg.nlp import grammar
from kg.nlp.types import TokenMention, TokenStatus
from kg.resolve.entities import EntityTable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_BODIES = frozenset({"Organization", "Product"})


class Spans:
    """Character spans for tokens: of a token's mention, its sentence, or a stretch of tokens."""

    def __init__(self, doc: Doc, mentions: Sequence[TokenMention], sentences: Sequence[Span]) -> None:
        self.doc = doc
        self.mention: dict[int, TokenMention] = {}
        for m in mentions:
            for i in range(m.start, m.end) if m.kind == "name" else (m.head,):
                self.mention.setdefault(i, m)
        self._sentence = {}
        starts = list(sentences)
        for token in doc:
            while starts and token.idx >= starts[0].end:
                starts.pop(0)
            if starts:
                self._sentence[token.i] = starts[0]

    def of(self, start: int, end: int) -> Span:
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last.text))

    def argument(self, token: Token) -> Span:
        m = self.mention.get(token.i)
        return self.of(m.start, m.end) if m else self.of(token.i, token.i + 1)

    def core(self, token: Token) -> Span:
        """A name, or a noun with what narrows it from the left: *largest developers* in *their largest developers of …*."""
        m = self.mention.get(token.i)
        if m is None or m.kind == "name":
            return self.argument(token)
        start = min(m.start, m.head)
        while start < m.head and self.doc[start].tag_ in _DETERMINERS:
            start += 1
        return self.of(start, m.head + 1)

    def sentence(self, i: int) -> Span:
        return self._sentence.get(i) or self.of(i, i + 1)


def status(found: TokenStatus, doc: Doc, table: EntityTable) -> Status:
    """A token-level status with its source as an entity."""
    source = table.at(doc[found.source]) if found.source is not None else None
    return Status(found.polarity, found.certainty, found.status, source)


def hints(assertions: Iterable[Assertion]) -> list[tuple[int, str]]:
    """Votes on types from the domains and ranges of what was asserted, where they leave no doubt."""
    properties, out = ontology.load().properties, []
    for a in (a for a in assertions if a.rule != scored.RULE):
        p = properties[a.property]
        for token, classes in ((a.subject, p.domain), (a.object, p.range)):
            if token is not None and (len(classes) == 1 or set(classes) == {"Organization", "Product"}):
                out.append((token, classes[0]))
    return out


def build(
    doc: Doc, assertions: Iterable[Assertion], table: EntityTable, spans: Spans
) -> tuple[list[Claim], list[Quarantined]]:
    """The claims of one document, in text order; and what breaks a shape of the ontology, with the reason.

    What a frame reads is left out where it breaks domain or range.  What the model reads stays in the record, as it
    stands in the text, and is marked as nothing for the graph.  Either way it is listed in the second part.
    """
    entities = {e.id: e for e in table.entities}
    out: list[Claim] = []
    refused: dict[tuple, Quarantined] = {}
    seen: set[tuple] = set()
    for a in assertions:
        claim, why = _claim(doc, a, table, spans, entities, f"c{len(out) + 1}")
        if why:
            kept = _quarantined(doc, a, spans, why)
            refused.setdefault((kept.predicate, kept.subject_span, kept.object_span), kept)
        if claim is None:
            continue
        key = (claim.subject, claim.predicate, claim.object, claim.value, claim.subject_span, claim.object_span)
        if key not in seen:
            seen.add(key)
            out.append(claim)
    return out, list(refused.values())


def _claim(
    doc: Doc, a: Assertion, table: EntityTable, spans: Spans, entities: dict[str, Entity], identifier: str
) -> tuple[Claim | None, str]:
    """The claim of an assertion, if it is one; and which shape it breaks, if it does."""
    known = ontology.load().properties[a.property]
    if (a.value is None) == (known.datatype is not None):
        return None, f"“{known.label}” takes {'a value' if known.datatype else 'a thing'}"
    subject = table.at(doc[a.subject])
    if subject is None:
        return None, ""
    if a.property == "description" and _is_region(doc[a.trigger]) and entities[subject].type == "Organization":
        return None, ""  # the "state" of "the state Senate"
    why = _breaks(entities[subject], known.domain, f"is no subject for “{known.label}”")
    narrow = _suits(entities[subject], known.domain, a.subject_is)
    target, at = None, doc[a.object or 0]
    someone = entities[subject].named or (a.unnamed and _is_somebody(doc[a.subject], entities[subject]))
    tells = someone and not _names_itself(a, entities[subject])
    if a.object is not None:
        at, target = _target(doc, a, subject, table, spans, entities)
        if target is None:
            return None, ""
        why = why or _breaks(entities[target], known.range, f"is no object for “{known.label}”")
        narrow = narrow and _suits(entities[target], known.range, a.object_is)
        tells = _tells(entities[subject], entities[target]) or (someone and entities[target].named)
    fitting = narrow and not why
    why = why if tells else ""  # what says nothing in any case needs no quarantine
    if not a.learned and not (fitting and tells):
        return None, why
    object_span = spans.of(*a.value_span) if a.value_span else spans.argument(at)
    claim = Claim(
        identifier,
        subject,
        a.property,
        spans.argument(doc[a.subject]),
        object_span,
        spans.sentence(a.trigger),
        object=target,
        value=a.value,
        status=status(a.status, doc, table),
        time=a.time,
        confidence=a.confidence,
        rule=a.rule,
        reason="; ".join(x for x in (a.why, a.status.why) if x),
        salient=fitting and tells and a.rule != scored.RULE,  # what only the model reads is no fact
        sure=not a.over
        and _is_known(doc[a.subject], entities[subject], known.domain, table)
        and (target is None or _is_sure(at, entities[target], known.range, table, spans)),
    )
    return claim, why if a.rule != scored.RULE else ""


def _target(
    doc: Doc, a: Assertion, subject: str, table: EntityTable, spans: Spans, entities: dict[str, Entity]
) -> tuple[Token, str | None]:
    """The word that tells the object of an assertion, and what it stands for; None where that is nothing or the subject."""
    at = _named_within(doc[a.object or 0], table, entities)
    target = table.at(at)
    if target == subject and at.ent_type_ == "NORP":
        target = _country_of(at, table)  # "an Australian" stands for somebody, and names a country
    return at, None if target == subject or _is_part(at, doc[a.subject], spans) else target


def _breaks(entity: Entity, classes: tuple[str, ...], words: str) -> str:
    """Which shape an entity's type breaks, in words; empty where it fits, or where no type is known to break one."""
    if not entity.type or fits(entity, classes):
        return ""
    known = ontology.load().classes
    is_a = next(known[c].label for c in (entity.subtype, entity.type) if c and c in known)
    return f"{entity.label} ({is_a}) {words}, which takes {', '.join(known[c].label for c in classes)}"


def _quarantined(doc: Doc, a: Assertion, spans: Spans, why: str) -> Quarantined:
    subject = spans.argument(doc[a.subject])
    target = (
        spans.of(*a.value_span)
        if a.value_span
        else spans.argument(doc[a.object if a.object is not None else a.trigger])
    )
    return Quarantined(a.property, subject, target, spans.sentence(a.trigger), a.rule, why)


def _is_sure(token: Token, target: Entity, wanted: tuple[str, ...], table: EntityTable, spans: Spans) -> bool:
    """Whether an object is surely what it is taken for: no doubted pronoun, nor an adjective of a people nobody knows."""
    m = spans.mention.get(token.i)
    if m is not None and m.label == "NORP" and (token.tag_ == "JJ" or token.dep_ in ("amod", "compound", "nmod")):
        return bool(target.same_as)
    return _is_known(token, target, wanted, table)


def _is_known(token: Token, entity: Entity, wanted: tuple[str, ...], table: EntityTable) -> bool:
    """Whether nobody doubts who a word stands for; of *it*, what is said of bodies alone tells that it is one: *it employs 400*."""
    if token.i not in table.doubted:
        return True
    kinds = {ontology.load().kind_of(c) for c in wanted}
    body = bool(kinds) and kinds <= _BODIES and entity.named and entity.type == "Organization"
    return body and load_words().pronouns.get(token.lower_) == THING and token.lower_ not in load_words().reflexive


def _is_part(word: Token, other: Token, spans: Spans) -> bool:
    """Whether a word only makes up the name it would be related to: *Magyar* of *Magyar Nemzet*."""
    m = spans.mention.get(other.i)
    return m is not None and m.kind == "name" and m.start <= word.i < m.end


def _is_somebody(noun: Token, entity: Entity) -> bool:
    """Whether a common noun tells of some persons and not of such persons in general: *the man*, *scientists from Acme*."""
    told = noun.pos_ == "NOUN" and not any(c.dep_ == "neg" or c.lower_ in load_lexicon().general for c in noun.lefts)
    return told and entity.type in ("Person", "Group")


def _country_of(people: Token, table: EntityTable) -> str | None:
    """The country that a word for one of its people names, where the article speaks of it."""
    found = territories.find(people.text)
    item = found.qid and territories.WIKIDATA + found.qid if found and found.is_country else None
    return next((e.id for e in table.entities if item in e.same_as), None)


def _is_region(noun: Token) -> bool:
    """Whether a noun is of a stretch of land: *state*, *city*."""
    cls = load_lexicon().class_of(noun)
    return cls is not None and ontology.load().is_a(cls, "Place")


def _names_itself(a: Assertion, entity: Entity) -> bool:
    """Whether a description only repeats a word of the name: *sheriff* of *Los Angeles Sheriff*."""
    said = a.value.literal.casefold().split() if a.value and a.value.datatype == "xsd:string" else []
    return bool(said) and not {said[-1], f"{said[-1]}s"}.isdisjoint(entity.label.casefold().split())


def _named_within(token: Token, table: EntityTable, entities: dict[str, Entity]) -> Token:
    """The name a kind of place is called by: *the Ural* of *the Ural region*, *Dreux* of *the town of Dreux*."""
    cls = load_lexicon().class_of(token) if token.pos_ == "NOUN" else None
    found = table.at(token)
    if cls is None or not ontology.load().is_a(cls, "Place") or (found and entities[found].named):
        return token
    for other in (*grammar.compounds(token), *(o for _, o in grammar.prepositional(token, *load_closed().genitive))):
        entity = table.at(other)
        if entity and entities[entity].named:
            return other
    return token


def _suits(entity: Entity, classes: tuple[str, ...], narrower: tuple[str, ...]) -> bool:
    """Whether an entity is what property and frame want; a frame that wants places does not mean countries."""
    if not narrower or not fits(entity, classes):
        return not narrower and fits(entity, classes)
    if entity.type == "Organization" and {ontology.load().kind_of(c) for c in narrower} <= {"Place", "Country"}:
        return False  # a university is a place to be at, and nowhere to come from
    return fits(entity, narrower) and (entity.type != "Country" or bool({"Country", "Agent"} & set(narrower)))


def _tells(subject: Entity, target: Entity) -> bool:
    """Whether a relation is one a reader could look up: between names, or of a body that acts for a country."""
    return target.named and (
        subject.named or (subject.type == "Organization" and bool(subject.subtype) and target.type == "Country")
    )


def fits(entity: Entity, classes: tuple[str, ...]) -> bool:
    """Whether an entity's type is one a property accepts."""
    known = ontology.load()
    given = (entity.type, entity.subtype)
    return bool(entity.type) and known.accepts(tuple(c for c in given if c), classes or ("Thing",))

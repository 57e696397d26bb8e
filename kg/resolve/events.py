"""Event mentions → events: one node for all mentions of one thing that happened, with roles, place and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg import ids, ontology
from kg.extract import event_rules, understood
from kg.extract.event_rules import GIVEN, GONE, JOINT, MOVED
from kg.extract.types import EventMention
from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.model import Entity, Event, EventLink, Measured, Participant, Span, Status, TimeExpr
from kg.nlp import grammar
from kg.nlp.types import NUMBERS
from kg.resolve import classless, doers, telling
from kg.resolve.claims import Spans, status
from kg.resolve.entities import EntityTable
from kg.resolve.labels import Filled, label

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOWHERE = frozenset({"Product", "Group"})  # what one cannot be in
_PLACES = ("Country", "Place")
_SOMEBODY = frozenset({"Person", "Organization", "Country", "Group"})
_BUILT = frozenset({"Building", "Facility", "Airport", "Road"})  # can be owned and fall, as things
_ROLE_ORDER = ("agent", "patient", "recipient", "topic", "instrument", "origin", "destination", "place")
_GENERIC = "Event"
_NO_GOALS = frozenset(
    {
        "act",
        "attribute",
        "cognition",
        "communication",
        "event",
        "feeling",
        "motive",
        "phenomenon",
        "possession",
        "process",
    }
    | {"quantity", "relation", "state", "time"}
)
# classes of events that are news whoever they befall
_TOLD_OF_ANYBODY = frozenset(
    {"Arrest", "Attack", "Death", "Detention", "Election", "Injury", "Killing", "Protest", "Rescue", "Strike"}
)
_CENTRAL = 3  # mentions from which on somebody without a name is one an article is about
_LIKELY = 0.9  # what an event must reach for its roles to be stated as facts
_WITHIN = frozenset({"amod", "compound", "pcomp"})  # verbs that are part of a phrase: *a process of electing leaders*
_LIKELY_VERB = 0.6  # the same of a verb and what stands beside it: a verb is hardly ever no event


@dataclass(slots=True)
class _Draft:
    mention: EventMention
    status: Status
    participants: dict[tuple[str, str], Participant]
    mentions: list[Span] = field(default_factory=list)
    said: list[EventMention] = field(default_factory=list)
    time: str | None = None
    told: set[tuple[str, str]] = field(
        default_factory=set
    )  # who undergoes it and is of no class, with what it is told as
    joint: bool = False  # whether it is told of somebody who does it with somebody

    def at(self, head: int) -> EventMention:
        """The mention with this trigger."""
        return next(m for m in self.said if m.head == head)


def build(
    doc: Doc,
    document_id: str,
    base: str,
    mentions: Sequence[EventMention],
    table: EntityTable,
    spans: Spans,
    times: Sequence[TimeExpr],
) -> tuple[list[Event], tuple[Entity, ...]]:
    """The events of one document, in text order of their first mention; what has no class and fills a role of them is a thing."""
    entities = {e.id: e for e in table.entities}
    values = {t.id: t.value for t in times}
    drafts: list[_Draft] = []
    of_class: dict[str, list[_Draft]] = {}  # those that another mention may speak of
    for mention in mentions:
        draft = _draft(doc, mention, table, spans, entities)
        cls = draft.mention.cls
        alike = of_class.setdefault(cls, []) if cls != _GENERIC else []
        match = next((d for d in reversed(alike) if _same(d, draft, entities, values)), None)
        if match is None:
            drafts.append(draft)
            alike.append(draft)
        else:
            _absorb(match, draft)
    told = frozenset(e for d in drafts for e in d.told)
    known = entities | {e: replace(entities[e], type=kind) for e, kind in sorted(told)}
    central = frozenset(e for e, n in Counter(table.of_mention.values()).items() if n >= _CENTRAL)
    made = _finish(doc, document_id, base, drafts, spans, known, {t.id: t for t in times}, central)
    return made, classless.with_things(table.entities, told, made)


def _draft(doc: Doc, mention: EventMention, table: EntityTable, spans: Spans, entities: dict[str, Entity]) -> _Draft:
    found: dict[tuple[str, str], Participant] = {}
    told, joint = set(), False
    tokens = {a.token for a in mention.arguments}
    for argument in mention.arguments:
        token = doc[argument.token]
        if token.dep_ == "poss" and token.head.i in tokens:
            continue  # "whose shares fell": the shares did
        entity = table.at(token)
        role = _role(argument.role, entities[entity], token) if entity else None
        if entity and role:
            role = doers.settled(role, doc[mention.head], token, entities[entity])
            stated = (
                _is_likely(mention, doc[mention.head], token)
                and argument.sure
                and _is_as_guessed(argument.role, role, entities[entity])
                and token.i not in table.doubted
                and not _odd(mention, role, token, entities[entity])
            )
            if (role, entity) not in found or (stated and not found[role, entity].sure):
                found[role, entity] = Participant(role, entity, spans.core(token), stated)
            if stated and (kind := classless.kind_of(role, mention.measures, token, entities[entity])):
                told.add((entity, kind))
            joint = joint or (stated and argument.role == JOINT)
    kinds = [(r, x) for r, e in found for x in (entities[e].type or "Thing", entities[e].subtype) if x]
    if not _is_of_its_class(mention, kinds):
        mention = replace(mention, cls=_GENERIC, rule="event.verb")
    stretch = [spans.of(*mention.trigger)]
    return _Draft(mention, status(mention.status, doc, table), found, stretch, [mention], mention.time, told, joint)


def _is_of_its_class(mention: EventMention, found: Sequence[tuple[str, str]]) -> bool:
    """Whether who takes part, by role and kind or class, is what the frame of the event's class asks for."""
    agents, patients, left = ({kind for r, kind in found if r == role} for role in ("agent", "patient", "origin"))
    wanted = not mention.wants or patients & set(mention.wants)
    done = not mention.by or agents & set(mention.by)
    return bool(wanted and done) and not (patients or left) & set(mention.unlike)  # "left its forecast at 5 percent"


def _odd(mention: EventMention, role: str, token: Token, entity: Entity) -> bool:
    """Whether a role is not for what fills it.

    Somebody as the place that is left or reached (*left her helpless* is no departure), a country as who died, a town as who
    does something, a thing as where it is done.
    """
    if token.ent_type_ in NUMBERS and role in ("place", "origin", "destination"):
        return True  # "shares closed at NT$187.50"
    if role == "place" and (entity.type in _NOWHERE or (entity.type is None and not classless.is_site(token, entity))):
        return True  # "appeared in a red dress"
    if entity.type in _PLACES:
        town = entity.type == "Place"  # does something itself in metaphors alone, and in what was misread
        state = entity.named and entity.subtype == "Region" and bool(token.ent_type_)  # has a government
        thing = entity.subtype in _BUILT or not entity.named  # the district was sealed off
        return (town and role == "agent" and not (state or _speaks(mention, token))) or (
            role == "patient" and (mention.of_bodies or (town and not thing and mention.cls == _GENERIC))
        )
    if entity.type != "Person":
        return False
    moved = mention.nominal or token.dep_ in ("dobj", "nsubjpass")  # "attempts from Jesse Lingard" are his
    return role == "place" or (role in ("origin", "destination") and moved)


def _speaks(mention: EventMention, token: Token) -> bool:
    """Whether a place stands for who governs it, or lives there: it says something, or deals with others (*Minsk denied it*)."""
    stands = token.dep_ == "nsubj" or token.head.dep_ == "agent"
    return stands and senses.load().of("v", mention.lemma.partition(" ")[0])[:1] in (("communication",), ("social",))


def _is_likely(mention: EventMention, trigger: Token, token: Token) -> bool:
    """Whether a trigger is likely enough an event for a role in it to be stated as a fact."""
    beside = not mention.nominal and trigger.dep_ not in _WITHIN and trigger in (token.head, token.head.head)
    own = mention.nominal and (
        _is_of(mention, trigger, token)
        or understood.carries_for(trigger, token)
        or (mention.rule != "events" and event_rules.befalling(trigger) in (token.head.head, token.head.head.head))
    )
    return mention.confidence >= (_LIKELY_VERB if beside or own else _LIKELY)


def _is_of(mention: EventMention, noun: Token, token: Token) -> bool:
    """Whether the event of a noun that the frames know is somebody's: *the resignation of Ana Prates*, *her arrest*."""
    known = mention.rule != "events"
    return (
        known
        and (token.dep_ == "poss" or token.head.lower_ in load_closed().genitive)
        and noun in (token.head, token.head.head)
    )


def _role(role: str, entity: Entity, token: Token) -> str | None:
    """Settle a role that hangs on what the argument is: *in* a place, *to* a place or to somebody."""
    if not role.count("?"):
        return role
    is_place = entity.type in _PLACES or (role != GIVEN and classless.is_site(token, entity))
    if role == JOINT:
        return "agent" if entity.type in _SOMEBODY else "topic"
    if role == GIVEN and entity.type == "Country":
        return "recipient"
    if role.startswith("goal?"):
        if is_place or (role in (MOVED, GONE) and _is_reached(entity, token)):
            return "destination"
        if role == GONE and entity.type == "Organization":
            return "destination"
        return "topic" if _is_no_goal(entity, token) else "recipient"
    if is_place or _has_premises(entity, token):
        return "place"
    return role.partition("|")[2] or None


def _is_no_goal(entity: Entity, token: Token) -> bool:
    """Whether something that is neither somebody nor somewhere stands behind *to*: *drew attention to the delay*."""
    kinds = senses.load().of("n", grammar.lemma(token))[:1]
    return entity.type is None and token.pos_ == "NOUN" and bool(_NO_GOALS & {k.rstrip("+") for k in kinds})


def _is_as_guessed(guess: str, role: str, entity: Entity) -> bool:
    """Whether a role that hung on what fills it is one of those it was thought to be: what is moved somewhere goes to a place,
    what is told or given goes to somebody, what it happens in is a place, and somebody is worked with."""
    if guess == JOINT:
        return role == "agent"
    if guess.startswith("place?"):
        return role == "place"
    if guess.startswith("goal?"):
        somebody = role == "recipient" and entity.type in _SOMEBODY
        return (somebody and guess not in (MOVED, GONE)) or (role == "destination" and guess != GIVEN)
    return True


def _is_reached(entity: Entity, token: Token) -> bool:
    """Whether a body is where somebody is brought: *to the District Court*, *to school*; *to court* is a lawsuit."""
    return _has_premises(entity, token) or (
        entity.type == "Organization" and entity.subtype in load_lexicon().bare_premises
    )


def _has_premises(entity: Entity, token: Token) -> bool:
    """Whether one can be in a body as in a building: *in the District Court*; *in court* is no place."""
    if entity.type != "Organization" or not (token.ent_type_ or any(c.dep_ in ("det", "poss") for c in token.lefts)):
        return False
    lexicon = load_lexicon()
    return entity.subtype in lexicon.premises or token.lower_ in lexicon.premise_words


def _same(old: _Draft, new: _Draft, entities: dict[str, Entity], values: dict[str, str | None]) -> bool:
    """Whether a mention speaks of an event of the same class that is already there.

    Nothing is in contradiction, and there is either a shared core participant or a noun that points back.
    """
    if old.status.polarity != new.status.polarity:
        return False
    if old.status.plain != new.status.plain and not new.mention.definite:
        return False
    if old.time and new.time and values.get(old.time) != values.get(new.time):
        return False
    for role in ("agent", "patient", "place", "origin", "destination"):
        a = {e for r, e in old.participants if r == role}
        b = {e for r, e in new.participants if r == role}
        if a and b and not a & b:
            return False
    shared = {p for p in old.participants if p[0] in ("agent", "patient")} & set(new.participants)
    if any(r == "patient" for r, _ in shared):
        return True
    if shared and old.mention.lemma == new.mention.lemma and not {e for r, e in new.participants if r == "patient"}:
        return new.mention.definite
    dated = new.time is not None and old.time is None  # "the 2018 elections" are told apart by their year
    return new.mention.definite and not dated and not any(r in ("agent", "patient") for r, _ in new.participants)


def _absorb(old: _Draft, new: _Draft) -> None:
    for key, participant in new.participants.items():
        old.participants.setdefault(key, participant)
    old.mentions += new.mentions
    old.said += new.said
    old.told |= new.told
    old.time = old.time or new.time
    if not old.status.plain and new.status.plain and not new.mention.nominal:
        old.status = new.status


def _finish(
    doc: Doc,
    document_id: str,
    base: str,
    drafts: list[_Draft],
    spans: Spans,
    entities: dict[str, Entity],
    times: dict[str, TimeExpr],
    central: frozenset[str],
) -> list[Event]:
    number = {m.head: f"v{n}" for n, d in enumerate(drafts, 1) for m in d.said}
    at = {m.head: d for d in drafts for m in d.said}
    out = []
    for n, draft in enumerate(drafts, 1):
        people, mention, head = _in_order(draft), draft.mention, doc[draft.mention.head]
        first, time = draft.mentions[0], times.get(draft.time or "")
        measured, links = tuple(_measured(draft, spans)), tuple(_links(draft, number, at, spans, f"v{n}"))
        event = Event(
            f"v{n}",
            mention.cls,
            label(mention, people, entities, time, draft.status, head, _filled(doc, draft, at)),
            ids.hashed_iri(base, "event", document_id, str(first.start)),
            first,
            spans.sentence(head.i),
            participants=people,
            mentions=tuple(draft.mentions),
            status=draft.status,
            time=draft.time,
            confidence=mention.confidence,
            rule=mention.rule,
            reason="; ".join(x for x in (f"“{head.text}”", mention.why, mention.status.why) if x),
            links=links,
            measures=measured,
        )
        out.append(replace(event, salient=_is_fact(event, draft, head, entities, central)))
    return _without_carriers(
        _shown(out, entities, {f"v{n}" for n, d in enumerate(drafts, 1) if d.mention.thin}),
        {number[v]: number[n] for v, n in _carried_by(doc, number)},
    )


def _is_fact(event: Event, draft: _Draft, head: Token, entities: dict[str, Entity], central: frozenset[str]) -> bool:
    """Whether an event tells enough to stand in the graph."""
    mention, people, measured = draft.mention, event.participants, bool(event.measures)
    stative = mention.cls == _GENERIC and mention.lemma in load_lexicon().stative
    if mention.thin or (stative and not (measured and _is_sized(head))):
        return False
    placed = draft.time is not None or draft.joint or measured or _is_carried(head, people)
    if _salient(mention.cls, people, entities, placed, central, counted=measured):
        return True
    told = draft.status.plain and _is_by_event(event.links)
    if measured and (told or _is_of_subject(head, people, entities)):
        return True
    return telling.is_told(head, mention, people, entities, more=placed, undergone=_is_undergone(event.links))


def _is_sized(verb: Token) -> bool:
    """Whether what a verb of being takes stands right behind it: *cost $94 million*; not *had on average forecast a loss*."""
    return any(c.left_edge.i == verb.i + 1 for c in verb.rights if c.dep_ not in ("prep", "advmod"))


def _is_of_subject(verb: Token, people: Iterable[Participant], entities: Mapping[str, Entity]) -> bool:
    """Whether a verb without an object tells a number of who surely undergoes it: *the contract is valued at $2 million*."""
    beside = verb.pos_ != "VERB" or any(c.dep_ == "dobj" for c in verb.children)
    return not beside and any(p.sure and p.role == "patient" and entities[p.entity].type for p in people)


def _is_by_event(links: Iterable[EventLink]) -> bool:
    """Whether another event surely does or undergoes it: *the delay cost the company $6 billion*."""
    return any(x.argument and x.sure and x.predicate in ("agent", "patient") for x in links)


def _in_order(draft: _Draft) -> tuple[Participant, ...]:
    """Who takes part, by role and place in the text."""
    return tuple(sorted(draft.participants.values(), key=lambda p: (_ROLE_ORDER.index(p.role), p.span or Span(0, 0))))


def _is_undergone(links: Iterable[EventLink]) -> bool:
    """Whether an event is surely done to another: *the strike was called off*."""
    return any(x.argument and x.sure and x.predicate == "patient" for x in links)


def _carried_by(doc: Doc, heads: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The verbs that only carry an event noun, each with that."""
    known = frozenset(heads)
    for i in known:
        for noun in doc[i].rights if doc[i].pos_ == "VERB" else ():
            if noun.dep_ == "dobj" and event_rules.carries(doc[i], known & {noun.i}):
                yield i, noun.i


def _without_carriers(events: Sequence[Event], carried: Mapping[str, str]) -> list[Event]:
    """The events; of a verb and the noun it carries (*made an announcement*), only the noun's where that tells all the verb's tells."""
    known = {e.id: e for e in events}

    def repeats(e: Event) -> bool:
        noun = known.get(carried.get(e.id, ""))
        if noun is None or not noun.salient or any(x.argument for x in e.links):
            return False
        said, own = ({(p.role, p.entity) for p in x.participants if p.sure} for x in (noun, e))
        return own <= said and e.time in (None, noun.time)

    return [replace(e, salient=False) if e.salient and repeats(e) else e for e in events]


def _filled(doc: Doc, draft: _Draft, at: dict[int, _Draft]) -> list[Filled]:
    """The roles that other events surely fill; where a verb has a preposition before one, it is told with it."""
    out = []
    for mention in draft.said:
        for link in mention.links:
            if link.argument and link.sure and at[link.target] is not draft:
                noun, phrase = doc[link.target], at[link.target].at(link.target).phrase
                prep = noun.head if noun.dep_ == "pobj" and noun.head.dep_ != "agent" else None
                if prep is not None and not mention.nominal and prep.head.i == mention.head:
                    phrase = f"{prep.lower_} {phrase}"
                out.append(Filled(link.predicate, phrase, noun.tag_ == "NNS"))
    return out


def _measured(draft: _Draft, spans: Spans) -> Iterator[Measured]:
    """The values of an event, one a property, by the mention that tells it first; sure where that mention states the event."""
    found: set[str] = set()
    for mention in draft.said:
        for m in mention.measures:
            if m.property not in found:
                found.add(m.property)
                stated = mention.confidence >= _LIKELY_VERB and (not draft.status.plain or mention.status.plain)
                where = (spans.sentence(mention.head), spans.of(*mention.trigger), spans.of(*m.span))
                yield Measured(m.property, m.value, *where, stated)


def _links(draft: _Draft, number: dict[int, str], at: dict[int, _Draft], spans: Spans, own: str) -> Iterator[EventLink]:
    """The relations of an event to others, each once, by where it is read first.

    A role is sure where the event is, and where the words it is read from state both events, if any words do.
    """
    found: dict[tuple[str, str], EventLink] = {}
    properties = ontology.load().properties
    for mention in draft.said:
        for link in mention.links:
            if (target := number.get(link.target)) in (None, own):
                continue
            role = properties[link.predicate].is_role
            weak = (role and mention.confidence < _LIKELY) or any(
                at[m.head].status.plain and not m.status.plain for m in (mention, at[link.target].at(link.target))
            )
            made = EventLink(
                link.predicate,
                target,
                spans.sentence(mention.head),
                spans.of(*mention.trigger),
                spans.of(link.target, link.target + 1),
                link.sure and not (link.argument and weak),
                link.argument,
            )
            old = found.get((link.predicate, target))
            if old is None or (made.sure and not old.sure):
                found[link.predicate, target] = made
    yield from found.values()


def _shown(events: Sequence[Event], entities: dict[str, Entity], thin: set[str]) -> list[Event]:
    """The events, with what those for the graph point at: another event counts as who takes part where it fills a role."""
    properties = ontology.load().properties
    named = {e.id: {p.role for p in e.participants if _is_named(entities[p.entity])} for e in events}
    filled = {
        e.id: [(x.event, x.predicate) for x in e.links if x.argument and x.sure and x.event not in thin] for e in events
    }

    def full(e: Event) -> bool:
        told = filled[e.id]
        known = named[e.id] or any(named[target] for target, _ in told)
        roles = {*named[e.id], *(p for _, p in told if properties[p].is_role)}
        return bool(told and known) and (len(roles) > 1 or not all(properties[p].is_role for _, p in told))

    shown = {e.id for e in events if e.salient or (e.id not in thin and full(e))}
    pointed_at = {x.event for e in events if e.id in shown for x in e.links if named[x.event]}
    pointed_at |= {target for e in shown for target, _ in filled[e]}
    # what led to a shown event, or followed it, is told with it
    pointed_at |= {e for e, told in filled.items() if any(t in shown and not properties[p].is_role for t, p in told)}
    return [replace(e, salient=e.id in shown or e.id in pointed_at) for e in events]


def _is_carried(noun: Token, people: Sequence[Participant]) -> bool:
    """Whether an event noun and the verb that carries it tell all by themselves: *the court issued a stay*."""
    told = noun.dep_ == "dobj" and event_rules.carries(noun.head, (noun.i,))
    return told and any(p.sure and p.role == "agent" for p in people)


def _is_named(entity: Entity) -> bool:
    return bool(entity.named and entity.type)


def _salient(
    cls: str,
    people: Sequence[Participant],
    entities: dict[str, Entity],
    more: bool,
    central: frozenset[str] = frozenset(),
    *,
    counted: bool = False,
) -> bool:
    """Whether an event says enough to stand in a graph.

    One of no known class does with two names in two roles, or with one who surely does or undergoes it and what else is
    sure of it: another thing in another role, or `more`: its time, with whom it was done, the verb that carries it.  `counted`:
    it is told how much it is (*nine killed*, *fined her £600*).
    """
    typed = {p.entity for p in people if entities[p.entity].type}
    named = {e for e in typed if entities[e].named}
    sure = {p.role: p.entity for p in people if p.sure}
    known = named | (typed & central)
    core = any(p.sure and p.role in ("agent", "patient") and p.entity in known for p in people)
    if cls == _GENERIC and core and (more or len(set(sure.values())) > 1):
        return True
    if counted and any(sure.get(role) in typed for role in ("agent", "recipient")):
        return True
    if cls == _GENERIC:
        return len(named) >= 2 and len({p.role for p in people if p.entity in named}) >= 2
    if cls in _TOLD_OF_ANYBODY and (typed or counted):
        return True
    full = any(sure.get(role) in typed for role in ("agent", "patient")) and (more or len(set(sure.values())) > 1)
    return bool(named) or full

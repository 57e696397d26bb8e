"""Event mentions: every verb, noun and adjective that announces something happening, with who, whom, where.

What is an event and who takes part is learned; the class comes from the event frames where they know the word (`Event`
otherwise), and so do the roles that only a frame can know.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import ages, event_rules, linked, listed, measures, sure, things, understood
from kg.extract.event_model import NOBODY, EventModel, Found, Partner
from kg.extract.frames import EventFrame, FrameSet
from kg.extract.types import Argument, EventMention, Link
from kg.extract.when import Calendar
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import clauses, grammar
from kg.nlp.types import TokenMention, TokenQuote, TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

StatusOf = Callable[["Token"], TokenStatus]
_CLAUSES = frozenset({"xcomp", "ccomp"})
_DEEDS = frozenset(
    {"judges", "holds", "plans"}
)  # stances whose words do something to their object: *thanked*, *opposed*
_AS = 0.3  # how likely a learned role must be, else only the grammar's counts
# of places the model knows only that they are; a preposition tells more
_DIRECTED = frozenset({("goal?", "place"), ("origin", "place")})


def find(
    doc: Doc,
    frames: FrameSet,
    status: StatusOf,
    calendar: Calendar,
    mentions: Sequence[TokenMention],
    model: EventModel,
) -> list[EventMention]:
    """All event mentions of a document in text order.

    Args:
        doc: parsed.
        frames: the event frames: classes, and what roles they give.
        status: the status of what a token says.
        calendar: which time dates a token.
        mentions: who may take part.
        model: decides what is an event and who takes part.
    """
    view = model.view(doc, frames)
    found = {i: e for i, e in model.find(view).items() if not things.is_thing(doc[i], known=view.is_known(doc[i]))}
    triggers = {i: event_rules.frame_of(doc[i], frames) or event_rules.GENERIC for i in found}
    rules = event_rules.roles(doc, triggers, frames, mentions)
    weak = {i for i, frame in triggers.items() if frame is event_rules.GENERIC and linked.is_weak(doc[i], found[i])}
    partners = [m for m in mentions if (m.head not in found or m.head in weak) and not clauses.is_nobody(doc[m.head])]
    people = model.participants(view, sorted(triggers), partners, event_rules.heard(doc, rules, frames))
    linker = linked.Linker(doc, triggers, found, status)
    order, orders = linked.ordered(linker, (doc[i] for i in sorted(triggers)))
    roles = {i: tuple(linker.roles(doc[i], rules[i])) if i not in orders else () for i in triggers}
    filling = {x.target for i in triggers for x in roles[i] if not event_rules.carries(doc[i], (x.target,))}
    out = []
    for i, frame in sorted(triggers.items()):
        made = _mention(
            doc[i],
            triggers,
            found[i],
            _arguments(doc[i], frame, rules[i], people[i], calendar, model.least, {x.target for x in roles[i]}, status),
            (*_links(doc[i], frame, triggers, roles[i]), *order.get(i, ())),
            status(doc[i]),
            _time(doc[i], triggers, filling, calendar, status),
        )
        made = replace(made, measures=measures.of(doc[i], made.cls, frames))
        out.append(replace(made, thin=True) if i in orders else made)
    taken = weak & {a.token for e in out for a in e.arguments if a.sure}  # "released a statement"
    return [replace(e, thin=True) if e.head in taken else e for e in out]


def _time(
    token: Token,
    triggers: Mapping[int, EventFrame],
    filling: Container[int],
    calendar: Calendar,
    status: StatusOf,
) -> str | None:
    """The time of an event; what happens to it, or is said of it, at a time (*revealed the deal on Monday*) does not date it."""
    other = token.pos_ != "VERB" and ((above := triggers.get(token.head.i)) is not None and above.content)
    found = calendar.of(token, climb=not other and token.i not in filling)
    if found is None and token.pos_ == "VERB":
        found = calendar.behind_places(token)
    known = triggers[token.i] is not event_rules.GENERIC
    if found is None and token.pos_ == "VERB":
        subjects = (c for c in token.lefts if c.dep_ == "nsubj" and c.i in triggers)
        found = next((t for c in subjects if event_rules.befalling(c) == token and (t := calendar.beside(c))), None)
    elif found is None and known and token.dep_ == "nsubj":
        found = calendar.beside(token)
    if found is None and known and token.dep_ == "pobj" and token.head.lower_ in load_lexicon().connectives:
        found = calendar.beside(token)  # "arrested after the shooting in Linz on Friday"
    if found is None and token.dep_ == "nsubjpass":
        found = calendar.planned(token)
    verb = event_rules.happening(token)
    if verb is None and known:
        verb = event_rules.befalling(token) or event_rules.bringing(token)
    if found is None and verb is not None and _alike(verb, token, status):
        found = when if (when := calendar.of(verb)) and when.type == "DATE" else None  # the day of a time is a guess
    return found.id if found else None


def without_cues(doc: Doc, found: Iterable[EventMention], quotes: Iterable[TokenQuote]) -> list[EventMention]:
    """The events, but for the graph those that only cue a quotation (*she wrote*): the quotation tells them.

    Not those that do something to another event (*she opposed the merger*), or to what is told in the speaker's words nowhere
    (*he thanked his supporters*); what a cue has a clause for is no object (*she says the merger, she knows, failed*).
    """
    cues: dict[int, list[TokenQuote]] = {}
    for q in quotes:
        for i in range(*(q.cue or (0, 0))) if q.listed else ():
            cues.setdefault(i, []).append(q)
    return [_cue(doc, e, cues[e.head]) if e.head in cues and e.rule == "events" else e for e in found]


def _cue(doc: Doc, event: EventMention, quotes: Sequence[TokenQuote]) -> EventMention:
    clause = any(t.pos_ in ("VERB", "AUX") and not q.covers(t.head.i) for q in quotes for t in doc[q.start : q.end])
    links = tuple(x for x in event.links if not (clause and x.argument))
    called = any(
        c.dep_ in ("oprd", "attr") or c.lower_ in load_closed().essive for c in doc[event.head].rights
    )  # "described her as"
    told = not clause and not called and not any(q.direct or q.stance not in _DEEDS for q in quotes)
    objects = [a.token for a in event.arguments if a.sure and a.role == "patient"]
    done = told and any(q.covers(i) for q in quotes for i in objects)
    return replace(event, links=links, thin=event.thin or not (done or any(x.argument for x in links)))


def _arguments(
    trigger: Token,
    frame: EventFrame,
    rules: Mapping[int, str],
    people: Mapping[int, Partner],
    calendar: Calendar,
    least: Mapping[str, float],
    events: Container[int],
    status: StatusOf,
) -> tuple[Argument, ...]:
    """Participants with roles: who takes part and as what is learned, unless the event's frame says it.

    `events` are the nouns that are roles as the events they are.
    """
    special, doc = frame is not event_rules.GENERIC, trigger.doc
    kept = _kept(trigger, special, rules, people, least, events)
    kept = [head for head in kept if not calendar.at(doc[head])]
    verb = event_rules.bringing(trigger)
    if verb is not None and not _alike(verb, trigger, status):  # "was not taken into custody"
        whom = {t.i for t in event_rules.brought(trigger)}
        kept = [head for head in kept if head not in whom]
    out = []
    for head in sorted(kept):
        rule, (learned, _, chance, held) = rules.get(head, ""), people.get(head, NOBODY)
        if ages.is_told(doc[head]):
            continue  # "died aged 82"
        if head not in rules and any(doc[other].is_ancestor(doc[head]) and other > head for other in kept):
            continue  # "French" in "French prosecutors"
        told, carried = rule == event_rules.TOLD, learned != "patient" and _is_clear(trigger, doc[head], rule)
        given = rule == "recipient" and doc[head].dep_ in ("nsubjpass", "dative", "dobj")
        if (rule, learned) in _DIRECTED or (given and learned == "patient") or (special and rule) or told or carried:
            role = rule
        else:
            role = learned if learned in sure.LEARNED and held >= _AS else rule or "topic"
        if learned == "other" and role in ("place?", "goal?"):
            role = event_rules.WHEREIN if role == "place?" else _goal(trigger)
        if role == "topic" and rule == "topic" and sure.joins(trigger, doc[head]):
            role = event_rules.JOINT
        if told:
            stated = _alike(_teller(doc[head]), trigger, status)
        else:
            guessed = held < _AS and {learned, rule} <= {"agent", "patient"}
            either = held < _AS and "|" in rule  # a place, or what it is about
            heard = rule if guessed else "other" if either else learned
            stated = sure.is_sure(trigger, doc[head], rule, heard, chance, framed=special, own=_says(frame, doc[head]))
            stated = stated and not (role == frame.subject == "patient" and _is_behind(trigger, doc[head]))
        out.append(Argument(role, head, stated))
    taken = {h for h in rules if h in events or calendar.at(doc[h])}
    return listed.with_rest(doc, out, rules, taken)


def _is_behind(verb: Token, t: Token) -> bool:
    """Whether something stands behind a verb's own preposition: *pneumonia* in *died of pneumonia*."""
    return verb.pos_ == "VERB" and t.dep_ == "pobj" and t.head.head == verb and t.head.dep_ == "prep"


def _kept(
    trigger: Token,
    special: bool,
    rules: Mapping[int, str],
    people: Mapping[int, Partner],
    least: Mapping[str, float],
    events: Container[int],
) -> list[int]:
    """The heads of who takes part; `special` events have a frame."""
    doc, kept = trigger.doc, []
    for head, (role, chance, alone, _) in people.items():
        rule = rules.get(head, "")
        bound = least["framed" if special and rule else "participant"]
        if not rule and any(map(event_rules.is_idiom, (trigger, doc[head].head))):
            continue  # "took part in protests", "took care of her"
        # what the linear model alone hears counts where the grammar leaves no doubt
        if chance >= bound or (
            rule and alone >= bound and sure.is_sure(trigger, doc[head], rule, role, alone, framed=special)
        ):
            kept.append(head)
    kept += [h for h, rule in rules.items() if h not in kept and _is_clear(trigger, doc[h], rule)]
    if special:  # what is no mention may still stand for somebody: "an entrepreneur known for creating"
        kept += [h for h in rules if h not in people and h not in events and h not in kept]
    return kept


def _goal(verb: Token) -> str:
    """The role of what stands behind *to*, by what the verb means; what it is, resolution knows."""
    if sure.gives(verb):
        return event_rules.GIVEN
    if sure.goes(verb):
        return event_rules.GONE
    if sure.sends(verb):
        return event_rules.SENT
    return event_rules.MOVED if sure.may_move(verb) else "goal?"


def _is_clear(trigger: Token, t: Token, rule: str) -> bool:
    """Whether the grammar alone says that somebody or some place takes part, likely or not."""
    if rule == "patient" and grammar.is_passive(trigger) and sure.is_shared(trigger, t):
        return True  # "it weighs a ton and was built by Acme"
    if rule in ("agent", "patient") and t in event_rules.brought(trigger):
        return True
    return rule == event_rules.TOLD or (rule == "agent" and understood.carries_for(trigger, t))


def _says(frame: EventFrame, t: Token) -> bool:
    """Whether a frame says what a preposition means beside its event; what *as* stands before is an office."""
    return t.head.lower_ in (frame.roles or {}) and t.head.lower_ not in load_closed().essive


def _alike(verb: Token, event: Token, status: StatusOf) -> bool:
    """Whether the verb that tells where or when an event was has the event's own status: not *reportedly was in Linwood*."""
    there, here = status(verb), status(event)
    return (there.polarity, there.certainty, there.status) == (here.polarity, here.certainty, here.status)


def _teller(place: Token) -> Token:
    """The verb whose preposition a place stands behind."""
    while place.dep_ == "conj":
        place = place.head
    above = place.head.head
    return above.head if above.dep_ in ("dobj", "nsubjpass") else above


def _mention(
    token: Token,
    triggers: dict[int, EventFrame],
    found: Found,
    arguments: tuple[Argument, ...],
    links: tuple[Link, ...],
    status: TokenStatus,
    time: str | None,
) -> EventMention:
    frame, nominal = triggers[token.i], token.pos_ != "VERB"
    end = next((c.i + 1 for c in token.children if c.dep_ == "prt" and c.i == token.i + 1), token.i + 1)
    return EventMention(
        trigger=(token.i, end),
        head=token.i,
        cls=frame.cls,
        lemma=grammar.verb_key(token) if not nominal else grammar.lemma(token),
        nominal=nominal,
        arguments=arguments,
        links=links,
        status=status,
        time=time,
        wants=frame.wants,
        unlike=frame.unlike,
        by=() if grammar.is_passive(token) or token.pos_ != "VERB" else frame.by,
        of_bodies=frame.of_bodies,
        rule=f"event.{frame.cls}" if frame is not event_rules.GENERIC else "events",
        definite=nominal
        and any(c.lower_ in load_closed().anaphoric or c.dep_ == "poss" for c in token.children)
        and not any(c.lower_ in load_closed().of_another for c in token.children),
        confidence=round(found.probability, 2),
        why=found.why,
        thin=found.light or event_rules.is_idiom(token),
        phrase=_phrase(token) if nominal else "",
    )


def _phrase(noun: Token) -> str:
    """A noun with the common nouns and adjectives right before it: *impeachment proceedings*."""
    doc, start = noun.doc, noun.i
    while (step := _step(doc, start, noun)) > 0:
        start -= step
    words = doc[start : noun.i + 1].text
    return words[:1].lower() + words[1:] if doc[start].is_sent_start and doc[start].is_title else words


def _step(doc: Doc, start: int, noun: Token) -> int:
    """How many tokens before a noun phrase belong to it: a word, or one with a hyphen; 0 where it begins."""
    for step in (1, 2):
        hyphens = doc[start - 1 : start] if step == 2 else ()
        if (
            start - step >= noun.sent.start
            and all(t.text == "-" for t in hyphens)
            and _describes(doc[start - step], noun)
        ):
            return step
    return 0


def _describes(t: Token, noun: Token) -> bool:
    inside = t.head == noun or (t.head.i > t.i and t.head.head == noun)
    return inside and t.dep_ in ("amod", "compound", "nmod") and t.pos_ in ("NOUN", "ADJ") and not t.ent_type_


def _links(token: Token, frame: EventFrame, triggers: dict[int, EventFrame], roles: Sequence[Link]) -> Iterable[Link]:
    """The relations to other events: the roles they fill, and what order and clauses say."""
    told = list(_clausal(token, frame, triggers))
    topics = {link.target for link in told if link.predicate == "topic"}
    yield from (replace(r, predicate="topic") if r.target in topics else r for r in roles)
    filled = {r.target for r in roles}
    yield from (link for link in told if link.target not in filled)


def _clausal(token: Token, frame: EventFrame, triggers: dict[int, EventFrame]) -> Iterable[Link]:
    for child in token.children:
        if child.dep_ == "advcl":
            mark = next(
                (
                    c.lower_
                    for c in child.children
                    if c.dep_ in ("mark", "advmod") and c.lower_ in load_lexicon().connectives
                ),
                None,
            )
            target = _trigger_below(child, triggers)
            if mark and target is not None:
                # "has governed since it broke away", "the lowest since it began": not why, but when
                timely = mark in load_closed().temporal_or_causal and (_is_perfect(token) or _is_compared(token, child))
                yield Link("after" if timely else load_lexicon().connectives[mark], target)
        elif child.dep_ == "prep" and child.lower_ in load_closed().ordering:
            for inner in child.subtree:
                if inner.i in triggers and inner.dep_ in ("pobj", "pcomp"):
                    yield Link(load_lexicon().connectives.get(child.lower_, "causedBy"), inner.i)
                    break
        elif frame.content and child.dep_ in (*_CLAUSES, "acl", "dobj"):
            if child.dep_ == "acl" and child.tag_ != "VB":
                continue
            target = _trigger_below(child, triggers)
            if target is not None:
                yield Link("topic", target)


def _is_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in load_closed().perfect for c in verb.lefts)


def _is_compared(head: Token, clause: Token) -> bool:
    """Whether what stands before *since* is ranked, so that it tells when: *the lowest since it began*."""
    return any(map(clauses.is_among_ranked, head.doc[head.i : clause.left_edge.i]))


def _trigger_below(token: Token, triggers: dict[int, EventFrame]) -> int | None:
    """The trigger a clause or noun phrase is about: its head, or the event noun a light verb carries."""
    if token.i in triggers and (triggers[token.i] is not event_rules.GENERIC or token.pos_ == "NOUN"):
        return token.i
    carried = [c.i for c in token.children if c.dep_ in ("dobj", "nsubjpass", "xcomp") and c.i in triggers]
    if carried and (token.i not in triggers or event_rules.carries(token, triggers)):
        return carried[0]
    return token.i if token.i in triggers else None

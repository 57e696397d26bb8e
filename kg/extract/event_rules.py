"""What the rules say of a possible event: its frame, and who takes part by grammatical function."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.frames import EventFrame, FrameSet
from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar
from kg.nlp.mentions import relative_antecedent
from kg.nlp.types import NUMBERS, TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GENERIC = EventFrame(cls="Event")
_NOWHERE = frozenset({"PERSON", "DATE", "TIME", "EVENT", "ORDINAL"})
_SITES = frozenset({"GPE", "LOC", "FAC", "ORG"})
WAYS = frozenset({"FAC", "LOC"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
MOVED = "goal?moved"  # a goal that a building may be, too: *taken to the hospital*
GONE = "goal?gone"  # a goal that a body may be, too: *travelled to the United Nations*
SENT = "goal?sent"  # a goal that is a place, or else somebody: *sent a letter to the agency*
GIVEN = "goal?given"  # a goal that a country may be as somebody: *ceded the town to China*
JOINT = "joint?"  # who does it, too, if it is somebody: *worked with the agency*; else what it is about
TOLD = "place?told"  # a place that the grammar leaves no doubt of
WHEREIN = "place?|topic"  # takes part, if not as a place: *resigned in a letter*


def frame_of(token: Token, frames: FrameSet) -> EventFrame | None:
    if token.pos_ == "VERB" and token.dep_ not in ("aux", "auxpass", "amod", "case", "mark", "prep"):
        if token.ent_type_ or grammar.lemma(token) in load_lexicon().eventless:
            return None
        key = grammar.verb_key(token)
        result = key.rpartition(" ")[2] in load_closed().resultative  # "shot down"; not "drop out", "back down"
        keeps = " " not in key or (result and key not in load_lexicon().figurative)
        found = (
            _with_result(token, frames)
            or frames.event_verbs.get(key)
            or (keeps and frames.event_verbs.get(grammar.lemma(token)))
            or GENERIC
        )
        if (found.active and grammar.is_passive(token)) or (found.complement and not _is_made_something(token)):
            return GENERIC
        if (found.alone and _is_done_to_something(token)) or (found.uncalled and _says_what(token)):
            return GENERIC
        if _means_another(token, found) or (found.somewhere and not _goes_somewhere(token)):
            return GENERIC
        if found.active and _is_outcome(token):
            return GENERIC
        return found
    if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod"):
        for width in (2, 1, 0):
            if token.i >= width:
                words = [*(t.lower_ for t in token.doc[token.i - width : token.i]), grammar.lemma(token)]
                if (key := " ".join(words)) in frames.event_nouns:
                    found = frames.event_nouns[key]
                    other = (found.literal and _is_figure(token)) or _means_another(token, found)
                    return GENERIC if other else found
    return None


def _with_result(verb: Token, frames: FrameSet) -> EventFrame | None:
    """The frame of a verb with what it makes of somebody: *left 42 people dead*."""
    state = result(verb)
    return None if state is None else frames.event_verbs.get(f"{grammar.lemma(verb)} {state.lower_}")


def result(verb: Token) -> Token | None:
    """The adjective for what somebody or something is made by a verb: *dead* in *left 42 people dead*."""
    beside = [c for c in verb.rights if c.dep_ in ("oprd", "acomp", "ccomp", "xcomp")]
    behind = [x for c in verb.rights if c.dep_ == "dobj" for x in c.rights if x.dep_ == "amod"]
    return next((c for c in (*beside, *behind) if c.pos_ == "ADJ"), None)


def _means_another(token: Token, frame: EventFrame) -> bool:
    """Whether what an event is said of, or what its sentence is about, makes its word mean something else."""
    if frame.not_of:
        said = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass", "compound", "nmod", "amod")]
        if token.pos_ == "VERB" and not said:  # "the schooner they restored", "power was cut off and restored"
            said = grammar.patients(token)
        if token.pos_ == "VERB" and not said:  # "shares closed at $5"
            said = [c for c in token.children if c.dep_ == "nsubj"]
        parts = [s for s in said if s.tag_ == "CD"]  # "won four of the 14 seats"
        said += [o for s in parts for _, o in grammar.prepositional(s, *load_closed().genitive)]
        said += [c for c in token.rights if c.ent_type_ in frame.not_of]  # "charges around $900 million"
        said += [o for _, o in grammar.prepositional(token, *load_closed().genitive)] if token.pos_ == "NOUN" else []
        if any(
            grammar.lemma(x) in frame.not_of or x.ent_type_ in frame.not_of for t in said for x in (t, *t.conjuncts)
        ):
            return True
    return bool(frame.not_where) and any(t.lower_ in frame.not_where for t in token.sent)


def _is_done_to_something(verb: Token) -> bool:
    """Whether somebody does it to something that is no number: *dropped the case*, *was dropped*; not *dropped 5 percent*."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    said = (o for o in objects if grammar.lemma(o) not in load_lexicon().measures)  # "dropped a full percentage point"
    return grammar.is_passive(verb) or any(o.ent_type_ not in NUMBERS for o in said)


def _says_what(verb: Token) -> bool:
    """Whether a verb tells what somebody or something is held to be: *was declared bankrupt*, *declared him the winner*."""
    return result(verb) is not None or any(c.dep_ in ("oprd", "attr") for c in verb.rights)


def _goes_somewhere(verb: Token) -> bool:
    """Whether a place is left or reached by name or kind: *moved to Bamako*, *moved from the village*; not *moved to tears*."""
    goals = [o for _, o in grammar.prepositional(verb, *load_closed().directional)]
    lexicon = load_lexicon()
    named = any(o.ent_type_ in _SITES or (o.pos_ == "PROPN" and o.ent_type_ not in _NOWHERE) for o in goals)
    return (
        named
        or any(lexicon.class_of(o) in lexicon.site_classes for o in goals)
        or any(c.lower_ in lexicon.whereto for c in verb.children)
    )


def _is_figure(noun: Token) -> bool:
    """Whether a word for what nature does only tells how much there was of something: *a storm of criticism*."""
    for of in (c for c in noun.rights if c.lower_ in load_closed().genitive):
        for what in (c for c in of.children if c.dep_ == "pobj" and c.pos_ == "NOUN" and not c.ent_type_):
            if not any(c.dep_ in ("det", "poss", "nummod") for c in what.lefts):
                return True
    return False


def _is_outcome(verb: Token) -> bool:
    """Whether a participle tells what became of its object: *struck, leaving three ships at anchor* is no departure."""
    first = verb.head if verb.dep_ == "conj" and verb.head.tag_ == "VBG" else verb
    told = verb.tag_ == "VBG" and first.dep_ == "advcl" and grammar.lemma(verb) in load_lexicon().resulting
    return told and any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.rights)


def _is_made_something(verb: Token) -> bool:
    """Whether a verb says what somebody is made: *named her president*, *as president*, *to the post*, *head of Acme*."""
    for child in verb.rights:
        if child.dep_ in ("oprd", "attr") and not _is_honour(child):
            return True
        if (
            child.dep_ == "prep"
            and child.lower_ in load_closed().essive
            and not any(_is_honour(o) for o in child.children)
        ):
            return True
        post = child.dep_ in ("prep", "dative") and child.lower_ in load_closed().allative
        if post and any(grammar.lemma(o) in load_lexicon().posts for o in child.children):
            return True
    return False


def _is_honour(noun: Token) -> bool:
    """Whether what somebody is named is no office: *best actress*, *player of the match*."""
    if any(c.tag_ in ("JJS", "RBS") for c in noun.lefts):
        return True
    behind = (o for c in noun.rights if c.lower_ in load_closed().genitive for o in c.children)
    return any(grammar.lemma(o) in load_lexicon().honours for o in behind)


def carries(verb: Token, triggers: Collection[int]) -> bool:
    """Whether a verb only carries an event noun, which has its arguments: *an order issued by the agency*."""
    nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] + (
        [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    )
    return load_lexicon().is_light(grammar.lemma(verb)) and any(n.i in triggers and n.pos_ == "NOUN" for n in nouns)


def is_idiom(verb: Token) -> bool:
    """Whether a verb and its object are one word for being: *took place*."""
    idioms = load_lexicon().idioms
    return any(c.dep_ == "dobj" and f"{grammar.lemma(verb)} {c.lower_}" in idioms for c in verb.children)


def is_no_subject(t: Token) -> bool:
    """Whether the parser took another for the subject: *The El Paso shooting preceded …*, *According to Ana Prates, six died*."""
    start = t.left_edge.i
    source = (
        start > 1
        and t.doc[start - 1].lower_ in load_closed().allative
        and t.doc[start - 2].lower_ in load_closed().source_heads
    )
    raised = t.dep_ == "nsubjpass" and any(c.dep_ == "xcomp" for c in t.head.children)
    if raised and grammar.lemma(t.head) in load_attribution().verbs:
        return True  # "Ana Prates was announced to have died": it is her death that is announced
    end = grammar.name_span(t).stop
    tail = t.doc[t.i + 1 : end + 1]
    owns = t.ent_type_ and any(x.tag_ == "POS" for x in tail[-2:])  # "The Centre for Aviation's database lists …"
    return source or bool(owns) or any(c.dep_ in _SUBJECT and c.i > t.i for c in t.head.children)


def roles(
    doc: Doc, triggers: Mapping[int, EventFrame], frames: FrameSet, mentions: Sequence[TokenMention]
) -> dict[int, dict[int, str]]:
    """For each trigger the roles that grammar gives: head token of a participant → role as in `arguments`.

    Args:
        doc: parsed.
        triggers: trigger token → its frame.
        frames: what prepositions mean.
        mentions: names among them are taken by their head, also where they stand beside a description; a relative pronoun is
            taken for its noun.
    """
    heads = {i: m.head for m in mentions if m.kind == "name" for i in range(m.start, m.end)}
    out: dict[int, dict[int, str]] = {}
    for i, frame in triggers.items():
        found = out[i] = {}
        for role, token in arguments(doc[i], frame, frames):
            noun = relative_antecedent(token) or token
            for t in grammar.expand([noun]) if noun is not token else [noun]:
                if t.i != i:
                    found.setdefault(heads.get(t.i, t.i), role)
                    if t.i not in heads and (name := _name_beside(t, heads)) is not None:
                        found.setdefault(name, role)
    return out


def heard(doc: Doc, rules: Mapping[int, Mapping[int, str]], frames: FrameSet) -> dict[int, dict[int, str]]:
    """Of the roles that grammar gives those that the learned model is told of: not what stands behind rare prepositions."""
    return {i: {h: r for h, r in found.items() if not _is_unheard(doc[h], frames)} for i, found in rules.items()}


def _is_unheard(t: Token, frames: FrameSet) -> bool:
    while t.dep_ == "conj" and t.head != t:
        t = t.head
    return t.dep_ == "pobj" and t.head.lower_ in frames.unheard


def _name_beside(noun: Token, heads: Mapping[int, int]) -> int | None:
    """The head of the name in apposition right behind a description, or a comma: *one senator, Ana Prates, said*."""
    behind = (c for c in noun.rights if c.dep_ == "appos" and c.i in heads)
    return next((heads[c.i] for c in behind if noun.doc[c.left_edge.i - 1] == noun or _comma(c)), None)


def _comma(t: Token) -> bool:
    return t.left_edge.i > 0 and t.doc[t.left_edge.i - 1].text == ","


def arguments(token: Token, frame: EventFrame, frames: FrameSet) -> Iterable[tuple[str, Token]]:
    """(role, token) for each argument of a trigger; a role that ends in `?` depends on what fills it."""
    nominal = token.pos_ in ("NOUN", "PROPN")
    return _noun_arguments(token, frame, frames) if nominal else _verb_arguments(token, frame, frames)


def _verb_arguments(verb: Token, frame: EventFrame, frames: FrameSet) -> Iterable[tuple[str, Token]]:
    subject = frame.subject
    if frame is GENERIC and grammar.lemma(verb) in load_lexicon().unaccusative and not grammar.patients(verb):
        subject = "patient"
    yield from ((subject, t) for t in grammar.agents(verb))
    given = grammar.lemma(verb) in load_lexicon().ditransitive and any(c.dep_ == "dobj" for c in verb.children)
    for t in grammar.patients(verb):  # "was awarded the medal" receives it
        back = given and _is_given_back(verb, t)
        yield "recipient" if back or (given and t.dep_ == "nsubjpass") else frame.object, t
        if back:
            yield frame.object, verb.head
    yield from (("recipient", t) for t in grammar.recipients(verb))
    yield from _prepositional(verb, frame, frames, skip=load_closed().agentive if _does(verb) else frozenset())
    yield from ((TOLD, t) for t in _along(verb, frames))
    if grammar.lemma(verb) in load_lexicon().befalling:
        yield from ((TOLD, t) for _, t in _beside_whom(verb))
    elif grammar.is_bodily(verb) or grammar.lemma(verb) in load_lexicon().on_site:
        yield from ((TOLD, t) for _, t in _beside_site(verb))
    for child in verb.children:  # "was detained on his arrival in Paris": a place inside an adverbial stays with it
        if (
            child.dep_ == "advmod"
            and child.tag_ == "WRB"
            and child.lower_ in load_closed().place_relative
            and verb.dep_ == "relcl"
        ):
            yield "place?", verb.head
        if (
            child.dep_ == "advcl" and child.tag_ == "VBG" and _is_meanwhile(child)
        ):  # "killed while working at the station"
            yield from ((TOLD, t) for _, t in grammar.prepositional(child, *load_closed().at_places))


def _is_given_back(verb: Token, t: Token) -> bool:
    """Whether what is given is the noun a clause stands behind, and its object who gets it: *the doctorate it awarded her*."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    own = (
        subject is not None and subject.tag_ not in ("WP", "WDT") and subject.lower_ not in load_closed().bare_relative
    )
    return own and verb.dep_ == "relcl" and t.dep_ == "dobj" and t.pos_ == "PRON"


def _is_meanwhile(verb: Token) -> bool:
    """Whether a clause tells only what its subject was doing then: *while working*."""
    words = {c.lower_ for c in verb.lefts if c.dep_ in ("mark", "advmod")}
    return bool(words & load_closed().simultaneous) and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def happening(noun: Token) -> Token | None:
    """The verb that of an event only says that it happens: *the attack was in Linwood*, *a meeting is set to take place*."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verbs = [noun.head, *(c for c in noun.head.rights if c.dep_ == "xcomp")]
    return next((v for v in verbs if _only_happens(v)), None)


def bringing(noun: Token) -> Token | None:
    """The verb that brings somebody into a bare event: *taken into custody*, *went on trial*, *came under attack*."""
    prep, lexicon = noun.head, load_lexicon()
    bare = noun.dep_ == "pobj" and not any(c.dep_ in ("det", "poss", "nummod") for c in noun.lefts)
    if not bare or prep.head.pos_ not in ("VERB", "AUX"):
        return None
    return prep.head if f"{grammar.lemma(prep.head)} {prep.lower_}" in lexicon.bringing else None


def brought(noun: Token) -> list[Token]:
    """Whom a verb brings into the event that a noun behind it tells."""
    verb = bringing(noun)
    if verb is None:
        return []
    whom = grammar.patients(verb)
    whom = whom or ([] if grammar.is_passive(verb) else grammar.agents(verb))
    return [t for t in whom if t.pos_ in ("PRON", "PROPN") or load_lexicon().class_of(t)]  # not "took part in protests"


def befalling(noun: Token) -> Token | None:
    """The verb that tells what an event does there and then: *a bomb attack killed five*, *a collision which killed him*."""
    if noun.dep_ == "nsubj" and _befalls(noun.head):
        return noun.head
    clauses = (c for c in noun.rights if c.dep_ == "relcl" and _befalls(c))
    return next((c for c in clauses if c.left_edge.dep_ == "nsubj" and c.left_edge.tag_ in ("WDT", "WP")), None)


def _beside_whom(verb: Token) -> list[tuple[str, Token]]:
    """Where people were killed or hurt, which the parser hangs on them: *killed five people in Kabul*."""
    whom = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    return [x for w in whom for x in grammar.prepositional(w, *load_closed().at_scenes)]


def _along(verb: Token, frames: FrameSet) -> list[Token]:
    """Where a body moves or is that stands behind a rare preposition: *walked through a hotel kitchen*; not *under pressure*."""
    found = grammar.prepositional(verb, *frames.unheard) if grammar.is_bodily(verb) else []
    told = (t for _, t in found if t.ent_type_ or any(c.dep_ in ("det", "poss", "nummod") for c in t.lefts))
    told = (t for t in told if t.dep_ == "pobj" and t.head.lower_ in frames.unheard)  # not "along with a manager"
    return [t for t in told if (grammar.is_site(t) or t.ent_type_ in WAYS)]


def _beside_site(verb: Token) -> list[tuple[str, Token]]:
    """Where something is built or entered, which the parser hangs on it: *opened a plant in Texas*."""
    lexicon = load_lexicon()
    whom = (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ == "NOUN")
    built = (w for w in whom if grammar.is_site(w) or lexicon.class_of(w) in lexicon.site_classes)
    return [x for w in built for x in grammar.prepositional(w, *load_closed().at_buildings) if x[1].ent_type_ in _SITES]


def _befalls(verb: Token) -> bool:
    lasting = any(
        c.dep_ == "aux" and c.lower_ not in load_closed().past_helpers for c in verb.children
    )  # "have killed", "may kill"
    return grammar.lemma(verb) in load_lexicon().befalling and not grammar.is_passive(verb) and not lasting


def _only_happens(verb: Token) -> bool:
    said = [c for c in verb.children if c.dep_ in ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp")]
    words = " ".join([grammar.lemma(verb), *(c.lower_ for c in said)])
    return words in load_lexicon().happening and not grammar.is_passive(verb)


def _does(verb: Token) -> bool:
    """Whether a verb has a subject that does it, so that *by* names nobody: *by one tradition, Charlemagne brought it*."""
    return not grammar.is_passive(verb) and any(c.dep_ == "nsubj" for c in verb.children)


def _noun_arguments(noun: Token, frame: EventFrame, frames: FrameSet) -> Iterable[tuple[str, Token]]:
    yield from ((frame.poss, t) for t in grammar.possessors(noun))
    yield from ((frame.compound, t) for t in grammar.compounds(noun) if t.ent_type_)
    yield from _prepositional(noun, frame, frames)
    for child in noun.children:  # an arrest order issued against him by the agency
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield from (("agent", t) for t in grammar.agents(child))
            yield from _prepositional(child, frame, frames, skip=load_closed().agentive)
    if (verb := happening(noun)) is not None:
        yield from ((TOLD, t) for _, t in grammar.prepositional(verb, *load_closed().at_places))
    if frame is not GENERIC and (verb := befalling(noun)) is not None:
        yield from ((TOLD, t) for _, t in [*grammar.prepositional(verb, *load_closed().at_places), *_beside_whom(verb)])
    under = noun.head.lower_ in load_lexicon().undergone
    yield from (("patient" if under else frame.poss, t) for t in (brought(noun) if frame is not GENERIC else ()))
    carrier, lexicon = noun.head, load_lexicon()
    if carrier.pos_ != "VERB":
        return
    word = grammar.lemma(carrier)
    if noun.dep_ == "dobj" and lexicon.is_light(word):
        role = "patient" if word in lexicon.undergo else frame.subject
        yield from ((role, t) for t in grammar.agents(carrier))
        yield from _prepositional(carrier, frame, frames, skip=load_closed().of_contents)
    elif noun.dep_ == "nsubjpass" and word in lexicon.do:
        yield from ((frame.subject, t) for t in grammar.agents(carrier))
        yield from _prepositional(carrier, frame, frames, skip=load_closed().agentive)


def _prepositional(
    token: Token, frame: EventFrame, frames: FrameSet, skip: frozenset[str] = frozenset()
) -> Iterable[tuple[str, Token]]:
    own = frame.roles or {}
    for prep, target in grammar.prepositional(token):
        if prep in skip or (prep in load_closed().agentive and grammar.lemma(target) in load_lexicon().measures):
            continue  # "passed by 183 votes to 74"
        if prep in load_closed().genitive and token.pos_ == "NOUN":
            yield own.get(prep, frame.of), target
        elif role := own.get(prep, frames.prepositions.get(prep)):
            yield role, target

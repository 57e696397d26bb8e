"""Frames against the tree: every lexical unit in the text whose frame finds both its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg import ontology
from kg.extract import ages, values
from kg.extract.fillers import Fillers
from kg.extract.frames import Frame, FrameSet
from kg.extract.numbers import counted
from kg.extract.types import Assertion
from kg.extract.when import Calendar
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.model import TimeExpr, Value
from kg.nlp import grammar
from kg.nlp.types import TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

StatusOf = Callable[..., TokenStatus]
_ANY = "*"
_ATTRIBUTES = frozenset({"amod", "acl", "compound", "acomp", "oprd"})
_MAX_UNIT = 4
_ORIGINS = frozenset({"demonym", "people"})  # where somebody is from leaves open where they belong
_HELD = "work and office"  # the group of what somebody *was* and may be no longer; a founder or a daughter stays one


def match(doc: Doc, frames: FrameSet, status: StatusOf, calendar: Calendar) -> list[Assertion]:
    """All assertions of a document, in text order.

    Args:
        doc: parsed.
        frames: the language's frames.
        status: how the text presents what a token says.
        calendar: its time expressions.
    """
    matcher = _Matcher(frames, status, calendar)
    out: dict[tuple, Assertion] = {}
    for token in doc:
        for assertion in matcher.at(token):
            key = (assertion.property, assertion.subject, assertion.object, assertion.value)
            if key not in out or assertion.confidence > out[key].confidence:
                out[key] = assertion
    return sorted(out.values(), key=lambda a: (a.trigger, a.property, a.subject, a.object or 0))


class _Matcher:
    def __init__(self, frames: FrameSet, status: StatusOf, calendar: Calendar) -> None:
        self.frames, self.status, self.calendar = frames, status, calendar
        self.fillers, self.lexicon, self.ontology = Fillers(calendar), load_lexicon(), ontology.load()

    def at(self, token: Token) -> Iterator[Assertion]:
        """What the frames read at one token."""
        if token.pos_ in ("VERB", "AUX"):
            for word in _verb_keys(token):
                for frame in self.frames.by_verb.get(word, ()):
                    if frame.voice is None or grammar.is_passive(token) == (frame.voice == "passive"):
                        yield from self.fill(frame, token, word)
        people = token.ent_type_ == "NORP" and token.dep_ in ("acomp", "attr", "appos")
        if (token.pos_ == "PROPN" or people) and token.ent_type_ and token.head.i not in grammar.name_span(token):
            for frame in self.frames.of_names:
                yield from self.fill(frame, token, token.lower_)
        if token.pos_ in ("NOUN", "PROPN"):
            yield from self.at_noun(token)
        elif token.dep_ in _ATTRIBUTES or (token.dep_ == "advcl" and token.pos_ == "ADJ"):
            for frame in self.frames.by_adjective.get(token.lower_, ()):
                if not frame.carriers or grammar.lemma(token.head) in frame.carriers:
                    yield from self.fill(frame, token, token.lower_)

    def at_noun(self, token: Token) -> Iterator[Assertion]:
        if _hyphenated(token, self.frames.unit_ends) or _title_goes_on(token) or _is_byname(token):
            return
        related: set[int] = set()  # what the noun's own frames tie it to, and whether they do so by a name
        said = named = False
        tables = (self.frames.by_holder, self.frames.by_noun) if grammar.lemma(token) in self.frames.unit_ends else ()
        for table in tables:
            if hit := _longest(token, table):
                for frame in hit[1]:
                    for assertion in self.fill(frame, token, hit[0]):
                        if assertion.object is not None and not _ORIGINS & set(frame.object):
                            related.add(assertion.object)
                            named = named or (token.doc[assertion.object].pos_ != "NOUN" and not assertion.over)
                        said = said or frame.value == "text"
                        yield assertion
        if not said and not related and _is_cut(token):
            return
        for frame in self.frames.by_holder.get(_ANY, ()):
            if frame.value is None:
                if not named and self.is_kind(token, frame):
                    yield from (a for a in self.fill(frame, token, token.lower_) if a.object not in related)
            elif not said and self.describes(token, frame):
                yield from self.fill(frame, token, token.lower_)

    def is_kind(self, token: Token, frame: Frame) -> bool:
        """Whether a common noun names a thing of one of the frame's kinds, and tells enough."""
        told = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and frame.value is not None)
        cls = self.lexicon.class_of(token) if told else None
        word = grammar.lemma(token)
        before = f"{token.nbor(-1).lower_} {word}" if token.i else word
        kinds = frame.unit if word not in frame.but_not and before not in frame.but_not else ()
        return cls is not None and any(self.ontology.is_a(cls, kind) for kind in kinds)

    def describes(self, token: Token, frame: Frame) -> bool:
        """Whether a common noun says of something named what it is, and the thing is of the frame's kind."""
        beside = token.dep_ in ("attr", "appos", "compound", "conj") or grammar.name_behind(token)
        listed = bool(grammar.names_behind(token))
        beside = beside or listed or grammar.before_name(token) is not None
        verb = grammar.verb_of_as(token)
        works = verb is not None and grammar.lemma(verb) in self.lexicon.working
        beside = beside or (works and verb.tag_ != "VBD" and not _ceased(verb))
        apposed = token.tag_ == "NN" and any(_is_named(c, token) for c in token.rights)
        beside = beside or apposed
        titled = token.tag_ == "NNP" and token.dep_ == "compound" and not token.ent_type_
        titled = titled and token.head.ent_type_ == "PERSON" and token.lower_ in self.lexicon.nouns
        several = token.tag_ == "NNS" and token.dep_ == "compound" and not listed
        if not (titled or (token.pos_ == "NOUN" and beside)) or several:
            return False
        said_of = grammar.denotes(token)
        return bool(said_of) and token not in said_of and self.is_kind(token, frame)

    def fill(self, frame: Frame, trigger: Token, word: str) -> Iterator[Assertion]:
        """A frame's assertions at a trigger: each subject with each object, by the first function that is filled."""
        if not _admits(frame, trigger, word) or (frame.former and not (_bygone(trigger) or _served_once(trigger))):
            return
        verb = trigger.pos_ in ("VERB", "AUX")  # of "set up" stands the second word behind
        unit = range(0) if verb else range(trigger.i - _width(trigger, word) + 1, trigger.i)
        # objects first: of most names and nouns nothing is told, though many could be its subject
        every = self.fillers.candidates(frame.object, trigger, frame, unit)
        found = list(islice(every, None if frame.every else 1))
        subjects = next(self.fillers.candidates(frame.subject, trigger, frame, unit), None) if found else None
        if not subjects:
            return
        lasting = self.ontology.properties[frame.property].lasting
        if frame.value is None and ((_lessened(trigger) and not frame.lesser) or (_bygone(trigger) and not lasting)):
            return
        cut = frame.value is not None and _lessened_outside(trigger)  # the title would lose its first word
        if trigger.pos_ in ("NOUN", "PROPN") and (_of_several(trigger) or cut):
            return
        base = self.begun(frame, trigger, word)
        for function, objects in found:
            why = f"“{word}”: subject by {subjects[0]}, object by {function}"
            either = self.ontology.properties[frame.property].symmetric and set(subjects[1]) & set(objects)
            for subject in (_whoever(s, trigger) for s in subjects[1]):
                others = [o for o in objects if not either or o.i > subject.i]
                yield from self.pair(replace(base, subject=subject.i, why=why), others, frame, trigger, word)

    def begun(self, frame: Frame, trigger: Token, word: str) -> Assertion:
        """What a frame's assertions at a trigger have in common; neither subject nor object."""
        office = trigger.pos_ in ("NOUN", "PROPN") and any(f" {word}".endswith(f" {h}") for h in frame.holders)
        known = self.ontology.properties[frame.property]
        held = known.group == _HELD
        gone = held and frame.value is None and _bygone(trigger)  # whom a former employee worked for
        return Assertion(
            property=frame.property,
            subject=-1,
            trigger=trigger.i,
            rule=frame.id,
            status=_alleged(trigger, self.status(trigger))
            if frame.allegation
            else _to_come(trigger, self.status(trigger, frame.name), held=held),
            why="",
            confidence=frame.confidence,
            over=office and (gone or (not known.lasting and (_served_once(trigger) or (held and _was(trigger))))),
            unnamed=frame.unnamed,
            subject_is=frame.subject_is,
            object_is=frame.object_is,
        )

    def pair(self, base: Assertion, objects: list, frame: Frame, trigger: Token, word: str) -> Iterator[Assertion]:
        """One subject with its objects: tokens, or the literal that the frame wants read off them."""
        time = None if frame.name else self.calendar.of(trigger)
        for found in objects:
            if frame.value is None:
                if found.i != base.subject:
                    yield replace(base, object=found.i, time=time and time.id)
            elif isinstance(found, TimeExpr):
                if value := values.date(found):
                    span = trigger.doc.char_span(*found.span, alignment_mode="expand")
                    yield replace(base, value=value, value_span=(span.start, span.end))
            elif (literal := _literal(found, frame.value, word if found == trigger else None)) is not None:
                over = base.over
                if (
                    over and frame.value == "text" and _served_once(trigger)
                ):  # "former mayor" is true of whoever was one
                    literal, over = (_past(literal[0]), literal[1]), False
                yield replace(base, value=literal[0], value_span=literal[1], time=time and time.id, over=over)


def _is_named(name: Token, noun: Token) -> bool:
    """Whether a name behind a noun is that of what the noun tells: *the lawyer, Ana Prates*, *the drug company Acme*."""
    if name.dep_ != "appos" or not name.ent_type_:
        return False
    return name.ent_type_ == "PERSON" or (name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1)


def _whoever(said: Token, trigger: Token) -> Token:
    """Whom a clause is about that is said of what somebody is: *Acme is a company headquartered in Porto*, *who served as*."""
    noun = said.head.head if said.tag_ in ("WP", "WDT") and said.head.dep_ == "relcl" else said
    if noun.dep_ != "attr" or noun.pos_ != "NOUN" or not noun.i < trigger.i <= noun.right_edge.i:
        return said
    found = grammar.subjects(noun.head) if grammar.lemma(noun.head) in load_closed().copula else []
    one = found and all(f.i in grammar.name_span(found[0]) for f in found)  # "Tasman & Orr Limited"
    return found[0] if one and found[0].pos_ in ("PROPN", "PRON") else said


def _literal(found: Token, kind: str, unit: str | None) -> tuple[Value, tuple[int, int]] | None:
    """The literal of a kind that stands at a filler, with its token span; `unit` where it is the lexical unit itself."""
    if kind == "number":
        return counted(found)
    if kind == "money":
        return values.money(found)
    if kind == "age":
        return ages.value(found)
    if kind == "term":
        return values.term(found)
    if kind == "phrase":
        if found.dep_ == "conj" and found.ent_type_ == "DATE":
            return None  # "four years and two months"
        start, end = values.phrase(found)
        return Value(found.doc[start:end].text), (start, end)
    start, end = values.title(found, _width(found, unit) if unit else 1)
    text = values.plain(found.doc, start, end)
    if unit and found.tag_ in ("NNS", "NNPS"):  # "they were farmers": each is a farmer
        text = text[: len(text) - len(found)] + grammar.lemma(found)
    lexicon = load_lexicon()
    held = _held(found, lexicon.bygone | lexicon.for_now | lexicon.once)
    held = lexicon.past if held in lexicon.once | lexicon.back_then else held  # "formerly head of Acme"
    if held and (whose := _body_between(found.doc, start, held)) < start:
        text = f"{found.doc[whose:start].text} {text}"
    return Value(f"{held} {text}" if held and held not in text.split() else text), (start, end)


def _body_between(doc: Doc, start: int, held: str) -> int:
    """Where the name of a body begins between *former* and a title, which says little without it: *former Genzyme executive*."""
    first = start
    while first and doc[first - 1].ent_type_ == "ORG":
        first -= 1
    return first if first and doc[first - 1].lower_ == held else start


def _past(title: Value) -> Value:
    """The title of an office that is held no longer."""
    lexicon = load_lexicon()
    told = lexicon.bygone | lexicon.for_now
    return (
        title if told.intersection(title.literal.split()) else replace(title, literal=f"{lexicon.past} {title.literal}")
    )


def _alleged(trigger: Token, status: TokenStatus) -> TokenStatus:
    """The status of an allegation: the word of whoever makes it, if the text says who."""
    if status.status != "asserted":
        return status
    who = grammar.agents(trigger) if trigger.pos_ == "VERB" else []
    return replace(status, status="attributed", source=who[0].i if who else status.source, why="an allegation")


def _is_byname(noun: Token) -> bool:
    """Whether a noun is what somebody is called in jest: *nicknamed "the Professor"*, *known as "the Bishop"*."""
    if noun.dep_ == "oprd":
        return grammar.lemma(noun.head) in load_lexicon().nicknaming
    verb = grammar.verb_of_as(noun)
    quoted = noun.i + 1 < len(noun.doc) and noun.nbor(1).is_quote
    return verb is not None and quoted


def _title_goes_on(token: Token) -> bool:
    """Whether a title word only begins a title: *Deputy* of *Deputy Governor* or *Deputy Defense Secretary Ana Prates*."""
    if token.dep_ not in ("compound", "amod") or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if token.head == following and token.lower_ in load_lexicon().lesser:
        return load_lexicon().nouns.get(following.lower_) == "Person"
    goes_on = following.dep_ == "compound" and following.head in (token.head, token.head.head)
    return goes_on and (not following.ent_type_ or token.lower_ in load_lexicon().lesser)


def _width(last: Token, unit: str) -> int:
    """How many tokens a lexical unit has that ends in one: the parts around a hyphen are tokens, and so is it."""
    apart = last.i > 1 and last.nbor(-1).text == "-"
    return len(unit.split()) + (2 * unit.count("-") if apart else 0)


def _hyphenated(token: Token, ends: frozenset[str]) -> bool:
    """Whether a token is part of a hyphenated word: *son* of *son-in-law*; not the last of one that a frame knows."""
    if token.i > 1 and token.nbor(-1).text == "-" and f"-{grammar.lemma(token)}" in ends:
        return False
    around = [token.nbor(k).text for k in (-1, 1) if 0 <= token.i + k < len(token.doc)]
    return "-" in around


def _lessened(trigger: Token) -> bool:
    """Whether a title is one below what it names: *deputy director*."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    return any(c.lower_ in load_lexicon().lesser for c in trigger.lefts) or _lessened_outside(trigger)


def _lessened_outside(trigger: Token) -> bool:
    """The same where the body's name stands between: *Deputy Google CEO Ana Prates*."""
    i = trigger.i - 1
    while i > trigger.sent.start and trigger.doc[i].ent_type_ == "ORG":
        i -= 1
    before = trigger.doc[i]
    lexicon = load_lexicon()  # a department is part of the title: "Deputy Defense Secretary"
    named = i < trigger.i - 1 and trigger.lemma_.casefold() not in lexicon.of_state
    return named and before.lower_ in lexicon.lesser and before.text[:1].isupper()


def _bygone(trigger: Token) -> bool:
    """Whether an office is held no longer: *the former mayor of Porto* is not its mayor."""
    told = load_lexicon().bygone | load_lexicon().once
    return trigger.pos_ in ("NOUN", "PROPN") and _held(trigger, told) is not None


def _to_come(trigger: Token, status: TokenStatus, *, held: bool) -> TokenStatus:
    """The status of an office that nobody holds yet: *named her its next president*; not *the next president died in 1990*."""
    office = held and trigger.pos_ == "NOUN" and status.status == "asserted"
    if not office or _held(trigger, load_lexicon().incoming) is None or _is_past_subject(trigger):
        return status
    return replace(status, status="planned", why="an office to come")


def _is_past_subject(noun: Token) -> bool:
    """Whether somebody served or died, in a past tense."""
    verb, lexicon = noun.head, load_lexicon()
    told = noun.dep_ in ("nsubj", "nsubjpass") and verb.tag_ in ("VBD", "VBN")
    return told and grammar.lemma(verb) in lexicon.serving | lexicon.dying


def _of_several(noun: Token) -> bool:
    """Whether a noun in the plural stands behind a name as the next of a list: *Ana Prates, protesters in Porto, and …*."""
    if noun.tag_ not in ("NNS", "NNPS") or noun.dep_ not in ("appos", "conj"):
        return False
    first = noun.head
    while first.dep_ in ("appos", "conj"):
        first = first.head
    return first.tag_ == "NNP" and not any(t.dep_ == "cc" for t in noun.doc[first.i : noun.i])


def _was(noun: Token) -> bool:
    """Whether the text says that somebody *was* something, and not when: not that they are."""
    verb = noun.head
    told = noun.dep_ == "attr" and grammar.lemma(verb) in load_closed().copula and verb.tag_ == "VBD"
    return told and not _perfect(verb) and not any(t.ent_type_ == "DATE" for t in verb.subtree)


def _served_once(noun: Token) -> bool:
    """Whether the text tells of an office as served in the past: *served as its mayor from 2008 to 2016*, *until 2018*."""
    verbs = [
        (c, False) for c in noun.children if c.dep_ == "relcl" and grammar.lemma(c) in load_lexicon().holding_office
    ]
    if (verb := grammar.verb_of_as(noun)) is not None:
        verbs.append(
            (verb, grammar.lemma(verb) in load_lexicon().serving or _verb_keys(verb)[0] in load_lexicon().leaving)
        )
    if noun.dep_ == "attr":
        verbs.append((noun.head, any(c.lower_ in load_closed().simultaneous for c in noun.head.children)))
    told = any(v.tag_ in ("VBD", "VBN") and (served or _ended(v)) and not _perfect(v) for v, served in verbs)
    return told or any(_ceased(v) for v, _ in verbs)


def _ceased(verb: Token) -> bool:
    """Whether a verb is told as what was and is no more: *used to be*, *was once*, *had previously served*."""
    lexicon, above = load_lexicon(), verb.head
    if verb.dep_ == "xcomp" and above.tag_ == "VBD" and grammar.lemma(above) in lexicon.ceased:
        return True
    return verb.tag_ in ("VBD", "VBN") and any(c.dep_ == "advmod" and c.lower_ in lexicon.once for c in verb.children)


def _ended(verb: Token) -> bool:
    """Whether a phrase or clause says when it ended: *until 2018*, *from 2008 to 2016*, *until he resigned*."""
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if any(
        c.dep_ == "advcl" and c.tag_ == "VBD" and any(x.lower_ in load_closed().terminative for x in c.lefts)
        for c in verb.rights
    ):
        return True
    found = {c.lower_ for c in verb.subtree if c.dep_ == "prep" and any(x.ent_type_ == "DATE" for x in c.children)}
    return bool(found & load_closed().bounded or (found & load_closed().ablative and found & load_closed().allative))


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in load_closed().perfect for c in verb.children)


def _held(noun: Token, words: frozenset[str]) -> str | None:
    """The word of a set that says when an office is held, before its noun and what belongs to it."""
    if prefixes := words & load_lexicon().former_prefixes:
        i, doc = noun.i, noun.doc
        for _ in range(2):  # "ex-prime minister"
            if doc[i].is_sent_start or not i:
                break
            i -= 1
            prefix, _, office = doc[i].text.partition("-")
            if office and prefix.lower() in prefixes:
                return doc[i].lower_ if office[:1].islower() else load_lexicon().past  # "ex-Smiths Group executive"
    if noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ in words:
        return noun.nbor(-2).lower_  # "then-President"
    if load_lexicon().back_then <= words and any(map(grammar.is_at_the_time, noun.rights)):
        return min(load_lexicon().back_then)
    said = (_joined(c) for c in noun.lefts if c.dep_ in ("amod", "advmod", "nmod", "compound"))
    word = next((w for w in said if w in words), None) or _held_by_a_state(noun, words) or _held_with(noun, words)
    return word or _held_as_listed(noun, words)


def _joined(word: Token) -> str:
    """A word with what a hyphen joins to it from the left: *one-time*."""
    before = word.doc[word.i - 2 : word.i] if word.i > 1 else ()
    return f"{before[0].lower_}-{word.lower_}" if before and before[1].text == "-" else word.lower_


def _held_by_a_state(noun: Token, words: frozenset[str]) -> str | None:
    """The word before the place or people that an office is of: *former United States Senator Ana Prates*."""
    i = noun.i - 1
    while i > noun.sent.start and noun.doc[i].ent_type_ in ("GPE", "NORP"):
        i -= 1
    before = noun.doc[i]
    return before.lower_ if i < noun.i - 1 and before.lower_ in words and before.head.i > i else None


def _held_with(noun: Token, words: frozenset[str]) -> str | None:
    """The same said of several offices at once: *former governor and senator Ana Prates*."""
    joined = False
    for t in reversed(noun.doc[noun.sent.start : noun.i]):
        if joined and t.lower_ in words:
            return t.lower_
        if t.ent_type_ == "PERSON" or t.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ"):
            return None
        joined = joined or t.lower_ in load_closed().additive
    return None


def _held_as_listed(noun: Token, words: frozenset[str]) -> str | None:
    """The same said of the first of a list of offices: *Ana Prates, former minister, mayor of Porto, and senator*."""
    if noun.dep_ not in ("appos", "conj") or noun.head.pos_ not in ("NOUN", "PROPN") or noun.head.i > noun.i:
        return None
    own = any(c.dep_ in ("det", "poss", "amod") for c in noun.lefts)
    own = own or (
        noun.dep_ == "conj"
        and not any(c.dep_ == "conj" for c in noun.rights)
        and _has_body(noun)
        and _has_body(noun.head)
    )
    since = any(t.lower_ in load_closed().temporal_or_causal or t.lower_ in load_closed().now for t in noun.subtree)
    return None if own or since else _held(noun.head, words)


def _has_body(noun: Token) -> bool:
    """Whether an office says of what it is one."""
    return any(c.lower_ in load_closed().of_posts for c in noun.rights)


def _admits(frame: Frame, trigger: Token, word: str) -> bool:
    """Whether the words around a lexical unit leave it the meaning the frame has."""
    if (frame.narrow and _narrowed(trigger, word)) or (frame.infinitive and not _has_infinitive(trigger)):
        return False
    if not frame.unless and not frame.with_:
        return True
    around = [*(c for c in trigger.children if c.dep_ != "mark"), *(o for _, o in grammar.prepositional(trigger))]
    words = {grammar.lemma(t) for t in around} | {t.lower_ for t in around}
    if words.intersection(frame.unless):
        return False
    words |= {x.lower_ for t in around for x in t.children}
    words |= {grammar.lemma(o) for t in around if t.dep_ == "dobj" for _, o in grammar.prepositional(t)}
    return not frame.with_ or bool(words.intersection(frame.with_))


def _has_infinitive(verb: Token) -> bool:
    clauses = (c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl"))
    return any(
        any(x.dep_ == "aux" and x.lower_ in load_closed().infinitive for x in c.lefts)
        and not any(x.tag_ in ("WRB", "WP") for x in c.lefts)
        for c in clauses
    )


def _narrowed(trigger: Token, word: str) -> bool:
    first = trigger.i - _width(trigger, word) + 1
    if _of_region(trigger):
        return True
    before = trigger.doc[first - 1] if first > trigger.sent.start else None
    return before is not None and before.pos_ == "NOUN" and before.head.i >= first and before.dep_ != "poss"


def _of_region(office: Token) -> bool:
    """Whether somebody heads what a body does somewhere: *Acme's head of Africa*."""
    owned = any(c.dep_ == "poss" and c.ent_type_ not in ("", "GPE") for c in office.lefts)
    return owned and any(
        o.ent_type_ in ("GPE", "LOC") for _, o in grammar.prepositional(office, *load_closed().genitive)
    )


def _verb_keys(verb: Token) -> tuple[str, ...]:
    base = grammar.lemma(verb)
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return (f"{base} {particle}",) if particle else (base,)


def _is_cut(noun: Token) -> bool:
    """Whether a hyphen joins a noun to a word that belongs to it: *consul-general*; not *then-President*."""
    lexicon = load_lexicon()
    return noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ not in lexicon.bygone | lexicon.for_now


def _longest(noun: Token, table) -> tuple[str, tuple[Frame, ...]] | None:
    """The longest lexical unit that ends in a noun: *prime minister* before *minister*.

    Frames that only take the noun's own words (a title) fire for shorter units too.
    """
    last, best, frames = grammar.lemma(noun), "", ()
    cut = _is_cut(noun)
    for width in range(min(_MAX_UNIT - 1, noun.i - noun.sent.start), -1, -1):
        before = " ".join(grammar.written_out(t) for t in noun.doc[noun.i - width : noun.i])
        key = f"{before} {last}".strip().replace(" - ", "-")
        if key in table and (not cut or "-" in key):  # no *general* in "consul-general"
            found = table[key]
            best, frames = (
                (best, (*frames, *(f for f in found if f.value == "text" and f not in frames)))
                if best
                else (key, found)
            )
    return (best, frames) if best else None

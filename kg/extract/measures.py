"""How much an event is told to be: *fell 6.2 %*, *fined £2.3 million*, *killed 14 people*, *won 3–1*.

In: the trigger of an event and the frames of measures (`kg/lang/<language>/frames/measures.toml`).  Out: values of the event,
each with the tokens it was read from.  Which property a measure is of, and of which words, the frames say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import event_rules, numbers, quantities, values
from kg.extract.frames import FrameSet, MeasureFrame
from kg.extract.types import Measure
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.lang.numbers import load as load_numbers
from kg.model import Value
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CODE = 3  # letters of the code of a currency
Read = tuple[Value, tuple[int, int]]
_BESIDE = frozenset({"dobj", "npadvmod", "attr", "oprd", "dative", "nmod", "nummod"})
_SCORE = re.compile(r"(?<![\w–-])\d{1,3}\s?[-–]\s?\d{1,3}(?:,\s\d{1,2}\s?[-–]\s?\d{1,2})*(?![\w–-])")
_VOTES_AWAY = 14  # tokens behind the trigger within which its count stands
_MORE_AWAY = 9  # tokens behind somebody counted within which more may stand
_SCORE_AWAY = 9  # tokens behind the trigger within which its score stands


def of(trigger: Token, cls: str, frames: FrameSet) -> tuple[Measure, ...]:
    """The values of an event, one a property.

    Args:
        trigger: the verb or noun that announces it.
        cls: the class of the event, a local name of the ontology.
        frames: whose measures are tried, in their order.
    """
    key = grammar.verb_key(trigger) if trigger.pos_ == "VERB" else grammar.lemma(trigger)
    found: dict[str, Measure] = {}
    for frame in frames.measures:
        if frame.property not in found and _is_of(frame, trigger, key, cls):
            hit = next((read for place in frame.at for read in _read(frame, place, trigger)), None)
            if hit is not None:
                found[frame.property] = Measure(frame.property, *hit)
    return tuple(_of_one_currency(found, {f.property for f in frames.measures if f.value == "level"}).values())


def _of_one_currency(found: dict[str, Measure], levels: set[str]) -> dict[str, Measure]:
    """The values, a level without a currency in that of the other: *to 13.2 trillion won from 12.8 trillion*."""
    known = {p: m.value.literal.split() for p, m in found.items() if p in levels}
    codes = {w[1] for w in known.values() if len(w) == 2 and len(w[1]) == _CODE and w[1].isupper()}
    for p, words in known.items() if len(codes) == 1 else ():
        scaled = len(words) > 1 and words[-1].casefold() in load_numbers().scales
        if scaled and (number := numbers.parse([w.casefold() for w in words])) is not None:
            value = replace(found[p].value, literal=f"{number:f}".rstrip("0").rstrip(".") + f" {next(iter(codes))}")
            found[p] = replace(found[p], value=value)
    return found


def _is_of(frame: MeasureFrame, trigger: Token, key: str, cls: str) -> bool:
    base = key.partition(" ")[0]
    if frame.any:
        return trigger.pos_ == "VERB" and base not in frame.unless
    return cls in frame.classes or key in (frame.verbs if trigger.pos_ == "VERB" else frame.nouns)


def _read(frame: MeasureFrame, place: str, trigger: Token) -> Iterator[Read]:
    if place in _WHOLE:
        yield from filter(None, [_WHOLE[place](trigger)])
        return
    for token in _at(place, trigger):
        if (read := _VALUES[frame.value](token)) is not None:
            yield read


def _at(place: str, trigger: Token) -> list[Token]:
    """The heads of what stands somewhere beside a trigger."""
    if place == "beside":
        return [c for c in trigger.rights if c.dep_ in _BESIDE]
    if place == "object":
        return [c for c in trigger.rights if c.dep_ == "dobj"]
    if place == "before":  # "a 25 per cent fall"
        return [c for c in trigger.lefts if c.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod")]
    if place == "undergone":
        state = event_rules.result(trigger) if trigger.pos_ == "VERB" else None
        made = [c for c in state.lefts if c.dep_ == "nsubj"] if state is not None else []  # "left 42 people dead"
        found = made or grammar.patients(trigger)
        dies = trigger.tag_ == "VBN" or grammar.lemma(trigger) in load_lexicon().perishing  # "Nine killed in Lyon"
        if not found and dies and not grammar.is_passive(trigger):
            found = grammar.agents(trigger)
        return found if len(found) == 1 else []
    if place == "sum-of":  # "received a grant of $3 million", "won a $3 million contract"
        things = [c for c in trigger.rights if c.dep_ == "dobj" and grammar.lemma(c) in load_lexicon().sums]
        inside = [x for c in things for x in c.lefts if x.dep_ in ("compound", "nmod", "nummod", "amod")]
        return [*inside, *(o for c in things for prep in load_closed().genitive for _, o in _behind(c, prep))]
    where, _, prep = place.partition(":")
    if where == "cost":  # "rebuilt at a cost of $3 million"
        sums = [o for _, o in _behind(trigger, prep) if grammar.lemma(o) in load_lexicon().sums]
        return [o for x in sums for of in load_closed().genitive for _, o in _behind(x, of)]
    if where == "object":  # "raised its forecast to 2.1 percent"
        return [o for c in trigger.rights if c.dep_ == "dobj" for _, o in _behind(c, prep)]
    return [o for _, o in _behind(trigger, prep)]


def _behind(token: Token, prep: str) -> list[tuple[str, Token]]:
    """What stands behind a preposition; *from 2.0 to 2.1 percent* hangs the one on the other."""
    nouns = load_numbers().nouns  # "3 billion won from"
    misread = [c for c in token.rights if c.lower_ in nouns and c.nbor(-1).like_num]
    preps = [c for t in (token, *misread) for c in t.rights if c.dep_ in ("prep", "dative", "agent")]
    preps += [x for c in preps for o in c.rights if o.dep_ == "pobj" for x in o.rights if x.dep_ == "prep"]
    return [(c.lower_, o) for c in preps if c.lower_ == prep for o in c.rights if o.dep_ in ("pobj", "npadvmod")]


def _money(token: Token) -> Read | None:
    sign = load_numbers().money
    if not any(t.ent_type_ in ("MONEY", "CARDINAL") or (not t.ent_type_ and sign.match(t.text)) for t in token.subtree):
        return None
    start, end = quantities.stretch(token)
    read = values.money(token)
    if read is None or not start <= read[1][0] < end or _is_each(token.doc, read[1][1]):
        return None
    text, last = token.doc.text, token.doc[read[1][1] - 1]
    return (
        None
        if load_numbers().range_behind.match(text, last.idx + len(last)) or _is_least(token.doc, read[1][0])
        else read
    )


def _is_least(doc: Doc, start: int) -> bool:
    """Whether a sum is the least of a range: *between $3 million and $5 million*."""
    return any(t.lower_ in load_closed().ranging for t in doc[max(start - 3, 0) : start])


def _is_each(doc: Doc, end: int) -> bool:
    """Whether a sum is told of each day or thing, or of the worth of goods: *£75,000 a week*, *$30 million worth of cargo*."""
    words = {t.lower_ for t in doc[end : end + 2]}
    return bool(words & load_lexicon().apiece) and (doc[end : end + 1].text.casefold() in load_lexicon().apiece)


def _level(token: Token) -> Read | None:
    """What something rose or fell to: a share, a sum, or a number with what it counts."""
    if (read := quantities.share(token) or _money(token)) is not None:
        return read
    start, end = quantities.stretch(token)
    span = token.doc[start:end]
    counted = [t for t in span if t.like_num and (t == token or t.head == token or t.head.head == token)]
    if not counted or any(t.ent_type_ in quantities.DATED for t in span) or not counted[0].text[:1].isdigit():
        return None
    ranged = len(counted) > 1 and any(
        t.dep_ == "quantmod" and t.like_num for t in counted
    )  # "from 187 to 121 kilometres"
    goes_on = token.doc[end : end + 1].text in ("-", "–") and token.doc[end + 1 : end + 2].text[:1].isdigit()
    if token.dep_ == "npadvmod" or token.pos_ == "PROPN" or ranged or goes_on:
        return None
    vague = any(numbers.is_vague(t.lower_) for t in span)
    return Value(token.doc[counted[0].i : end].text, approximate=vague), (counted[0].i, end)


def _counted(token: Token) -> Read | None:
    """A number of things that are nobody, in words: *four wickets*, *87 runs*."""
    count = numbers.counted(token)
    if count is None or token.pos_ != "NOUN" or load_lexicon().class_of(token) is not None:
        return None
    (value, (start, end)) = count
    words = [t for t in token.doc[start:end] if not numbers.is_vague(t.lower_)]
    return replace(value, literal=" ".join(t.text for t in words), datatype="xsd:string"), (start, end)


def _people(token: Token) -> Read | None:
    """How many people: *14 people*, *at least 14*; nothing where more stand beside them, who would have to be counted too."""
    if (
        token.conjuncts
        or any(c.dep_ == "cc" for c in token.rights)
        or any(c.lower_ in load_closed().negative for c in token.subtree)
    ):
        return None
    if (token.tag_ == "NN" and not token.text.isdigit()) or _go_on(token):
        return None  # "this one"
    if token.like_num and token.ent_type_ in ("CARDINAL", "") and token.lower_ not in load_closed().prop_word:
        start = token.left_edge.i
        number = numbers.parse([token.lower_])
        vague = any(numbers.is_vague(t.lower_) for t in token.doc[start : token.i])
        whole = number is not None and number == int(number) and not any(c.dep_ == "prep" for c in token.rights)
        return (Value(str(int(number)), "xsd:integer", vague), (start, token.i + 1)) if whole and number else None
    human = load_lexicon().class_of(token) in ("Person", "Group") or grammar.lemma(token) in load_lexicon().people
    if not human or token.ent_type_ == "ORG" or any(c.dep_ in ("relcl", "appos") and c.like_num for c in token.rights):
        return None
    count = numbers.counted(token)
    return count if count is not None and count[0].datatype == "xsd:integer" else None


def _go_on(token: Token) -> bool:
    """Whether more people are counted behind, whatever the parser hung them on: *five children in a bus and two drivers*."""
    behind = token.doc[token.i + 1 : min(token.i + _MORE_AWAY, token.sent.end)]
    counted = (
        t.nbor(1) for t in behind if t.dep_ == "cc" and t.lower_ in load_closed().additive and t.i + 1 < len(token.doc)
    )
    return any(n.like_num and n.dep_ == "nummod" and load_lexicon().class_of(n.head) == "Person" for n in counted)


def _score(trigger: Token) -> Read | None:
    """The score right behind a verb of winning, or before a noun: *beat Chelsea 3–1*, *a 3–1 win*."""
    doc, sent = trigger.doc, trigger.sent
    lo, hi = (trigger.i, trigger.i + _SCORE_AWAY) if trigger.pos_ == "VERB" else (trigger.i - 5, trigger.i + 1)
    span = doc[max(lo, sent.start) : min(hi, sent.end)]
    if trigger.pos_ == "VERB":
        clause = next((t.i for t in span[1:] if t.pos_ == "VERB" or t.lower_ in load_closed().going_on), span.end)
        span = doc[span.start : clause]
    found = _SCORE.search(doc[span.start : sent.end].text)
    if found is None or found.start() >= len(span.text):
        return None
    start = span.start_char + found.start()
    read = doc.char_span(start, span.start_char + found.end(), alignment_mode="expand")
    if read is None or any(t.ent_type_ in quantities.DATED and len(t.text) > 3 for t in read) or _counts(read, trigger):
        return None
    return Value(re.sub(r"\s?[-–]\s?", "–", found.group())), (read.start, read.end)


def _counts(read: Span, trigger: Token) -> bool:
    """Whether two numbers are a range of something, or not all of a score: *20-30 seats*, *10-20 %*, *7-6 (7-5), 6-3*."""
    doc, end = read.doc, read.end
    behind = doc[end] if end < len(doc) else None
    if behind is not None and (behind.text == "(" or behind.text in load_numbers().hundredths):
        return True
    things = (t.head for t in read if t.dep_ in ("nummod", "compound", "amod", "nmod") and t.head.i >= end)
    return any(t != trigger and t.lower_ not in load_numbers().votes and t.i <= end + 1 for t in things)


def _votes(trigger: Token) -> Read | None:
    """By how many to how many votes: *passed by 183 votes to 74*, *voted 232-196 to impeach*."""
    doc = trigger.doc
    span = doc[trigger.i + 1 : min(trigger.i + _VOTES_AWAY, trigger.sent.end)]
    found = load_numbers().count_of_votes.search(span.text)
    if found is None or any(
        t.pos_ == "VERB"
        for t in doc.char_span(span.start_char, span.start_char + found.start(), alignment_mode="expand") or ()
    ):
        return None
    read = doc.char_span(span.start_char + found.start(), span.start_char + found.end(), alignment_mode="expand")
    if read is None or any(t.ent_type_ == "DATE" for t in read) or _counts(read, trigger):
        return None
    before = doc[read.start - 1]
    told = (
        any(word in found.group() for word in load_numbers().votes)
        or before in (trigger, *trigger.children)
        or found["for2"]
    )
    if not told or before.lower_ in load_closed().not_of_counts:
        return None
    counts = [found["for"] or found["for2"], found["against"] or found["against2"]]
    return Value("–".join(c.replace(",", "") for c in counts)), (read.start, read.end)


def _spell(token: Token) -> Read | None:
    """How long something lasts: *50 minutes*, *seven months*; not *for the first year*, *for two years running*."""
    if grammar.lemma(token) not in load_lexicon().spells:
        return None
    count = numbers.counted(token)
    told = count is not None and not any(
        c.tag_ in ("DT", "JJ") and c.lower_ not in load_numbers().single for c in token.lefts
    )
    if count is None or not told or any(c.dep_ in ("conj", "amod") or _has_more(c) for c in token.rights):
        return None
    (value, (start, end)) = count
    first = next((t.i for t in token.doc[start:end] if t.like_num), start)
    words = [t.text for t in token.doc[first:end]]
    return replace(value, literal=" ".join(words), datatype="xsd:string"), (start, end)


def _has_more(prep: Token) -> bool:
    """Whether a spell is told with more than where it is spent: *two years in a row*, not *five years in prison*."""
    inside = any(c.dep_ == "pobj" and not any(c.lefts) for c in prep.rights)
    return prep.dep_ == "prep" and not (prep.lower_ in load_closed().at_places and inside)


_VALUES: dict[str, Callable[[Token], Read | None]] = {
    "share": quantities.share,
    "money": _money,
    "level": _level,
    "counted": _counted,
    "people": _people,
    "spell": _spell,
    "extent": quantities.extent,
    "figure": quantities.figure,
}
# what is read off the words behind a trigger, whatever the parser made of them
_WHOLE: dict[str, Callable[[Token], Read | None]] = {"tally": _score, "vote": _votes, "fold": quantities.fold}

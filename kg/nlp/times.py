"""Time expressions, normalised to TIMEX3 and EDTF and never more precise than the text.

A small grammar of its own: patterns over the text give a kind and parts, a second pass resolves what is relative — to
the publication date, or to another time in the text.  Values follow TimeML's TIMEX3 (ISO-TimeML, ISO 24617-1).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.lang.cues import load as load_cues
from kg.model import Span, TimeExpr
from kg.nlp import calendar, intervals

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class _Context:
    """What a relative expression is resolved against."""

    text: str  # as it is written; matches are of the text in lower case
    published: str | None
    last: tuple[str, str] | None  # (id, value) of the nearest earlier dated expression
    past: bool
    future: bool
    words: dict[str, Any]
    near: str | None = None  # the value of that expression where it stands close by
    beside: bool = False  # whether it stands at most two sentences before


_NEAR = 300  # characters within which a day without a year is in the past year told of
_STORY = 7  # days before the publication that a story is told of, hour by hour
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")  # where a sentence may end
_LASTING = re.compile(
    r"\bfor\s+(?:(?:about|around|almost|nearly|more than|less than|at least|some|another|over)\s+)?$", re.I
)
_COUNTED_FROM = re.compile(r"\s+[^\W_]")  # what "a year after" is counted from stands behind it
_FOR = 16  # characters that say that an amount of time is how long
_BESIDE = 40  # characters between a time of day and its day

Resolver = Callable[[re.Match[str], _Context], tuple[str, str, str | None] | None]  # type, value, anchor


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("kg.lang.en") / "times.toml").read_text("utf-8"))


class _Parts(NamedTuple):
    """Regular expressions for what time expressions are made of."""

    month: str
    day: str
    year: str
    week: str
    unit: str
    number: str
    amount: str
    season: str
    part: str
    clock: str
    when: str


def _parts() -> _Parts:
    w = _words()
    month = (
        "(?:"
        + "|".join(
            [*(m for m in w["months"]), *(f"{a}\\b\\.?" for a in w["month_abbreviations"] if a != "may"), "sept\\b\\.?"]
        )
        + ")"
    )
    day, year = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?", r"(?:1[0-9]|20)\d\d"
    week = "(?:" + "|".join(w["weekdays"]) + ")"
    unit = "(?:" + "|".join(u + "s?" for u in w["units"]) + "|centuries)"
    number = r"(?:\d[\d,.]*|" + "|".join(w["numbers"]) + ")"
    amount = rf"(?:(?:about|around|almost|nearly|over|more than|at least|less than|up to|some|approximately|the past|the last|the next)\s+)?(?:{number}|several|many|few|a few|some|couple of|a couple of)(?:\s+(?:and a half|or\s+{number}|to\s+{number}))?"
    season = "(?:" + "|".join(w["seasons"]) + ")"
    part = "(?:" + "|".join(w["parts"]) + ")"
    clock = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|(?:utc|gmt|est|edt|pst|pdt|cet|cest|bst)\b)|\d{1,2}:\d\d(?:\s?(?:local time|utc|gmt|est|edt|pst|cet))?"
    when = r"(?:last|next|this|past|coming|previous|following|the following|the next|the previous|the same|that|early|late|earlier this|later this|late last|early next|early this|late this|the past|the last)"
    return _Parts(month, day, year, week, unit, number, amount, season, part, clock, when)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """What is looked for, in this order, each with what makes a value of it; in lower case, which is twice as fast."""
    p = _parts()
    table: list[tuple[str, Resolver]] = [
        (rf"\b(?:{p.week},?\s+)?({p.month})\s+({p.day}),?\s+({p.year})\b", _month_day_year),
        (rf"\b(?:{p.week},?\s+)?({p.day})(?:\s+of)?\s+({p.month}),?\s+({p.year})\b", _day_month_year),
        (r"\b(\d{4})-(\d\d)-(\d\d)\b", _iso),
        (rf"\b(?:{p.week},?\s+)?({p.month})\s+({p.day})\b(?!\s*(?:million|billion|percent|%))", _month_day),
        (rf"\b({p.day})\s+({p.month})\b", _day_month),
        (rf"\b(?:(?:early|late|mid|mid-)[\s-]*)?({p.month})(?:,|\s+of)?\s+({p.year})\b", _month_year),
        (
            rf"\b(?:the\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of\s+|\s+)({p.year})\b",
            _quarter_year,
        ),
        (rf"\b({p.season})(?:\s+of)?\s+({p.year})\b", _season_year),
        (r"\b(?:the\s+)?(?:(?:early|late|mid|mid-)[\s-]*)?((?:1[0-9]|20)\d0)['’]?s\b", _decade),
        (r"\b(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)[\s-]century\b", _century),
        (rf"\b(?:(?:early|late|mid|mid-)[\s-]*)?({p.month})\s+of\s+(?:that|the same)\s+year\b", _month_of_it),
        (rf"\b({p.number})\s+({p.unit})\s+(ago|earlier|later|before|after|from now|previously)\b", _offset),
        (rf"\b(?:a few|several|many|some)\s+({p.unit})\s+(ago|earlier|later|before)\b", _vague_offset),
        (rf"\b(every|each)\s+({p.week}|{p.unit}|{p.part})\b", _set),
        (
            r"\b(annually|yearly|daily|weekly|monthly|hourly)\b(?!\s+(?:newspaper|magazine|mail|paper|telegraph|mirror|express|star|news))",
            _adverb_set,
        ),
        (rf"\b(?:({p.when})\s+)?({p.week})(?:\s+({p.part}))?\b", _weekday),
        (rf"\b({p.when})\s+({p.unit}|{p.season}|{p.month}|{p.part})(?:'s)?\b", _deictic),
        (
            rf"\b(today|tonight|yesterday|tomorrow|this morning|this afternoon|this evening|last night)\b(?:\s+({p.part})\b)?",
            _day_word,
        ),
        (
            rf"\b(?:in|since|by|until|from|to|of|during|before|after|between|and|through|mid|early|late|for)[\s-]+()({p.month})\b(?!\s+\d)",
            _month_alone,
        ),
        (rf"\b(?:the\s+)?({p.amount})[\s-]+({p.unit})\b(?!\s*-?old|-)", _duration),
        (rf"\b({p.clock})", _clock),
        (
            r"\b(now|currently|at present|nowadays|recently|at the moment|in the past|in the future|the future|the past|lately|soon|in recent \w+|recent (?:years|months|weeks|days))\b",
            _reference,
        ),
        (
            rf"(?<![\d$€£.,-])\b({p.year})\b(?![\d%]|,\d|\.\d|\s*(?:people|million|billion|percent|km|miles|dollars))",
            _year,
        ),
    ]
    return tuple((re.compile(pattern), resolve) for pattern, resolve in table)


def find(doc: Doc, published: str | None) -> list[TimeExpr]:
    """All time expressions of a document in text order.

    Args:
        doc: the text, with tags and dependencies where there are any (tense decides *on Monday*).
        published: the publication date, ISO, or None: then what hangs on it stays unknown.
    """
    text, lower, found = doc.text, _lower(doc.text), []
    taken = bytearray(len(text))
    for pattern, resolve in _patterns():
        for match in pattern.finditer(lower):
            start, end = _span(match)
            if text[start:end] == "May" and _is_somebody(doc, start):
                continue
            if end > start and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, match, resolve))
    resolved = list(_resolved(doc, sorted(found, key=lambda f: f[0]), published))
    return intervals.add(text, _clocks_on_their_day(text, resolved))


def _lower(text: str) -> str:
    """A text in lower case, each character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def _clocks_on_their_day(text: str, times: list[TimeExpr]) -> list[TimeExpr]:
    """Times of day that stand beside a day belong to it, not to the publication: *at 2:49 a.m. on Saturday*."""
    out = list(times)
    for n, t in enumerate(times):
        if t.type != "TIME" or not re.fullmatch(r".{10}T\d\d.*", t.value or ""):
            continue
        beside = [
            other
            for other in times[max(n - 2, 0) : n + 3]
            if re.match(r"\d{4}-\d\d-\d\d(?!T\d)", other.value or "") and _adjoin(text, t.span, other.span)
        ]
        if beside:
            near = min(beside, key=lambda o: max(o.span.start - t.span.end, t.span.start - o.span.end))
            day, anchor, rest = (near.value or "")[:10], near.anchor, (t.value or "")[10:]
            out[n] = replace(
                t, value=day + rest, edtf=calendar.edtf(day + rest), earliest=day, latest=day, anchor=anchor
            )
    return out


def _adjoin(text: str, a: Span, b: Span) -> bool:
    """Whether nothing but a few words without a verb's mark stands between two times of one phrase."""
    first, last = min(a.end, b.end), max(a.start, b.start)
    between = text[max(first - 3, 0) : last]  # with an “.m.” that may end the sentence
    return last - first <= _BESIDE and not re.search(r"[;\n]|:\s|(?<!\.m)[.!?]\s+[A-Z]|\.m\.\s+[A-Z][a-z]", between)


def _is_somebody(doc: Doc, start: int) -> bool:
    """Whether a *May* is a person's: the document names somebody called so, and no preposition of time stands before."""
    token = doc.char_span(start, start + 3)
    if token is None or (
        token.start
        and doc[token.start - 1].lower_
        in ("in", "last", "this", "next", "since", "by", "of", "until", "mid", "early", "late")
    ):
        return False
    return any(t.text == "May" and t.i and doc[t.i - 1].ent_type_ == "PERSON" for t in doc)


def _span(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    if match.re.groups and match.group(1) == "" and match.start(1) > start:  # a marker before the expression
        start = match.start(1)
    text = match.string
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


def _resolved(
    doc: Doc, found: list[tuple[int, int, re.Match[str], Resolver]], published: str | None
) -> Iterator[TimeExpr]:
    last: tuple[str, str] | None = None
    n = last_end = 0
    for start, end, match, resolve in found:
        past, future = _tense(doc, start)
        near = last[1] if last and start - last_end <= _NEAR else None
        beside = near is not None and len(_SENTENCE.findall(doc.text, last_end, start)) <= 2
        result = resolve(match, _Context(doc.text, published, last, past, future, _words(), near, beside))
        if result is None:
            continue
        kind, value, anchor = result
        n += 1
        bounds = calendar.bounds(value) if kind in ("DATE", "TIME") else None
        made = TimeExpr(
            f"t{n}",
            Span(start, end),
            kind,
            value,
            calendar.edtf(value) if kind in ("DATE", "TIME") else None,
            bounds[0] if bounds else None,
            bounds[1] if bounds else None,
            anchor,
        )
        if bounds:
            last, last_end = (made.id, value), end
        yield made


def _tense(doc: Doc, start: int) -> tuple[bool, bool]:
    """Whether the verb the expression depends on is past, and whether it is future."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return False, False
    node, until = span[0], False
    for _ in range(8):
        until = until or node.lower_ in ("until", "till")
        if node.pos_ in ("VERB", "AUX"):
            helpers = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            future = bool(helpers & {"will", "'ll", "shall", "to", "would", "can", "could", "may"})
            future = future or _looks_ahead(node, until)
            past = node.tag_ in ("VBD", "VBN") or bool(helpers & {"was", "were", "had", "did", "has", "have"})
            return past and not future, future
        if node.head == node:
            break
        node = node.head
    return False, False


def _looks_ahead(verb: Token, until: bool) -> bool:
    """Whether a present speaks of what is to come: *are to travel*, *is set to land*, *plans to meet*, *closed until May*."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not any(t.tag_ in ("VBZ", "VBP") for t in (verb, *helpers)):
        return False
    cues, word = load_cues(), verb.lemma_.lower()
    if until or word in cues.scheduling:
        return True
    ahead = word == "be" or word in cues.plan_verbs or word in cues.due
    return (
        ahead
        and word not in cues.factual_verbs
        and any(
            c.dep_ == "xcomp" and any(x.lower_ == "to" and x.dep_ == "aux" for x in c.children) for c in verb.children
        )
    )


# ---------------------------------------------------------------- absolute


def _month(word: str) -> int:
    return _words()["month_abbreviations"].index(word.lower()[:3]) + 1


def _number(word: str) -> int | None:
    plain = word.lower().replace(",", "").strip()
    found = _words()["numbers"].get(plain)
    if found is None and re.fullmatch(r"\d+", plain):
        found = int(plain)
    return found


def _ymd(year: str | int, month: int, day: str) -> str | None:
    number = int(re.match(r"\d+", day)[0])  # type: ignore[index]
    value = f"{int(year):04d}-{month:02d}-{number:02d}"
    return value if calendar.parse_day(value) else None


def _date(value: str | None, anchor: str | None = None) -> tuple[str, str, str | None] | None:
    return ("DATE", value, anchor) if value else None


def _month_day_year(m: re.Match[str], c: _Context):
    return _date(_ymd(m[3], _month(m[1]), m[2]))


def _day_month_year(m: re.Match[str], c: _Context):
    return _date(_ymd(m[3], _month(m[2]), m[1]))


def _iso(m: re.Match[str], c: _Context):
    return _date(m[0] if calendar.parse_day(m[0]) else None)


def _month_day(m: re.Match[str], c: _Context):
    year = _year_behind(m, c)
    return _date(_ymd(year, _month(m[1]), m[2]), "publication") if year else _near_year(_month(m[1]), m[2], c)


def _day_month(m: re.Match[str], c: _Context):
    year = _year_behind(m, c)
    return _date(_ymd(year, _month(m[2]), m[1]), "publication") if year else _near_year(_month(m[2]), m[1], c)


def _year_behind(m: re.Match[str], c: _Context) -> int | None:
    """The year that is said of a stretch of days behind its end: *July 13 to 17 of last year*, *July 13–17, 2018*."""
    found = re.match(
        r"(?:\s*(?:to|and|through|until|[-–])\s*\d{1,2})?(?:,?\s+|\s*[-–—(]\s*)(?:of\s+)?(?:(last|this|next)\s+year|((?:19|20)\d\d))\b",
        c.text[m.end() :],
    )
    if found is None or (found[1] and not c.published):
        return None
    return int(found[2]) if found[2] else int((c.published or "")[:4]) + {"last": -1, "this": 0, "next": 1}[found[1]]


def _near_year(month: int, day: str | None, c: _Context):
    """A month (and day) without a year: the one nearest the publication date that the tense allows."""
    number = int(re.match(r"\d+", day)[0]) if day else None  # type: ignore[index]
    suffix = f"{month:02d}" + (f"-{number:02d}" if number else "")
    if not c.published or len(c.published) < 7:
        return "DATE", f"XXXX-{suffix}", None
    year, here = int(c.published[:4]), c.published[5 : 5 + len(suffix)]
    if number and c.near and len(c.near) == 10 and c.near[:4] < c.published[:4] and c.near[5:] <= suffix:
        return _date(
            f"{c.near[:4]}-{suffix}" if calendar.parse_day(f"{c.near[:4]}-{suffix}") else None, c.last and c.last[0]
        )
    if suffix > here and (c.past or not c.future) and not (not c.past and month - int(c.published[5:7]) <= 4):
        year -= 1
    elif suffix < here and c.future:
        year += 1
    value = f"{year:04d}-{suffix}"
    return _date(value if number is None or calendar.parse_day(value) else None, "publication")


def _month_year(m: re.Match[str], c: _Context):
    return _date(f"{m[2]}-{_month(m[1]):02d}")


def _month_alone(m: re.Match[str], c: _Context):
    if not c.text[m.start(2)].isupper():
        return None
    return _near_year(_month(m[2]), None, c)


def _quarter_year(m: re.Match[str], c: _Context):
    return _date(f"{m[2]}-Q{c.words['ordinals'][m[1].lower()]}")


def _season_year(m: re.Match[str], c: _Context):
    return _date(f"{m[2]}-{c.words['seasons'][m[1].lower()]}")


def _decade(m: re.Match[str], c: _Context):
    return _date(m[1][:3] + "X" if m[1][3] == "0" else None)


def _century(m: re.Match[str], c: _Context):
    return _date(f"{int(m[1]) - 1:02d}XX" if 1 <= int(m[1]) <= 21 else None)


def _year(m: re.Match[str], c: _Context):
    return _date(m[1])


def _clock(m: re.Match[str], c: _Context):
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", m[1], re.IGNORECASE)
    hour, minute, half = int(found[1]), found[2], (found[3] or "").lower()  # type: ignore[index]
    if hour > 24 or (minute and int(minute) > 59):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    time = f"T{hour:02d}" + (f":{minute}" if minute else "")
    if (
        c.past
        and c.last
        and c.near
        and c.beside
        and calendar.days_between(c.near[:10], c.published) in range(1, _STORY + 1)
    ):
        return "TIME", c.near[:10] + time, c.last[0]
    day = c.published if c.published and len(c.published) == 10 else "XXXX-XX-XX"
    return "TIME", day + time, "publication" if c.published else None


# ---------------------------------------------------------------- relative


def _month_of_it(m: re.Match[str], c: _Context):
    year = _stem(c.last[1]) if c.last else None
    return ("DATE", f"{year[:4]}-{_month(m[1]):02d}", c.last[0]) if year and c.last else None


def _offset(m: re.Match[str], c: _Context):
    amount, unit = _number(m[1]), _unit(m[2])
    if amount is None or unit is None:
        return None
    word = m[3].lower()
    if word in ("before", "after") and _LASTING.search(m.string, max(m.start() - _FOR, 0), m.start()):
        return None  # "for seven months before being cleared" is how long
    if word in ("before", "after") and _COUNTED_FROM.match(m.string, m.end()):
        return "DURATION", _period(amount, unit), None  # "a year after the war ended": not counted from a time told of
    backwards = word in ("ago", "earlier", "before", "previously")
    if word in ("ago", "from now"):
        base, anchor = c.published, "publication"
    else:
        base, anchor = (c.last[1], c.last[0]) if c.last else (None, None)
    if unit.startswith("T"):
        return "DURATION", f"PT{amount}{unit[1]}", anchor
    base = _stem(base)
    value = calendar.step(base, -amount if backwards else amount, unit) if base else None
    if value is None:
        return ("DATE", "PAST_REF", None) if word == "ago" else ("DURATION", _period(amount, unit), None)
    return "DATE", value, anchor


def _stem(value: str | None) -> str | None:
    """The part of a value that arithmetic can start from."""
    found = re.match(r"\d{4}(?:-\d\d){0,2}(?![\dX-])", value) if value else None
    return found[0] if found else None


def _vague_offset(m: re.Match[str], c: _Context):
    return "DATE", "PAST_REF" if m[2].lower() in ("ago", "earlier", "before") else "FUTURE_REF", None


def _unit(word: str) -> str | None:
    word = word.lower()
    word = "century" if word == "centuries" else word.rstrip("s") if word not in _words()["units"] else word
    return _words()["units"].get(word)


def _period(amount: int | str, unit: str) -> str:
    if unit.startswith("T"):
        return f"PT{amount}{unit[1]}"
    if unit == "Q":
        return f"P{amount}Q"
    return f"P{amount}{unit}"


def _duration(m: re.Match[str], c: _Context):
    words, unit = m[1].lower().split(), _unit(m[2])
    if unit is None:
        return None
    numbers = [n for w in words if (n := _number(w)) is not None and not (w in ("a", "an") and len(words) > 1)]
    vague = any(w in ("several", "few", "many", "some", "couple") for w in words) and not numbers
    if not vague and not numbers:
        return None
    if m[1].lower() in ("a", "an", "one") and unit in ("TS", "TM"):
        return None
    return "DURATION", _period("X" if vague else numbers[0], unit), None


def _set(m: re.Match[str], c: _Context):
    unit = _unit(m[2])
    return "SET", _period(1, unit) if unit else "P1W" if m[2].lower() in c.words["weekdays"] else "P1D", None


def _adverb_set(m: re.Match[str], c: _Context):
    return "SET", {"a": "P1Y", "y": "P1Y", "d": "P1D", "w": "P1W", "m": "P1M", "h": "PT1H"}[m[1][0].lower()], None


def _weekday(m: re.Match[str], c: _Context):
    if not c.text[m.start(2)].isupper():
        return None
    when, index = (m[1] or "").lower(), c.words["weekdays"].index(m[2].lower())
    if not c.published or len(c.published) < 10:
        value = f"XXXX-WXX-{index + 1}"
    else:
        ahead = when in ("next", "coming", "following", "the following") or (
            not c.past and (when == "this" or (c.future and when not in ("last", "past")))
        )
        value = (
            calendar.weekday_near(c.published, index, 1 if ahead else -2 if when in ("last", "past") else -1)
            or f"XXXX-WXX-{index + 1}"
        )
    anchor = "publication" if c.published else None
    if m[3]:
        return "TIME", f"{value}T{c.words['parts'][m[3].lower()]}", anchor
    return "DATE", value, anchor


def _day_word(m: re.Match[str], c: _Context):
    word = m[1].lower()
    if not c.published or len(c.published) < 10:
        return (
            ("DATE", "PRESENT_REF", None)
            if word == "today"
            else None
            if word.startswith("this")
            else ("DATE", "XXXX-XX-XX", None)
        )
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(word, 0)
    value = calendar.step(c.published, shift, "D")
    part = {
        "tonight": "NI",
        "this morning": "MO",
        "this afternoon": "AF",
        "this evening": "EV",
        "last night": "NI",
    }.get(word)
    if m[2] and part is None:
        part = c.words["parts"][m[2].lower()]
    return ("TIME", f"{value}T{part}", "publication") if part else ("DATE", value, "publication")


def _deictic(m: re.Match[str], c: _Context):
    """*last year*, *this week*, *the following month*, *late this summer*."""
    when, what = m[1].lower(), m[2].lower()
    if what == "may" and c.text[m.start(2)] == "m":
        return None
    shift = (
        -1
        if "last" in when or "past" in when or "previous" in when
        else 1
        if "next" in when or "following" in when or "coming" in when
        else 0
    )
    relative = when in ("that", "the same", "following", "the following", "the next", "the previous", "previous")
    base, anchor = ((c.last[1], c.last[0]) if c.last else (None, None)) if relative else (c.published, "publication")
    base = _stem(base)
    if when in ("early", "late") and _unit(what):
        return None
    if base is None:
        return (
            None
            if _unit(what) in (None, "TS", "TM", "TH")
            else ("DATE", "PAST_REF" if shift < 0 else "FUTURE_REF" if shift else "PRESENT_REF", None)
        )
    if what in c.words["parts"]:
        return (
            ("TIME", f"{calendar.step(base, shift, 'D')}T{c.words['parts'][what]}", anchor) if len(base) == 10 else None
        )
    if what in c.words["seasons"]:
        return "DATE", f"{int(base[:4]) + shift:04d}-{c.words['seasons'][what]}", anchor
    unit = _unit(what)
    if unit is None:
        number = _month(what)
        if when in ("early", "late"):
            return _near_year(number, None, c)  # "vanished in late December", told in January
        year = int(base[:4]) + (
            shift
            if (shift > 0) == (number < int(base[5:7] or 1)) or (shift < 0 and number >= int(base[5:7] or 1))
            else 0
        )
        return "DATE", f"{year:04d}-{number:02d}", anchor
    if unit in ("TS", "TM", "TH"):
        return None
    if what.endswith("s") and what not in ("this",):
        return "DURATION", _period("X", unit), anchor
    if unit == "WE" and not shift and c.past and _is_early(base):
        shift = -1  # told on a Tuesday: "it formed this weekend"
    value = calendar.step(base, shift, "W" if unit == "WE" else unit)
    return ("DATE", f"{value}-WE" if unit == "WE" else value, anchor) if value else None


def _is_early(day: str) -> bool:
    """Whether a day is before Friday, so that a weekend in the past is the one before."""
    return len(day) == 10 and date.fromisoformat(day).weekday() < 4


def _reference(m: re.Match[str], c: _Context):
    word = m[1].lower()
    if word in ("now", "currently", "at present", "nowadays", "at the moment"):
        return "DATE", "PRESENT_REF", None
    return "DATE", "FUTURE_REF" if "future" in word or word == "soon" else "PAST_REF", None

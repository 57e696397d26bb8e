"""The values of time expressions in TIMEX3: what is relative is resolved against the publication, or another time told of.

Normalisation, the second half of the task (TimeML); `kg.nlp.times` recognises the expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.lang.times import load as load_words
from kg.nlp import calendar

_NAME_BEHIND = re.compile(r"\s+[A-Z]\w")
_STORY = 7  # days before the publication that a story is told of, hour by hour
_COUNTED_FROM = re.compile(r"\s+[^\W_]")  # what "a year after" is counted from stands behind it
_YEARS = {"Y": 1, "DE": 10, "CE": 100}
_FOR = 16  # characters that say that an amount of time is how long


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is resolved against."""

    text: str  # as it is written; matches are of the text in lower case
    published: str | None
    last: tuple[str, str] | None  # (id, value) of the nearest earlier dated expression
    past: bool
    future: bool
    near: str | None = None  # the value of that expression where it stands close by
    beside: bool = False  # whether it stands at most two sentences before


Resolver = Callable[[re.Match[str], Context], tuple[str, str, str | None] | None]  # type, value, anchor


# ---------------------------------------------------------------- absolute


def _ymd(year: str | int, month: int, day: str) -> str | None:
    number = int(re.match(r"\d+", day)[0])  # type: ignore[index]
    value = f"{int(year):04d}-{month:02d}-{number:02d}"
    return value if calendar.parse_day(value) else None


def _date(value: str | None, anchor: str | None = None) -> tuple[str, str, str | None] | None:
    return ("DATE", value, anchor) if value else None


def _month_day_year(m: re.Match[str], c: Context):
    return _date(_ymd(m[3], load_words().month(m[1]), m[2]))


def _day_month_year(m: re.Match[str], c: Context):
    return _date(_ymd(m[3], load_words().month(m[2]), m[1]))


def _iso(m: re.Match[str], c: Context):
    return _date(m[0] if calendar.parse_day(m[0]) else None)


def _month_day(m: re.Match[str], c: Context):
    return _day_of(m, m[1], m[2], c)


def _day_month(m: re.Match[str], c: Context):
    return _day_of(m, m[2], m[1], c)


def _day_of(m: re.Match[str], month: str, day: str, c: Context):
    """A day of a month, of the year told behind it, else of the year nearest to what the text tells of."""
    number = load_words().month(month)
    year = _year_behind(m, c)
    return _date(_ymd(year, number, day), "publication") if year else _near_year(number, day, c)


def _year_behind(m: re.Match[str], c: Context) -> int | None:
    """The year that is said of a stretch of days behind its end: *July 13 to 17 of last year*, *July 13–17, 2018*."""
    found = load_words().around["year_behind"].match(c.text[m.end() :])
    if found is None or (found[1] and not c.published):
        return None
    return int(found[2]) if found[2] else int((c.published or "")[:4]) + load_words().years[found[1]]


def _near_year(month: int, day: str | None, c: Context):
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


def _month_year(m: re.Match[str], c: Context):
    return _date(f"{m[2]}-{load_words().month(m[1]):02d}")


def _part_of_month(m: re.Match[str], c: Context):
    """*The last weekend of July*, *the second Tuesday in November 2020*; of a week only the month is sure."""
    named = _NAME_BEHIND.match(c.text, m.end()) and not (m[4] or m[5])  # "the opening day of March Madness"
    if not c.text[m.start(3)].isupper() or named:
        return None
    number, anchor = load_words().month(m[3]), None
    if m[4] or (m[5] and c.published):
        year = int(m[4]) if m[4] else int((c.published or "")[:4]) + load_words().years[m[5]]
        value, anchor = f"{year:04d}-{number:02d}", None if m[4] else "publication"
    elif c.past or c.future:
        _, value, anchor = _near_year(number, None, c)
    else:
        value = f"XXXX-{number:02d}"  # of any year: "elections are held on the first Tuesday of May"
    days = load_words()
    which, unit = days.places_in_month[m[1]], days.unit(m[2])
    if unit == "W" or value.startswith("X"):
        return "DATE", value, anchor
    weekday = None if unit == "D" else 5 if unit == "WE" else days.weekdays.index(m[2])
    day = calendar.of_month(value, which, weekday)
    if not (m[4] or m[5]) and c.published and value == c.published[:7] and len(c.published) == 10:
        late, early = c.past and not c.future and day > c.published, c.future and day < c.published
        day = calendar.of_month(f"{int(value[:4]) + early - late:04d}{value[4:]}", which, weekday)
    return "DATE", f"{calendar.week(date.fromisoformat(day))}-WE" if unit == "WE" else day, anchor


def _month_alone(m: re.Match[str], c: Context):
    if not c.text[m.start(2)].isupper():
        return None
    return _near_year(load_words().month(m[2]), None, c)


def _quarter_year(m: re.Match[str], c: Context):
    return _date(f"{m[2]}-Q{load_words().ordinals[m[1].lower()]}")


def _season_year(m: re.Match[str], c: Context):
    return _date(f"{m[2]}-{load_words().seasons[m[1].lower()]}")


def _decade(m: re.Match[str], c: Context):
    return _date(m[1][:3] + "X" if m[1][3] == "0" else None)


def _century(m: re.Match[str], c: Context):
    return _date(f"{int(m[1]) - 1:02d}XX" if 1 <= int(m[1]) <= 21 else None)


def _year(m: re.Match[str], c: Context):
    return _date(m[1])


def _clock(m: re.Match[str], c: Context):
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", m[1], re.IGNORECASE)
    hour, minute, half = int(found[1]), found[2], (found[3] or "").lower()  # type: ignore[index]
    if hour > 24 or (minute and int(minute) > 59):
        return None
    hour = hour % 12 + load_words().halves[half] if half in load_words().halves else hour
    time = f"T{hour:02d}" + (f":{minute}" if minute else "")
    if (
        c.past
        and c.last
        and c.near
        and c.beside
        and calendar.days_between(c.near[:10], c.published) in range(1, _STORY + 1)
    ):
        return "TIME", c.near[:10] + time, c.last[0]
    published = c.published if c.published and len(c.published) == 10 else None
    told = calendar.days_between(c.last[1][:10], published) if published and c.past and c.last else None
    if told is not None and 1 <= told <= _STORY:
        published = None  # another day was told of: whether the hour is of that one, the text does not say
    return "TIME", (published or "XXXX-XX-XX") + time, "publication" if published else None


# ---------------------------------------------------------------- relative


def _month_of_year(m: re.Match[str], c: Context):
    """*September last year*, *March of this year*; not *may next year*."""
    if not c.text[m.start(2)].isupper():
        return None
    if not c.published:
        return "DATE", f"XXXX-{load_words().month(m[2]):02d}", None
    shift = -1 if m[3].lower() in load_words().past_words else 1 if m[3].lower() in load_words().future_words else 0
    return "DATE", f"{int(c.published[:4]) + shift:04d}-{load_words().month(m[2]):02d}", "publication"


def _month_of_it(m: re.Match[str], c: Context):
    year = _stem(c.last[1]) if c.last else None
    return ("DATE", f"{year[:4]}-{load_words().month(m[1]):02d}", c.last[0]) if year and c.last else None


def _offset(m: re.Match[str], c: Context):
    amount, unit = load_words().number(m[1]), load_words().unit(m[2])
    if amount is None or unit is None:
        return None
    word = m[3].lower()
    if word in load_words().counted and load_words().around["lasting"].search(
        m.string, max(m.start() - _FOR, 0), m.start()
    ):
        return None  # "for seven months before being cleared" is how long
    if word in load_words().counted and _COUNTED_FROM.match(m.string, m.end()):
        return "DURATION", _period(amount, unit), None  # "a year after the war ended": not counted from a time told of
    backwards = word in load_words().backwards
    if word in load_words().from_publication:
        base, anchor = c.published, "publication"
    else:
        base, anchor = (c.last[1], c.last[0]) if c.last else (None, None)
    if unit.startswith("T"):
        return "DURATION", f"PT{amount}{unit[1]}", anchor
    base = _stem(base)
    value = calendar.step(base, -amount if backwards else amount, unit) if base else None
    if value is None:
        return (
            ("DATE", "PAST_REF", None)
            if word in load_words().past_offsets
            else ("DURATION", _period(amount, unit), None)
        )
    return "DATE", value, anchor


def _stem(value: str | None) -> str | None:
    """The part of a value that arithmetic can start from."""
    found = re.match(r"\d{4}(?:-\d\d){0,2}(?![\dX-])", value) if value else None
    return found[0] if found else None


def _vague_offset(m: re.Match[str], c: Context):
    return "DATE", "PAST_REF" if m[2].lower() in load_words().backwards else "FUTURE_REF", None


def _period(amount: int | str, unit: str) -> str:
    if unit.startswith("T"):
        return f"PT{amount}{unit[1]}"
    if unit == "Q":
        return f"P{amount}Q"
    return f"P{amount}{unit}"


def _how_long(m: re.Match[str], c: Context):
    words, unit = m[1].lower().split(), load_words().unit(m[2])
    if unit is None:
        return None
    numbers = [
        n
        for w in words
        if (n := load_words().number(w)) is not None and not (w in load_words().articles and len(words) > 1)
    ]
    vague = any(w in load_words().vague for w in words) and not numbers
    if not vague and not numbers:
        return None
    if m[1].lower() in load_words().single and unit in ("TS", "TM"):
        return None
    return "DURATION", _period("X" if vague else numbers[0], unit), None


def _set(m: re.Match[str], c: Context):
    unit = load_words().unit(m[2])
    return "SET", _period(1, unit) if unit else "P1W" if m[2].lower() in load_words().weekdays else "P1D", None


def _adverb_set(m: re.Match[str], c: Context):
    return "SET", load_words().frequencies[m[1].lower()], None


def _weekday(m: re.Match[str], c: Context):
    if not c.text[m.start(2)].isupper():
        return None
    when, index = (m[1] or "").lower(), load_words().weekdays.index(m[2].lower())
    if not c.published or len(c.published) < 10:
        value = f"XXXX-WXX-{index + 1}"
    else:
        back = when in load_words().gone
        ahead = not c.past and (when in load_words().this or (c.future and not back))
        value = (
            calendar.weekday_near(
                c.published, index, 2 if when in load_words().coming else 1 if ahead else -2 if back else -1
            )
            or f"XXXX-WXX-{index + 1}"
        )
    anchor = "publication" if c.published else None
    if m[3]:
        return "TIME", f"{value}T{load_words().parts[m[3].lower()]}", anchor
    return "DATE", value, anchor


def _day_word(m: re.Match[str], c: Context):
    word = m[1].lower()
    if not c.published or len(c.published) < 10:
        if word in load_words().present_days:
            return "DATE", "PRESENT_REF", None
        return ("DATE", "XXXX-XX-XX", None) if word in load_words().shifts else None
    value = calendar.step(c.published, load_words().shifts.get(word, 0), "D")
    if value is None:
        return None
    part = load_words().day_parts.get(word)
    if m[2] and part is None:
        part = load_words().parts[m[2].lower()]
    return ("TIME", f"{value}T{part}", "publication") if part else ("DATE", value, "publication")


def _deictic(m: re.Match[str], c: Context):
    """*last year*, *this week*, *the following month*, *late this summer*."""
    when, what = m[1].lower(), m[2].lower()
    if what in load_words().given_names and c.text[m.start(2)] == "m":
        return None
    gone = any(word in when for word in load_words().past_words)
    shift = -1 if gone else 1 if any(word in when for word in load_words().future_words) else 0
    relative = when in load_words().anaphoric
    base, anchor = ((c.last[1], c.last[0]) if c.last else (None, None)) if relative else (c.published, "publication")
    base = _stem(base)
    if when in load_words().within and load_words().unit(what):
        return None
    years = _YEARS.get(load_words().unit(what) or "")
    if years and what in load_words().units and when in load_words().up_to_now:
        return "DURATION", _period(years, "Y"), anchor  # "over the past year": none of the calendar
    if base is None and relative and what in load_words().months:
        return "DATE", f"XXXX-{load_words().month(what):02d}", None  # "that September": of a year that nobody told
    if base is None:
        return (
            None
            if load_words().unit(what) in (None, "TS", "TM", "TH")
            else ("DATE", "PAST_REF" if shift < 0 else "FUTURE_REF" if shift else "PRESENT_REF", None)
        )
    if what in load_words().parts:
        return (
            ("TIME", f"{calendar.step(base, shift, 'D')}T{load_words().parts[what]}", anchor)
            if len(base) == 10
            else None
        )
    if what in load_words().seasons:
        return "DATE", f"{int(base[:4]) + shift:04d}-{load_words().seasons[what]}", anchor
    unit = load_words().unit(what)
    if unit is None:
        number = load_words().month(what)
        if when in load_words().within:
            return _near_year(number, None, c)  # "vanished in late December", told in January
        year = int(base[:4]) + (
            shift
            if (shift > 0) == (number < int(base[5:7] or 1)) or (shift < 0 and number >= int(base[5:7] or 1))
            else 0
        )
        return "DATE", f"{year:04d}-{number:02d}", anchor
    if unit in ("TS", "TM", "TH"):
        return None
    if what.endswith("s"):
        return "DURATION", _period("X", unit), anchor
    if unit == "WE" and not shift and c.past and _is_early(base):
        shift = -1  # told on a Tuesday: "it formed this weekend"
    value = calendar.step(base, shift, "W" if unit == "WE" else unit)
    return ("DATE", f"{value}-WE" if unit == "WE" else value, anchor) if value else None


def _is_early(day: str) -> bool:
    """Whether a day is before Friday, so that a weekend in the past is the one before."""
    return len(day) == 10 and date.fromisoformat(day).weekday() < 4


def _reference(m: re.Match[str], c: Context):
    word = m[1].lower()
    if word in load_words().present:
        return "DATE", "PRESENT_REF", None
    return "DATE", "FUTURE_REF" if word in load_words().future else "PAST_REF", None


RESOLVERS: dict[str, Resolver] = {
    "month_day_year": _month_day_year,
    "day_month_year": _day_month_year,
    "iso": _iso,
    "month_day": _month_day,
    "day_month": _day_month,
    "month_year": _month_year,
    "part_of_month": _part_of_month,
    "month_alone": _month_alone,
    "quarter_year": _quarter_year,
    "season_year": _season_year,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "clock": _clock,
    "month_of_year": _month_of_year,
    "month_of_it": _month_of_it,
    "offset": _offset,
    "vague_offset": _vague_offset,
    "how_long": _how_long,
    "set": _set,
    "adverb_set": _adverb_set,
    "weekday": _weekday,
    "day_word": _day_word,
    "deictic": _deictic,
    "reference": _reference,
}

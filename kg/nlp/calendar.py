"""Calendar arithmetic on partial dates: what an EDTF expression bounds, and steps by unit."""

from __future__ import annotations

import calendar as _calendar
import re
from datetime import date, timedelta

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def bounds(value: str) -> tuple[str, str] | None:
    """First and last ISO day of a TIMEX3 value that names a stretch of the calendar; None where it names none."""
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
        return (f"{m[1]}-{m[2]}-{m[3]}",) * 2
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        last = _calendar.monthrange(int(m[1]), int(m[2]))[1]
        return f"{value}-01", f"{value}-{last}"
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    if m := re.fullmatch(r"(\d{3})X?", value):
        return f"{m[1]}0-01-01", f"{m[1]}9-12-31"
    if m := re.fullmatch(r"(\d\d)(?:XX)?", value):
        return f"{m[1]}00-01-01", f"{m[1]}99-12-31"
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first = 3 * int(m[2]) - 2
        return f"{m[1]}-{first:02d}-01", f"{m[1]}-{first + 2:02d}-{_calendar.monthrange(int(m[1]), first + 2)[1]}"
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        except ValueError:
            return None
        return str(monday + timedelta(days=5 if m[3] else 0)), str(monday + timedelta(days=6))
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first, last = _SEASON_MONTHS[m[2]]
        end = int(m[1]) + (last < first)
        return f"{m[1]}-{first:02d}-01", f"{end}-{last:02d}-{_calendar.monthrange(end, last)[1]}"
    return None


def edtf(value: str) -> str | None:
    """The EDTF (ISO 8601-2) form of a TIMEX3 value, or None where EDTF has none."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return value
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T.*", value):
        return m[1]
    if m := re.fullmatch(r"(\d{3})X?", value):
        return f"{m[1]}X"
    if m := re.fullmatch(r"(\d\d)(?:XX)?", value):
        return f"{m[1]}XX"
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{m[1]}-{_EDTF_SEASON[m[2]]}"
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{m[1]}-{32 + int(m[2])}"
    if re.fullmatch(r"XXXX-\d\d(-\d\d)?", value):
        return value
    if found := bounds(value):
        return f"{found[0]}/{found[1]}"
    return None


def step(anchor: str, amount: int, unit: str) -> str | None:
    """An anchor (ISO day, month or year) moved by `amount` units, as precise as the coarser of anchor and unit."""
    parts = [int(p) for p in anchor.split("-")]
    year, month, day = [*parts, 0, 0][:3]
    try:
        if unit in ("D", "W") and day:
            moved = date(year, month, day) + timedelta(days=amount * (7 if unit == "W" else 1))
            return str(moved) if unit == "D" else week(moved)
        if unit == "M" and month:
            index = year * 12 + month - 1 + amount
            return f"{index // 12:04d}-{index % 12 + 1:02d}"
        if unit == "Y":
            return f"{year + amount:04d}"
        if unit == "DE":
            return f"{(year + 10 * amount) // 10:03d}"
        if unit == "CE":
            return f"{year // 100 + amount:02d}"
        if unit == "Q" and month:
            index = year * 4 + (month - 1) // 3 + amount
            return f"{index // 4:04d}-Q{index % 4 + 1}"
    except (ValueError, OverflowError):
        return None
    return None


def of_month(month: str, which: int, weekday: int | None = None) -> str:
    """The `which`-th day of a month, or its `which`-th Monday (0), Tuesday …; counted from its end where negative.

    Args:
        month: `YYYY-MM`; which: 1 the first, -1 the last; of days and weekdays that every month has.
    """
    first, last = (date.fromisoformat(day) for day in bounds(month) or ())
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if weekday is None or day.weekday() == weekday]
    return str(days[which - 1 if which > 0 else which])


def week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def weekday_near(anchor: str, weekday: int, direction: int) -> str | None:
    """The nearest `weekday` (Monday is 0) before (-1) or after (1), the day itself included; strictly before (-2) or after (2)."""
    day = parse_day(anchor)
    if day is None:
        return None
    away = (weekday - day.weekday()) % 7 if direction > 0 else -((day.weekday() - weekday) % 7)
    if away == 0 and abs(direction) == 2:
        away = 7 if direction > 0 else -7
    return step(anchor, away, "D")


def days_between(first: str | None, second: str | None) -> int | None:
    """Days from one ISO day to another; None where either is none."""
    a, b = parse_day(first), parse_day(second)
    return (b - a).days if a and b else None


def parse_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None

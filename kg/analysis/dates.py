"""Dates as they are told: EDTF (ISO 8601-2) in, words out; never more precise than the text."""

from __future__ import annotations

import calendar
import re

_SEASONS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter of", "34": "second quarter of",
    "35": "third quarter of", "36": "fourth quarter of",
}  # fmt: skip
_ONE = re.compile(r"(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%]?)")


def told(edtf: str) -> str:
    """A date or interval in words; what is no EDTF stays as it is.

    Args:
        edtf: such as 2018-03-12, 199X, 2019-21, 2014/.. or 2018~.
    """
    if "/" not in edtf:
        return _one(edtf)
    start, end = edtf.split("/", 1)
    if start in ("", ".."):
        return f"until {_one(end)}"
    return f"since {_one(start)}" if end in ("", "..") else f"{_one(start)} – {_one(end)}"


def _one(text: str) -> str:
    found = _ONE.fullmatch(text)
    if not found:
        return text
    year, month, day, mark = found.groups()
    about, unsure = "about " * (mark in ("~", "%") and mark != ""), " (uncertain)" * (mark == "?")
    named = _year(year)
    if not month or month == "XX":
        return f"{about}{named or 'some year'}{unsure}"
    if month in _SEASONS:
        return f"{about}{_SEASONS[month]} {named}".rstrip() + unsure
    name = calendar.month_name[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else ""
    date = " ".join(x for x in (str(int(day)) if day and day != "XX" else "", name, named) if x)
    return about + date + ("" if named else ", year unknown") + unsure


def _year(year: str) -> str:
    if year == "XXXX":
        return ""
    if re.fullmatch(r"\d{3}X", year):
        return f"{year[:3]}0s"
    return f"{int(year[:2]) + 1}th century" if re.fullmatch(r"\d\dXX", year) else year

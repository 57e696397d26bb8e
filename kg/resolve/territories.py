"""Countries and regions by name, demonym or code: what rigour's territories know, with Wikidata and ISO."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rigour.territories import Territory as _Territory

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or region; `parent` is the country a region belongs to."""

    code: str
    name: str
    qid: str | None
    is_country: bool
    parent: Territory | None


@lru_cache(maxsize=8192)
def find(name: str) -> Territory | None:
    """The territory a name or demonym stands for (*the United States*, *French*, *Dubai*), or None."""
    found = _look_up(name)
    return None if found is None or _is_place_in(found, name) else _make(found)


@lru_cache(maxsize=8192)
def around(name: str) -> Territory | None:
    """The territory a well-known city or region lies in (*Paris* → France), or None."""
    found = _look_up(name)
    return _make(found) if found is not None and _is_place_in(found, name) else None


def _look_up(name: str) -> _Territory | None:
    from rigour.territories import lookup_territory

    plain = _plain(name)
    if len(plain) < 2 or (plain.islower() and plain.isascii()):
        return None
    if len(plain.replace(".", "")) <= 3 and not plain.replace(".", "").isupper():
        return None
    found = lookup_territory(plain)
    if found is None or found.is_historical or found.code in ("eu", "un", "zz"):
        return None
    if re.fullmatch(r"[A-Z]{2}", plain) and not (found.is_country and plain in ("US", "UK")):
        return None  # the code of a state or country is no name in running text
    return found


def _plain(name: str) -> str:
    text = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE).replace("’", "'")
    return re.sub(r"(?:'s|')$", "", text)


def _is_place_in(found: _Territory, name: str) -> bool:
    return _plain(name).casefold() in {p.casefold() for p in found.places}


def _make(found: _Territory) -> Territory:
    parent = _make(found.parent) if found.parent else None
    is_country = bool(found.is_country) or (parent is None and len(found.code) == 2)
    label = re.sub(r"^the\s+", "", found.in_sentence)
    return Territory(found.code, label, found.qid if found.qid.startswith("Q") else None, is_country, None if is_country else parent)

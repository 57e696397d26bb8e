"""Countries and regions by name or demonym, with Wikidata and ISO: rigour's territories, travelling as data."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.lang.closed import without_article

WIKIDATA = "http://www.wikidata.org/entity/"
_NOT_COUNTRIES = frozenset({"eu", "un", "zz"})
_UNIONS = frozenset({"eu", "un"})
_SKIPPED = str.maketrans("", "", ".()[],;:_-/'’ʻ")


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or region; `parent` is the country a region belongs to."""

    code: str
    name: str
    qid: str | None
    is_country: bool
    parent: Territory | None


def unaccented(text: str) -> str:
    """A text without accents: *Erdogan* for *Erdoğan*."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def normalise(name: str) -> str:
    """The key a name is looked up by: no accents, punctuation or case."""
    return " ".join(unaccented(name).casefold().translate(_SKIPPED).split())


@lru_cache(maxsize=8192)
def find(name: str) -> Territory | None:
    """The territory a name or demonym stands for (*the United States*, *French*, *Bavaria*), or None."""
    return _look_up(name, "strong", "weak")


@lru_cache(maxsize=8192)
def around(name: str) -> Territory | None:
    """The territory a well-known city or region lies in (*Paris* → France), or None."""
    return None if find(name) else _look_up(name, "places")


@lru_cache(maxsize=1024)
def union(name: str) -> str | None:
    """The Wikidata item of a union of countries that is no country itself (*the EU*), or None."""
    key = normalise(without_article(name))
    code = _data()["strong"].get(key) or _data()["weak"].get(key)
    return _data()["about"][code][1] if code in _UNIONS and (len(key) > 3 or name.isupper()) else None


def union_of(name: str) -> Territory | None:
    """The union of countries that a name or acronym is of (*the United Nations*, *UN*), or None."""
    key = normalise(without_article(name))
    for code in sorted(_UNIONS):
        own, qid = _data()["about"][code][:2]
        if _data()["strong"].get(key) == code or (name.isupper() and key == "".join(w[0] for w in own.lower().split())):
            return Territory(code, own, qid, False, None)
    return None


def _look_up(name: str, *tables: str) -> Territory | None:
    plain = without_article(" ".join(name.split()))
    plain = re.sub(r"(?:['’]s|['’])$", "", plain)
    letters = plain.replace(".", "")
    if len(letters) < 2 or plain.islower() or (len(letters) <= 3 and not letters.isupper()):
        return None
    data = _data()
    code = next((c for t in tables if (c := data[t].get(normalise(plain)))), None)
    if code is None or code in _NOT_COUNTRIES or data["about"][code][4]:
        return None
    if re.fullmatch(r"[A-Z]{2}", plain) and plain not in ("US", "UK"):
        return None  # the code of a state or country is no name in running text
    return _make(code)


def _bare(name: str) -> str:
    return normalise(re.sub(r"\s*\(.*\)$", "", name))  # "Georgia (USA)"


@lru_cache(maxsize=1024)
def region_of(name: str, country: str) -> Territory | None:
    """The region of a country (its code) that bears a name: *Georgia* of the United States; None if it has none."""
    key = normalise(name)
    found = (c for c, (own, _, _, parent, _) in _data()["about"].items() if parent == country and _bare(own) == key)
    return next((_make(c) for c in sorted(found)), None)


@cache
def _make(code: str) -> Territory:
    name, qid, is_country, parent, _ = _data()["about"][code]
    whole = is_country or (parent is None and len(code) == 2)
    return Territory(
        code, name, qid if str(qid).startswith("Q") else None, whole, None if whole or parent is None else _make(parent)
    )


@cache
def _data() -> dict[str, Any]:
    return json.loads(gzip.decompress((files("kg.lang") / "data" / "territories.json.gz").read_bytes()))


@cache
def legal_forms() -> frozenset[str]:
    """Single words that are a company's legal form (*inc*, *gmbh*, *plc*), lower case, without full stops."""
    return frozenset((files("kg.lang") / "data" / "legal_forms.txt").read_text("utf-8").split())


def is_demonym(word: str) -> bool:
    """Whether a word says of what country somebody is, and is no country's name, which may be a given name: *Kazakh*, not *Georgia*."""
    territory = find(word)
    return territory is not None and territory.is_country and territory.name.casefold() != word.casefold()

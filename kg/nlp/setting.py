"""Where an article is set: the country or region it is about, if its names of places say so beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lang import territories
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.lang.territories import Territory

_TITLE = 2  # what a name in the title counts for
_LEAST = 2  # times a country must be named
_REGION_LEAST = 3  # times a region must be
_OFTENER = 3  # how much oftener than any other
_THAN_REGIONS = 2  # how much oftener a country than one of its regions, so that a body of the region is not meant


@dataclass(frozen=True, slots=True)
class Setting:
    """How often territories are named: whole countries with all that lies in them, and each by its own name."""

    whole: Counter[Territory]
    own: Counter[Territory]
    owners: frozenset[Territory]  # of bodies whose territory is said

    def country(self) -> Territory | None:
        """The country an article is about: named far oftener than any other, or alone in having bodies named here."""
        ranked = sorted(self.whole.items(), key=lambda x: (-x[1], x[0].code))
        if not ranked:
            return None
        best, count = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0
        if count >= _LEAST and count >= _OFTENER * second:
            return best
        wholes = {_country(o) for o in self.owners if o.is_country or o.parent}
        alone = next(iter(wholes)) if len(wholes) == 1 else None
        return alone if alone and self.whole[alone] >= _LEAST and 2 * self.whole[alone] >= count else None

    def territory(self) -> Territory | None:
        """The country, or the region of it, whose body is meant where both have one of the name."""
        country = self.country()
        if country is None:
            return None
        regions = sorted(
            ((n, t.code, t) for t, n in self.own.items() if t.parent and _country(t) == country), reverse=True
        )
        most = regions[0][0] if regions else 0
        if self.own[country] >= max(_LEAST, _THAN_REGIONS * most):
            return country
        second = max(self.own[country], regions[1][0] if len(regions) > 1 else 0)
        return regions[0][2] if most >= max(_REGION_LEAST, _OFTENER * second) else None


def of(doc: Doc, mentions: Sequence[TokenMention], owners: Iterable[Territory] = ()) -> Setting:
    """Count the territories an article names.

    Args:
        doc, mentions: the article; its title is in `doc.user_data`.
        owners: territories of bodies whose territory is said.
    """
    whole: Counter[Territory] = Counter()
    own: Counter[Territory] = Counter()
    for m in mentions:
        if m.kind != "name" or m.label == "PERSON":
            continue
        text = doc[m.start : m.end].text
        found = territories.find(text)
        if found is not None:
            own[found] += 1
        elif m.label in ("GPE", "LOC"):
            found = territories.around(text)
        if found is not None:
            whole[_country(found)] += 1
    for found in _named_in(doc.user_data.get("title") or ""):
        own[found] += _TITLE
        whole[_country(found)] += _TITLE
    return Setting(whole, own, frozenset(owners))


def _country(territory: Territory) -> Territory:
    return _country(territory.parent) if territory.parent else territory


def _named_in(title: str) -> Iterable[Territory]:
    words = title.replace(",", " ").replace(";", " ").split()
    at = 0
    while at < len(words):
        for end in range(min(at + 5, len(words)), at, -1):
            if (found := territories.find(" ".join(words[at:end]))) is not None:
                yield found
                at = end - 1
                break
        at += 1

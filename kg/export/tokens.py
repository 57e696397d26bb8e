"""Short ids for tools that take no IRI: made of the IRI, unique, and the same in every format that needs them."""

from __future__ import annotations

import re

from kg import ids

_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+$")
_OTHER = re.compile(r"[^0-9A-Za-z]+")


def token(iri: str, base: str) -> str:
    """`…/person/marie-curie` → `person.marie-curie`: letters, digits, points and hyphens, begins and ends with neither.

    An IRI that says more than that (a character outside, another base) ends in a hash, so that no two are the same.
    """
    tail = iri.removeprefix(base)
    if tail != iri and _PLAIN.match(tail):
        return tail.replace("/", ".")
    words = "-".join(w for w in _OTHER.split(tail.replace("/", "-")) if w)[:80].strip("-") or "x"
    return f"{words}-{ids.digest(iri, size=10)}"

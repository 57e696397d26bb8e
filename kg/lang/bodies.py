"""Organizations known by name, with Wikidata: the name-suggestion-index, travelling as data (BSD-3-Clause; items CC0)."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

from kg.lang.territories import normalise


def find(name: str) -> str | None:
    """The Wikidata item (`Q53268`) of an organization that alone bears a name (*Toyota*), or None."""
    return None if name.islower() else _names().get(normalise(name))


@cache
def _names() -> dict[str, str]:
    return json.loads(gzip.decompress((files("kg.lang") / "data" / "bodies.json.gz").read_bytes()))["names"]

"""Given names and whose they nearly always are, a woman's or a man's (`kg.learned.make_given`)."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

from kg.lang import territories


def key(name: str) -> str:
    """What a given name is looked up by: without accents, in lower case."""
    return territories.unaccented(name).casefold()


def gender(name: str) -> str | None:
    """`f` or `m` for a name of women or men, "" for one of both, None for a word that is no known given name."""
    return _known().get(key(name))


@cache
def _known() -> dict[str, str]:
    data = json.loads(gzip.decompress((files("kg.lang") / "data" / "given_names.json.gz").read_bytes()))
    return {name: gender for gender in ("f", "m", "") for name in data[gender].split()}

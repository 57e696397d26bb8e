"""Make `kg/lang/data/given_names.json.gz` from Faker (PyPI, 40.63.0; MIT): given names that are nearly always of one gender.

    pip download --no-deps faker==40.63.0 && unzip faker-*.whl -d faker && python -m kg.learned.make_given faker

Faker lists common given names of women and men of some eighty languages and countries.  Each list is a vote: a
name in Latin letters is of a gender that at least four times as many lists give it as
the other, and the other one at most, else of both.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kg.lang import given

_LISTS = re.compile(r"first_names?_(?P<a>female|male)|first_(?P<b>female|male)(?:_romanized)?_names?")
_RATIO = 4  # lists for one gender to each for the other
_OTHERWISE = 1  # lists for the other, at most: *Andrea* is a man's name in Italy


def main(source: Path) -> None:
    """Write the file into the package."""
    sys.path.insert(0, str(source))
    votes: dict[str, Counter[str]] = {}
    for provider in sorted((source / "faker" / "providers" / "person").glob("*_*/__init__.py")):
        listed = set(_names(f"faker.providers.person.{provider.parent.name}"))
        for gender, name in listed:
            votes.setdefault(name, Counter())[gender] += 1
    kept: dict[str, list[str]] = {"f": [], "m": [], "": []}
    for name, count in sorted(votes.items()):
        (best, most), rest = count.most_common(1)[0], count.total() - max(count.values())
        if len(name) > 1:
            kept[best if most >= _RATIO * rest and rest <= _OTHERWISE else ""].append(name)
    out = Path(str(files("kg.lang"))) / "data" / "given_names.json.gz"
    data = json.dumps({"source": "Faker 40.63.0", **{g: " ".join(names) for g, names in kept.items()}})
    out.write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))
    print(f"{out}: {len(kept['f'])} names of women, {len(kept['m'])} of men, {out.stat().st_size / 1000:.0f} kB")


def _names(module: str) -> Iterator[tuple[str, str]]:
    """(gender, name as it is looked up) of one language's lists."""
    provider = importlib.import_module(module).Provider
    for attribute in dir(provider):
        found = _LISTS.match(attribute)
        listed = getattr(provider, attribute) if found else ()
        for name in listed if found and not callable(listed) else ():
            for written in (name,) if isinstance(name, str) else name:  # in several scripts
                key = given.key(written)
                if key.isascii() and key.isalpha():
                    yield (found["a"] or found["b"])[0], key


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Make `kg/lang/data/bodies.json.gz` from the name-suggestion-index (npm, 8.0.20260918; BSD-3-Clause).

    python -m kg.learned.make_bodies package/dist/wikidata/wikidata.min.json

The index has brands, operators and authorities with their Wikidata items, labels and descriptions (CC0).  Kept are
organizations by their description whose label nothing else in the index bears and that tells which body it is.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kg import ontology
from kg.lang import senses, territories
from kg.lang.lexicon import load as lexicon
from kg.learned.train_links import GENERIC

_HEAD = re.compile(r"\b(?:based|headquartered|in|of|from|that|which|for|operating|founded)\b|[,;(]")
_SHORTEST = 5  # letters of an acronym: fewer stand for many things


def main(path: Path) -> None:
    """Write the file into the package."""
    index = json.loads(path.read_text("utf-8"))["wikidata"]
    items: dict[str, list[tuple[str, str, str | None]]] = {}
    for item, known in sorted(index.items()):
        if label := known.get("label"):
            entry = (item, label, described(known.get("description") or ""))
            items.setdefault(territories.normalise(label), []).append(entry)
    names = dict(_kept(items))
    out = Path(str(files("kg.lang"))) / "data" / "bodies.json.gz"
    data = json.dumps({"source": "name-suggestion-index 8.0.20260918", "names": names}, ensure_ascii=False)
    out.write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))
    print(f"{out}: {len(names)} names, {out.stat().st_size / 1000:.0f} kB")


def described(text: str) -> str | None:
    """The class that a description begins with: *American multinational technology company based in …* is a Company."""
    words = _HEAD.split(text)[0].lower().split()[-3:]
    for word in reversed(words):
        if cls := lexicon().nouns.get(word) or lexicon().nouns.get(word.removesuffix("s")):
            return cls
    return "Organization" if words and "group" in senses.load().of("n", words[-1]) else None


def _kept(items: dict[str, list[tuple[str, str, str | None]]]) -> Iterator[tuple[str, str]]:
    for name, entries in sorted(items.items()):
        item, label, cls = entries[0]
        if len(entries) == 1 and cls and ontology.load().kind_of(cls) == "Organization" and is_telling(label, cls):
            yield name, item


def is_telling(label: str, cls: str) -> bool:
    """Whether a name stands for one body wherever it is read: no mere word, short acronym or *Ministry of Defence*."""
    words = territories.normalise(label).split()
    if not words or territories.find(label) or territories.around(label):
        return False
    if len(words) == 1:
        short = label.isupper() and len(label) < _SHORTEST
        return label.isalpha() and len(label) >= _SHORTEST - 1 and not short and not is_common(words[0])
    somewhere = any(territories.find(" ".join(label.split()[a : a + n])) for a in range(len(words)) for n in (1, 2))
    if somewhere or cls not in GENERIC:
        return somewhere or not (all(map(is_common, words)) and any(w in lexicon().nouns for w in words))
    return False


def is_common(word: str) -> bool:
    """Whether a word is one of the language's, and no name's own."""
    return len(word) < 4 or any(senses.load().of(p, word) for p in "nva")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

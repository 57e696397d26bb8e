"""Make `kg/lang/en/senses.txt.gz` from WordNet 3.0's database files (Debian's wordnet-base).

    python -m kg.learned.make_senses /usr/share/wordnet

Kept are single words for which the packaged model has a vector, with the classes of their four most frequent senses; and
which nouns mean somewhere one can be.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

_POS = {"n": "noun", "v": "verb", "a": "adj"}
# Names of the lexicographer files by number (lexnames(5WN)), without their part of speech.
_CLASSES = (
    "all pert all tops act animal artifact attribute body cognition communication event feeling food group location "
    "motive object person phenomenon plant possession process quantity relation shape state substance time body change "
    "cognition communication competition consumption contact creation emotion motion perception possession social "
    "stative weather ppl"
).split()
_MOST = 4
# What one can be in, at or on, by the first word of the synset and its class; and what is none of it though WordNet has it below.
_SITES = frozenset(
    {("artifact", w) for w in ("structure", "way", "facility", "excavation", "horizontal_surface", "roof")}
    | {("object", w) for w in ("geological_formation", "land", "body_of_water", "roof")}
    | {("location", w) for w in ("geographical_area", "district", "geographic_point", "area", "topographic_point")}
)
_NO_SITES = frozenset(
    ("artifact", w)
    for w in ("obstruction", "supporting_structure", "container", "facsimile", "column", "memorial", "projection")
)
_SITE_CLASSES = frozenset({"artifact", "location", "object", "group", "quantity"})  # of a word's first sense
_SITE_SENSES = 2
_HEAD = """\
# Lexicographer classes of English words, derived from WordNet 3.0.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this database for any purpose and without fee or royalty is granted, provided that this notice appears on
# all copies. THIS DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS
# OR IMPLIED. The name of Princeton University may not be used in advertising or publicity.
"""


def classes(folder: Path, pos: str) -> Iterator[tuple[str, list[str]]]:
    """(lemma, its classes) of one part of speech."""
    synsets: dict[str, tuple[str, list[str], set[int]]] = {}
    for line in (folder / f"data.{_POS[pos]}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i].lower() for i in range(count)]
        pointers = fields[5 + 2 * count :]
        quads = (pointers[4 * i : 4 * i + 4] for i in range(int(fields[4 + 2 * count])))
        made = {int(where[:2], 16) - 1 for symbol, _, other, where in quads if symbol == "+" and other == "v"}
        synsets[fields[0]] = (_CLASSES[int(fields[1])], words, made)
    for line in (folder / f"index.{_POS[pos]}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        found: list[str] = []
        for offset in fields[-int(fields[2]) :][:_MOST]:
            name, words, made = synsets[offset]
            derived = pos == "n" and fields[0] in words and words.index(fields[0]) in made
            found.append(f"{name}+" if derived else name)
        yield fields[0], list(dict.fromkeys(found))


def sites(folder: Path) -> Iterator[str]:
    """Nouns that first or second of all mean somewhere: *stairwell*, *school*, *forest*; no names."""
    known: dict[str, tuple[tuple[str, str], list[str]]] = {}
    for line in (folder / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split(" | ")[0].split()
            pointers = fields[5 + 2 * int(fields[3], 16) :]
            quads = (pointers[4 * i : 4 * i + 4] for i in range(int(fields[4 + 2 * int(fields[3], 16)])))
            above = [other for symbol, other, *_ in quads if symbol == "@"]
            known[fields[0]] = ((_CLASSES[int(fields[1])], fields[4].lower()), above)

    def kinds(offset: str) -> set[tuple[str, str]]:
        own, above = known[offset]
        return {own}.union(*map(kinds, above))

    for line in (folder / "index.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            offsets = fields[-int(fields[2]) :][:_SITE_SENSES]
            if known[offsets[0]][0][0] in _SITE_CLASSES and any(
                k & _SITES and not k & _NO_SITES for k in map(kinds, offsets)
            ):
                yield fields[0]


def main(folder: Path) -> None:
    from kg.nlp import pipeline

    vocab, lines = pipeline.load().vocab, []

    def is_kept(lemma: str) -> bool:
        return re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma) is not None and vocab.has_vector(lemma)

    for pos in _POS:
        groups: dict[str, list[str]] = {}
        for lemma, found in classes(folder, pos):
            if is_kept(lemma):
                groups.setdefault(" ".join([pos, *found]), []).append(lemma)
        lines += [f"{head}\t{' '.join(sorted(words))}" for head, words in sorted(groups.items())]
    lines.append(f"sites\t{' '.join(sorted(filter(is_kept, sites(folder))))}")
    data = _HEAD + "\n".join(lines) + "\n"
    Path(str(files("kg.lang") / "en" / "senses.txt.gz")).write_bytes(gzip.compress(data.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

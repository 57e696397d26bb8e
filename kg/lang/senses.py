"""What kind of thing a word can mean: WordNet's lexicographer classes (`lang/<language>/senses.txt.gz`).

*decision* is an act or a thought, made from a verb; *jet* an artefact first of all.  The classes (Fellbaum 1998; Ciaramita
& Johnson 2003 call them supersenses) generalise over words that a small training set never shows.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Senses:
    """Classes of nouns, verbs and adjectives by lemma, in lower case.

    Attributes:
        words: part of speech (`n`, `v`, `a`) → lemma → classes, the most frequent sense first; a class ends in `+`
            where that sense of a noun has a verb of the same stem.
        sites: nouns that mean somewhere one can be.
    """

    words: dict[str, dict[str, tuple[str, ...]]]
    sites: frozenset[str] = frozenset()

    def of(self, pos: str, lemma: str) -> tuple[str, ...]:
        """The classes of a lemma; none where it is unknown."""
        return self.words[pos].get(lemma, ())


@cache
def load(language: str = "en") -> Senses:
    """The classes of a language's words, read once."""
    words: dict[str, dict[str, tuple[str, ...]]] = {"n": {}, "v": {}, "a": {}}
    sites: frozenset[str] = frozenset()
    data = gzip.decompress((files("kg.lang") / language / "senses.txt.gz").read_bytes()).decode("utf-8")
    for line in data.splitlines():
        if line.startswith("#"):
            continue
        head, members = line.split("\t")
        if head == "sites":
            sites = frozenset(members.split(" "))
            continue
        pos, *classes = head.split(" ")
        words[pos].update(dict.fromkeys(members.split(" "), tuple(classes)))
    return Senses(words, sites)

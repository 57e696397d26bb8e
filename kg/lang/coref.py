"""What the coreference resolver knows of a language's words (`lang/<language>/coref.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PRONOUNS = ("he", "she", "it", "they", "i", "we", "you", "this", "other")  # names of classes
GENDERS = {"he": "m", "she": "f"}  # the classes of pronouns for one person
THING, SPEAKER, POINTING = "it", "i", "this"
THINGS = frozenset({THING, "they", POINTING})


@dataclass(frozen=True, slots=True)
class CorefWords:
    """Closed word classes of one language, all in lower case.

    Attributes:
        pronouns: form → class (one of `PRONOUNS`).
        reflexive, plural, definite, demonstrative, indefinite, weak: sets of forms.
        masculine, feminine: words whose vectors span the gender direction, pairwise.
        titles: title before a name → "m", "f" or "n" (says nothing).
        nouns: noun → "m" or "f".
    """

    pronouns: dict[str, str]
    reflexive: frozenset[str]
    plural: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    indefinite: frozenset[str]
    weak: frozenset[str]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    titles: dict[str, str]
    nouns: dict[str, str]


@cache
def load(language: str = "en") -> CorefWords:
    """The word classes of a language, read once."""
    data = tomllib.loads((files("kg.lang") / language / "coref.toml").read_text("utf-8"))
    return CorefWords(
        pronouns={w: cls for cls in PRONOUNS for w in data["pronouns"][cls]},
        **{k: frozenset(v) for k, v in data["words"].items()},
        masculine=tuple(data["gender"]["masculine"]),
        feminine=tuple(data["gender"]["feminine"]),
        titles={w: g for g, words in data["titles"].items() for w in words},
        nouns={w: g for g, words in data["nouns"].items() for w in words},
    )

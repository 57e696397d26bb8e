"""The words that attribute content to a source (`lang/<language>/cues/attribution.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Attribution:
    """Attributing words by the construction they stand in; all lemmas, lower case.  The file's comments define each.

    Verbs map to a stance: what the source does with the content (`says`, `believes`, `denies`, `asks`, …).
    Prepositions map a word to the prepositions that make one cue with it.
    """

    clause: Mapping[str, str]
    observing: frozenset[str]  # of the clause verbs, those that say what is found
    infinitive: Mapping[str, str]
    object: Mapping[str, str]
    predicate: Mapping[str, str]
    direct: frozenset[str]
    impersonal: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    demanding: frozenset[str]  # verbs that with *for* or *on* ask for something
    adjectives: frozenset[str]
    clause_nouns: frozenset[str]
    infinitive_nouns: frozenset[str]
    noun_prepositions: Mapping[str, frozenset[str]]
    unreal_nouns: frozenset[str]
    documents: frozenset[str]
    light_verbs: frozenset[str]
    adverbs: frozenset[str]
    told_by: frozenset[str]  # nouns that speak behind a *by* before the clause
    resuming: frozenset[str]  # verbs that make one cue with an infinitive of saying
    naming: frozenset[str]
    referring: frozenset[str]
    interrogating: frozenset[str]
    captions: frozenset[str]
    abstract_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    reflexive_endings: tuple[str, ...]
    verbs: frozenset[str]  # all verbs of any construction

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can introduce a direct quotation."""
        return lemma in self.clause or lemma in self.direct


@cache
def load(language: str = "en") -> Attribution:
    """The attributing words of a language, read once."""
    place = files("kg.lang") / language / "cues" / "attribution.toml"
    data: dict[str, Any] = tomllib.loads(place.read_text("utf-8"))
    clause, infinitive, objects, predicate = (
        _stances(data[k]) for k in ("clause", "infinitive", "object", "predicate")
    )
    prepositions = _by_word(data["preposition"])
    nouns = data["noun"]
    return Attribution(
        clause=clause,
        observing=frozenset(data["observing"]["verbs"]),
        infinitive=infinitive,
        object=objects,
        predicate=predicate,
        direct=frozenset(data["direct"]["verbs"]),
        impersonal=frozenset(data["impersonal"]["verbs"]),
        prepositions=prepositions,
        demanding=frozenset(data["demanding"]["verbs"]),
        adjectives=frozenset(data["adjective"]["clause"]),
        clause_nouns=frozenset(nouns["clause"]),
        infinitive_nouns=frozenset(nouns["infinitive"]),
        noun_prepositions=_by_word({k: nouns[k] for k in ("for", "of", "about", "on")}),
        unreal_nouns=frozenset(nouns["unreal"]),
        documents=frozenset(nouns["document"]),
        light_verbs=frozenset(nouns["light"]),
        adverbs=frozenset(data["other"]["adverbs"]),
        told_by=frozenset(data["other"]["by"]),
        resuming=frozenset(data["other"]["resuming"]),
        **{name: frozenset(words) for name, words in data["quoted"].items()},
        **{f"{name}_endings": tuple(words) for name, words in data["endings"].items()},
        verbs=frozenset([*clause, *infinitive, *objects, *predicate, *prepositions]),
    )


def _stances(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Verb → stance; what is listed first wins."""
    return {verb: stance for stance, verbs in reversed(table.items()) for verb in verbs}


def _by_word(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for preposition, words in table.items():
        for word in words:
            out.setdefault(word, set()).add(preposition)
    return {word: frozenset(found) for word, found in out.items()}

"""A language's cues: the words that negate, hedge, plan and suppose (`lang/<language>/cues/cues.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.lang.attribution import load as load_attribution


@dataclass(frozen=True, slots=True)
class Selectors:
    """Words that select an event, by where it stands.

    Attributes:
        clause: verbs whose clause it is.
        object, bare: verbs (with their particle) whose object it is; of `bare` only an object without an article.
        nouns: nouns that a preposition or a compound ties it to, or whose infinitive it is.
        to: nouns that *to* ties it to.
        joined: what joins it to something said before it.
        adjectives: said of it, before it or through a copula.
    """

    clause: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words by what they do; all lower case, verbs as lemmas.  The file's comments define each list."""

    reporting: Mapping[str, str]  # verb → stance
    unreal_nouns: frozenset[str]
    negation: frozenset[str]
    nearly: frozenset[str]
    gradual: frozenset[str]
    negating_verbs: frozenset[str]
    negating_nouns: frozenset[str]
    nobody: frozenset[str]
    raising: frozenset[str]
    holding: frozenset[str]
    professing: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    attributed: frozenset[str]
    hedging_adjectives: frozenset[str]
    alleging_adjectives: frozenset[str]
    plan_modals: frozenset[str]
    plan_verbs: frozenset[str]
    plan_nouns: frozenset[str]
    intended: frozenset[str]  # nouns
    factual_verbs: frozenset[str]
    wanting: frozenset[str]
    awaiting: frozenset[str]
    conditional: frozenset[str]
    proposing: frozenset[str]
    selecting: frozenset[str]
    forestalling: frozenset[str]
    implicative: frozenset[str]
    becoming: frozenset[str]
    inchoative: frozenset[str]
    depicting: frozenset[str]
    prior: frozenset[str]
    ranked: frozenset[str]
    of_any: frozenset[str]
    scheduling: frozenset[str]
    due: frozenset[str]
    owed: frozenset[str]
    dating: frozenset[str]
    timetabled: frozenset[str]
    arranged: frozenset[str]
    given_marks: frozenset[str]
    proving: frozenset[str]
    hearing: frozenset[str]
    tribunals: frozenset[str]
    condition_marks: frozenset[str]
    condition_modals: frozenset[str]
    verdict_verbs: frozenset[str]
    probable_content: Selectors
    possible_content: Selectors
    undone: Selectors


@cache
def load(language: str = "en") -> Cues:
    """The cues of a language, read once."""
    data: dict[str, Any] = tomllib.loads((files("kg.lang") / language / "cues" / "cues.toml").read_text("utf-8"))
    attribution = load_attribution(language)
    return Cues(
        reporting=attribution.clause,
        unreal_nouns=attribution.unreal_nouns,
        negation=frozenset(data["negation"]["words"]),
        negating_verbs=frozenset(data["negation"]["verbs"]),
        negating_nouns=frozenset(data["negation"]["nouns"]),
        nobody=frozenset(data["negation"]["nobody"]),
        raising=frozenset(data["negation"]["raising"]),
        **{name: frozenset(words) for part in ("knowledge", "degree") for name, words in data[part].items()},
        possible=frozenset(data["hedge"]["possible"]),
        probable=frozenset(data["hedge"]["probable"]),
        attributed=frozenset(data["hedge"]["attributed"]),
        hedging_adjectives=frozenset(data["hedge"]["adjectives"]),
        alleging_adjectives=frozenset(data["hedge"]["alleging_adjectives"]),
        plan_modals=frozenset(data["plan"]["modals"]),
        plan_verbs=frozenset(data["plan"]["verbs"]),
        plan_nouns=frozenset(data["plan"]["nouns"]),
        intended=frozenset(data["plan"]["intended"]),
        factual_verbs=frozenset(data["plan"]["factual"]),
        wanting=frozenset(data["plan"]["wanting"]),
        awaiting=frozenset(data["plan"]["awaiting"]),
        conditional=frozenset(data["plan"]["conditional"]),
        proposing=frozenset(data["plan"]["proposing"]),
        selecting=frozenset(data["plan"]["selecting"]),
        forestalling=frozenset(data["plan"]["forestalling"]),
        implicative=frozenset(data["plan"]["implicative"]),
        becoming=frozenset(data["plan"]["becoming"]),
        inchoative=frozenset(data["plan"]["inchoative"]),
        depicting=frozenset(data["plan"]["depicting"]),
        prior=frozenset(data["plan"]["prior"]),
        ranked=frozenset(data["plan"]["ranked"]),
        of_any=frozenset(data["plan"]["of_any"]),
        scheduling=frozenset(data["plan"]["scheduling"]),
        due=frozenset(data["plan"]["due"]),
        owed=frozenset(data["plan"]["owed"]),
        dating=frozenset(data["plan"]["dating"]),
        timetabled=frozenset(data["plan"]["timetabled"]),
        arranged=frozenset(data["plan"]["arranged"] + data["plan"]["timetabled"]),
        condition_marks=frozenset(data["condition"]["marks"]),
        condition_modals=frozenset(data["condition"]["modals"]),
        verdict_verbs=frozenset(data["verdict"]["of_for_with"]),
        probable_content=_selectors(data["probable"]),
        possible_content=_selectors(data["possible"]),
        undone=_selectors(data["undone"]),
    )


def _selectors(data: Mapping[str, list[str]]) -> Selectors:
    return Selectors(**{name: frozenset(words) for name, words in data.items()})

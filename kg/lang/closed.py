"""A language's closed-class words: prepositions, determiners, auxiliaries, pronouns, conjunctions (`lang/<language>/closed.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ClosedClass:
    """Sets of words by what they do in a clause; the file's comments define each.

    Prepositions are named for the case that other languages have in their place.
    """

    # prepositions
    genitive: frozenset[str]
    agentive: frozenset[str]
    allative: frozenset[str]
    ablative: frozenset[str]
    benefactive: frozenset[str]
    comitative: frozenset[str]
    abessive: frozenset[str]
    essive: frozenset[str]
    inessive: frozenset[str]
    adessive: frozenset[str]
    antessive: frozenset[str]
    distributive: frozenset[str]
    topical: frozenset[str]
    origin: frozenset[str]
    in_names: frozenset[str]
    of_posts: frozenset[str]
    of_members: frozenset[str]
    of_deeds: frozenset[str]
    of_judged: frozenset[str]
    of_sources: frozenset[str]
    of_demands: frozenset[str]
    of_contents: frozenset[str]
    of_conditions: frozenset[str]
    of_objects: frozenset[str]
    gerund_of_object: frozenset[str]
    unreal_gerund: frozenset[str]
    locative: frozenset[str]
    terminative: frozenset[str]
    completive: frozenset[str]
    bounding: frozenset[str]
    bounded: frozenset[str]
    ranging: frozenset[str]
    goal: frozenset[str]
    directional: frozenset[str]
    at_places: frozenset[str]
    along_places: frozenset[str]
    targeting: frozenset[str]
    at_scenes: frozenset[str]
    at_buildings: frozenset[str]
    whither: frozenset[str]
    illative: frozenset[str]
    at_sites: frozenset[str]
    of_sites: frozenset[str]
    of_sums: frozenset[str]
    of_counted: frozenset[str]
    of_shares: frozenset[str]
    of_wholes: frozenset[str]
    of_rounds: frozenset[str]
    of_joiners: frozenset[str]
    loosely_topical: frozenset[str]
    against: frozenset[str]
    of_venues: frozenset[str]
    ordering: frozenset[str]
    not_of_counts: frozenset[str]

    # determiners
    definite: frozenset[str]
    indefinite: frozenset[str]
    negative: frozenset[str]
    neither: frozenset[str]
    pointing: frozenset[str]
    additional: frozenset[str]
    anaphoric: frozenset[str]
    figures: frozenset[str]
    quantities: frozenset[str]
    partitives: frozenset[str]
    of_another: frozenset[str]

    # auxiliaries
    copula: frozenset[str]
    linking: frozenset[str]
    equating: frozenset[str]
    perfect: frozenset[str]
    infinitive: frozenset[str]
    copulas: frozenset[str]
    finite: frozenset[str]
    past: frozenset[str]
    pluperfect: frozenset[str]
    subjunctive: frozenset[str]
    epistemic: frozenset[str]
    conditional_ability: frozenset[str]
    ability: frozenset[str]
    past_future: frozenset[str]
    past_helpers: frozenset[str]
    past_or_perfect: frozenset[str]
    future: frozenset[str]

    # pronouns
    prop_word: frozenset[str]
    relative: frozenset[str]
    of_persons: frozenset[str]
    of_subjects: frozenset[str]
    person_relative: frozenset[str]
    thing_relative: frozenset[str]
    place_relative: frozenset[str]
    bare_relative: frozenset[str]
    empty: frozenset[str]
    demonstrative: frozenset[str]
    addressee: frozenset[str]
    interlocutors: frozenset[str]

    # conjunctions
    additive: frozenset[str]
    joint: frozenset[str]
    adversative: frozenset[str]
    negative_additive: frozenset[str]
    alternative: frozenset[str]
    conditional: frozenset[str]
    hypothesis: frozenset[str]
    contrastive: frozenset[str]
    complementizer: frozenset[str]
    comparative: frozenset[str]
    restrictive: frozenset[str]
    excepting: frozenset[str]
    source_heads: frozenset[str]
    coordinating: frozenset[str]
    going_on: frozenset[str]
    simultaneous: frozenset[str]
    temporal_or_causal: frozenset[str]

    # adverbs
    now: frozenset[str]
    subsequent: frozenset[str]
    lasting: frozenset[str]
    resultative: frozenset[str]


@cache
def load(language: str = "en") -> ClosedClass:
    """The closed-class words of a language, read once."""
    data = tomllib.loads((files("kg.lang") / language / "closed.toml").read_text("utf-8"))
    return ClosedClass(**{name: frozenset(words) for listed in data.values() for name, words in listed.items()})


def without_article(name: str) -> str:
    """A name without the definite article it begins with."""
    first, *rest = name.split(maxsplit=1) or [""]
    return rest[0] if rest and first.lower() in load().definite and name.startswith(first) else name

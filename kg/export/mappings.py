"""Mappings of our terms to those of other tools: `ontologies/mappings/*.toml` and `ontologies/alignments.ttl`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kg import ontology


@cache
def load(name: str) -> dict[str, Any]:
    """The mapping of one tool, such as `followthemoney`."""
    return tomllib.loads((ontology.folder() / "mappings" / f"{name}.toml").read_text("utf-8"))


def nearest(cls: str, table: dict[str, str]) -> str | None:
    """What a class maps to: its own entry, or that of the nearest class above it."""
    onto, level = ontology.load(), [cls]
    while level:
        for name in level:
            if name in table:
                return table[name]
        level = [p for name in level if name in onto.classes for p in onto.classes[name].parents]
    return None


@cache
def aligned(relation: str, namespace: str) -> dict[str, str]:
    """Our terms → the term of another vocabulary they are aligned with, the first where there are several.

    Args:
        relation: the CURIE of the alignment, such as `skos:exactMatch`.
        namespace: of the other vocabulary.
    """
    import pyoxigraph as ox

    out: dict[str, str] = {}
    for triple in ox.parse(path=str(ontology.folder() / "alignments.ttl"), format=ox.RdfFormat.TURTLE):
        if triple.predicate.value == ontology.expand(relation) and triple.object.value.startswith(namespace):
            out.setdefault(ontology.local(triple.subject.value), triple.object.value)
    return out

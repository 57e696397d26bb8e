"""The dictionary of well-known names (`kg.resolve.links`), read off corpora whose annotators gave Wikidata items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg import ontology
from kg.lang import senses, territories
from kg.lang.lexicon import load as lexicon
from kg.learned import gold
from kg.learned.linear import Weights
from kg.resolve.links import AMBIGUOUS

SURE = 1  # documents a place's name, or an organization's of several words, must stand in
DOUBTFUL = 2  # and other names: common words (*Main Street*), organizations of one word
KINDS = ("Place", "Organization")
AGREED = {"Place": 0.8, "Organization": 0.95}  # share of them that mean the same item
# bodies that every country has its own of
GENERIC = frozenset(
    {"PoliticalParty", "Legislature", "MilitaryForce", "Government", "Ministry", "Court", "PoliceForce"}
)
_WIKIDATA = "wikidata.org/entity/"


def train(corpus: gold.Corpus, sets: Sequence[str]) -> Weights:
    """Items by kind and normalised name."""
    seen: dict[str, dict[str, dict[str, set[str]]]] = {kind: {} for kind in KINDS}
    for name in sets:
        for record, _, _ in corpus.training(name):
            for text, kind, item in _linked(record):
                if kind in seen and text[:1].isupper() and not _generic(text, kind):
                    items = seen[kind].setdefault(territories.normalise(text), {})
                    items.setdefault(item, set()).add(record["id"])
    names = {k: {n: q for n, items in sorted(seen[k].items()) if (q := _agreed(n, items, k)) is not None} for k in seen}
    return Weights({}, {}, {"names": names})


def _agreed(name: str, items: dict[str, set[str]], kind: str) -> str | None:
    best = max(sorted(items), key=lambda q: len(items[q]))
    if len(items[best]) < AGREED[kind] * sum(len(d) for d in items.values()):
        return AMBIGUOUS
    doubtful = (kind == "Organization" and " " not in name) or all(_is_common(w) for w in name.split())
    return best if len(items[best]) >= (DOUBTFUL if doubtful else SURE) else None


def _is_common(word: str) -> bool:
    """Whether a word is a noun of the language, and first of all no place."""
    return not any(s.startswith("location") for s in senses.load().of("n", word)[:1] or ("location",))


def _generic(name: str, kind: str) -> bool:
    """Names that every country has its own of (*the Democratic Party*), and adjectives (*Republican*)."""
    last = name.split()[-1].lower()
    if kind != "Organization":
        return False
    return lexicon().nouns.get(last) in GENERIC or bool(senses.load().of("a", name.lower()))


def _linked(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(name, kind, item) of a gold record: its names, or the arguments of its facts where it lists no mentions."""
    entities, text = {e["id"]: e for e in record["entities"]}, record["text"]
    for m in record.get("mentions", ()):
        entity = entities[m["entity"]]
        if m["kind"] == "name" and (item := _item(entity)):
            start, end = min((m["span"], *m.get("core", ()), *m.get("alt", ())), key=lambda s: s[1] - s[0])
            yield text[start:end], "Place" if entity["type"] == "Country" else entity["type"] or "", item
    onto = ontology.load()
    for claim in record.get("claims", ()):
        wanted = onto.properties.get(claim["predicate"])
        for argument, classes in (("subject", wanted.domain), ("object", wanted.range)) if wanted else ():
            entity = entities.get(claim[argument] or "")
            kinds = {"Place" if k == "Country" else k for c in classes if (k := onto.kind_of(c))}
            if entity and len(kinds) == 1 and (item := _item(entity)):
                start, end = claim[f"{argument}_span"]
                yield text[start:end], kinds.pop(), item


def _item(entity: dict[str, Any]) -> str | None:
    return next((u.rsplit("/", 1)[1] for u in entity.get("same_as", ()) if _WIKIDATA in u), None)

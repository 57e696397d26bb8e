"""Bodies that nearly every country has, as entities: the Senate of the Philippines is one, that of Puerto Rico another.

Whose a body is stands in its label and so in its IRI.  One of which nothing says whose it is stays its document's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.model import Decision
from kg.nlp import institutions
from kg.nlp.coref_names import clean
from kg.nlp.institutions import Body

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.lang.territories import Territory
    from kg.nlp.types import TokenMention
    from kg.resolve.entities import Draft

_VOTE = 2.0  # what the name says of the class


@dataclass(frozen=True, slots=True)
class Institution:
    """What a chain of mentions is: a body by its one name, of a territory where that is known."""

    name: str
    territory: Territory | None

    @property
    def identified(self) -> bool:
        """Whether the name and the territory together are one thing's, in every article."""
        return self.territory is not None and institutions.of_one(self.name)

    @property
    def label(self) -> str:
        """*Senate of the Philippines*, *North Carolina Senate*, *United States House of Representatives*."""
        name = " ".join(w if w in _small() else w.capitalize() for w in self.name.split())
        if self.territory is None:
            return name
        owner, data = self.territory.name.partition(" (")[0], lexicon().institutions
        whole = self.territory.parent or self.territory
        if whole.name in data.before_name:
            return f"{owner} {name}"
        article = "the " if owner.split()[-1].casefold() in data.with_article else ""
        return f"{name} of {article}{owner}"


def is_common(label: str, kind: str | None) -> bool:
    """Whether a name is no more than a noun for a kind of body or place: *the Ministry*, *the Board*, *State*."""
    return kind in ("Organization", "Place") and label.casefold() in lexicon().nouns


def assign(doc: Doc, mentions: Sequence[TokenMention], drafts: Sequence[Draft], by_token: dict[int, Draft]) -> None:
    """Say of each draft whether it is such a body, and of which territory.

    Args:
        doc, mentions: the front half's views.
        drafts: chains with their territories; changed in place.
        by_token: the draft a token stands for, to follow *its* and *the country's*.
    """
    found = institutions.find(doc, mentions)
    for draft in drafts:
        names = [mentions[k] for k in draft.members if mentions[k].kind == "name"]
        if names and all(_of_office(doc, m) for m in names):
            draft.kind = None
        bodies = [found[k] for k in draft.members if k in found]
        if bodies and draft.territory is None:
            _assign(draft, bodies, _others(doc, mentions, draft, found), by_token)
    known = {
        (name, i.territory): i
        for d in drafts
        if (i := d.institution) and i.identified
        for name in (i.name, *_also(doc, mentions, d))
    }
    for draft in drafts:
        if draft.institution is None and (described := _described(doc, mentions, draft)):
            draft.institution = _meant(draft, described, known)


def _assign(draft: Draft, bodies: Sequence[Body], others: Sequence[str], by_token: dict[int, Draft]) -> None:
    name = Counter(b.name for b in bodies).most_common(1)[0][0]
    if any(
        o.casefold().endswith(f" {name}") and not any(f" {word} " in o for word in load_closed().genitive)
        for o in others
    ) or len(others) > len(bodies):
        draft.in_full = True  # the European Parliament, the Knesset
        return
    draft.kind, draft.body_of = "Organization", None
    draft.votes[institutions.class_of(name)] += _VOTE
    territory, why = _territory(bodies, by_token)
    if territory is None and any(b.named for b in bodies):
        draft.in_full = True  # the Christchurch District Court
        return
    draft.institution = Institution(institutions.in_country(name, territory) if territory else name, territory)
    draft.reasons.append(Decision(f"is {draft.institution.label}", why))


def _of_office(doc: Doc, m: TokenMention) -> bool:
    """Whether a name only says what an office is for: *Secretary of State*, *the Interior Minister*."""
    words, data = [t.lower_ for t in doc[m.start : m.end]], lexicon()
    if not all(w in data.institutions.matters or w in _small() for w in words):
        return False
    if m.end < len(doc) and doc[m.end].lower_ in data.of_state:
        return True
    before = m.start - 1 - (doc[m.start - 1].lower_ in load_closed().definite)
    return before > 0 and doc[before].lower_ in load_closed().genitive and doc[before - 1].lower_ in data.of_state


def _others(doc: Doc, mentions: Sequence[TokenMention], draft: Draft, found: dict[int, Body]) -> list[str]:
    """The names of a draft that are no such body's."""
    names = (k for k in draft.members if mentions[k].kind == "name" and k not in found)
    return [clean(doc[mentions[k].start : mentions[k].end].text) for k in names]


def _territory(bodies: Sequence[Body], by_token: dict[int, Draft]) -> tuple[Territory | None, str]:
    """The territory that bodies are of, and how it is known: said, said of a possessor, or understood."""
    for body in bodies:
        if body.why == institutions.SAID and body.territory:
            draft = by_token.get(body.at) if body.at is not None else None
            return (draft.territory if draft and draft.territory else body.territory), "said beside the name"
    for body in bodies:
        owner = by_token.get(body.at) if body.at is not None and body.territory is None else None
        if owner is not None and (territory := owner.territory or (owner.body_of and owner.body_of[1])):
            return territory, f"said to be of {owner.label or territory.name}"
    understood = next((b for b in bodies if b.territory), None)
    return (understood.territory, understood.why) if understood else (None, "nothing says whose it is")


def _also(doc: Doc, mentions: Sequence[TokenMention], draft: Draft) -> list[str]:
    """What a body is called in descriptions: *Tonga's parliament, the Legislative Assembly*."""
    nouns = (doc[mentions[k].head].lower_ for k in draft.members if mentions[k].kind == "nominal")
    return sorted({name for noun in nouns if (name := institutions.name_of([noun]))})


def _described(doc: Doc, mentions: Sequence[TokenMention], draft: Draft) -> str | None:
    """The name that descriptions alone make: *parliament*, *the army*; None where they say more, or something else."""
    names = set()
    for k in draft.members:
        m = mentions[k]
        if m.kind == "name":
            return None
        if m.kind == "nominal":
            words = [t for t in doc[m.start : m.end] if t.dep_ not in ("det", "poss", "case") and not t.is_space]
            own = [t.lower_ for t in words if territories.find(t.text) is None]
            names.add(institutions.name_of(own) if doc[m.head].tag_ != "NNS" else None)
    return next(iter(names)) if len(names) == 1 else None


def _meant(draft: Draft, name: str, known: dict[tuple[str, Territory | None], Institution]) -> Institution | None:
    """The named body that a description is of: that of its country, or the only one of the article."""
    if draft.body_of is not None:
        return known.get((name, draft.body_of[1]))
    same = [i for (n, _), i in known.items() if n == name]
    return same[0] if len(same) == 1 else None


@cache
def _small() -> frozenset[str]:
    """What is written small within a name."""
    return load_closed().in_names | load_closed().joint | load_closed().definite

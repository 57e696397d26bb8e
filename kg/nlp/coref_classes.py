"""Which class of the ontology a mention says, and whether two such classes contradict: a ministry is no company."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.nlp import institutions
from kg.nlp.coref_names import NameForm
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def said(doc: Doc, mentions: Sequence[TokenMention], names: Iterable[NameForm]) -> list[str | None]:
    """For each mention the class that its words say: a description's noun, a name's ending, a country's name."""
    forms = {f.mention: f for f in names}
    return [_of(doc, m, forms.get(k)) for k, m in enumerate(mentions)]


def _of(doc: Doc, m: TokenMention, form: NameForm | None) -> str | None:
    if form is not None:
        return institutions.class_of(form.body.name) if form.body else _of_name(form)
    return lexicon().class_of(doc[m.head]) if m.kind == "nominal" and m.form in ("", "apposition") else None


def _of_name(name: NameForm) -> str | None:
    """*Norland University*, *the Ports Authority* and *the Ministry of Sports* are no companies; *the Evening Times* may be one."""
    if name.label in ("GPE", "LOC"):
        place = territories.find(name.text)
        return None if place is None else "Country" if place.is_country else "Region"
    if territories.union(name.text) is not None:
        return "InternationalOrganization"
    if len(name.words) < 2 or name.label not in ("ORG", "MISC", "FAC"):
        return None
    known, onto = lexicon(), ontology.load()
    head = next((n for n, word in enumerate(name.words) if n and word in load_closed().in_names), len(name.words))
    noun = name.words[head - 1]
    if noun in known.public:
        return "GovernmentAgency"
    cls = known.endings.get(noun) or known.nouns.get(noun)
    body = cls is not None and onto.kind_of(cls) == "Organization" and not onto.is_a(cls, "MediaOrganization")
    return cls if body else None


@cache
def contradict(a: str, b: str) -> bool:
    """Whether one thing is hardly described by nouns of both classes: a government is no company and no app."""
    onto = ontology.load()
    if onto.is_a(a, b) or onto.is_a(b, a):
        return False
    kinds = {onto.kind_of(a), onto.kind_of(b)}
    if kinds == {"Organization"}:
        return True
    if kinds == {"Organization", "Product"}:
        return not any(onto.is_a(c, "Company") for c in (a, b))
    return len(kinds) == 2 and kinds <= {"Person", "Organization", "Product", "Group"}

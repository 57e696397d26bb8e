"""Chains → entities: one node for each real thing, its type decided by all its mentions together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import ids, ontology
from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.learned.linear import softmax
from kg.model import Decision, Entity
from kg.nlp import grammar
from kg.nlp.coref import Chains, clean
from kg.nlp.mentions import relative_antecedent
from kg.nlp.types import TokenMention
from kg.resolve import institutions, kinds, naming, teams
from kg.resolve.doubt import doubted
from kg.resolve.institutions import Institution
from kg.resolve.votes import beside, decide, ending, known, names_union, occasion, subtype, votes_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lang.territories import Territory
    from kg.resolve.kinds import Judged
    from kg.resolve.links import Links


@dataclass(slots=True)
class Draft:
    """An entity in the making."""

    members: list[int]
    votes: Counter[str] = field(default_factory=Counter)  # class of the ontology → weight
    kind: str | None = None
    reasons: list[Decision] = field(default_factory=list)
    territory: Territory | None = None
    lies_in: Territory | None = None
    body_of: tuple[str, Territory] | None = None  # (class, country): the Government of a country
    team_of: Territory | None = None
    institution: Institution | None = None
    in_full: bool = False  # whether its longest name is its label
    label: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entities of a document and how to find the one a token stands for."""

    entities: tuple[Entity, ...]
    of_mention: dict[int, str]
    by_token: dict[int, str]
    doubted: frozenset[int] = frozenset()  # heads of pronouns that may stand for somebody else

    def at(self, token: Token) -> str | None:
        """The entity a token refers to: through its mention, a relative pronoun, or what it is predicated of."""
        if (found := self.by_token.get(token.i)) is not None:
            return found
        if (antecedent := relative_antecedent(token)) is not None:
            return self.at(antecedent)
        for other in grammar.denotes(token) if token.pos_ in ("NOUN", "PROPN") else ():
            if other.i != token.i and other.i in self.by_token:
                return self.by_token[other.i]
        return None

    def get(self, identifier: str) -> Entity:
        return next(e for e in self.entities if e.id == identifier)


def build(
    doc: Doc,
    document_id: str,
    base: str,
    mentions: Sequence[TokenMention],
    chains: Chains,
    judged: Judged,
    links: Links,
    hints: Iterable[tuple[int, str]] = (),
) -> EntityTable:
    """Make the entities of one document.

    Args:
        doc, mentions, chains: the front half's views.
        document_id: scopes the IRIs of what only this document can tell apart.
        base: the IRI base.
        judged: the kinds of named things (`kinds.judge`).
        links: well-known names.
        hints: (token, class) votes from elsewhere, such as the domain of a frame that fired.
    """
    drafts = [Draft(list(chain)) for chain in chains.chains]
    of_token = _token_index(mentions, drafts)
    for draft in drafts:
        draft.votes = votes_of(doc, mentions, draft.members)
    _decide(doc, mentions, drafts, judged, _hinted(drafts, of_token, mentions, hints))
    for draft in drafts:
        _locate(doc, mentions, draft, links)
    if teams.is_report(doc):
        _teams(doc, mentions, drafts)
    _bodies(doc, mentions, drafts)
    institutions.assign(doc, mentions, drafts, _token_index(mentions, drafts))
    shared = naming.shared(doc, mentions)
    for draft in drafts:
        naming.name(doc, mentions, draft, shared)
    return _finish(doc, document_id, base, mentions, _merge(drafts), chains, links)


_HINT = 0.3  # what a hint weighs among the votes
_KNOWN = 5.0  # what a well-known name does


def _hinted(
    drafts: list[Draft], of_token: dict[int, Draft], mentions: Sequence[TokenMention], hints: Iterable[tuple[int, str]]
) -> dict[int, Counter[str]]:
    """Hints by the draft they are about (its place in `drafts`), counted; they are votes too."""
    place, out = {id(d): n for n, d in enumerate(drafts)}, {}
    for token, cls in hints:
        if (draft := of_token.get(token)) is not None and any(mentions[k].kind == "name" for k in draft.members):
            draft.votes[ontology.load().kind_of(cls) or cls] += _HINT  # *in Linz* makes a place of it, no country
            out.setdefault(place[id(draft)], Counter[str]())[cls] += 1
    return out


def _decide(
    doc: Doc,
    mentions: Sequence[TokenMention],
    drafts: list[Draft],
    judged: Judged,
    hinted: dict[int, Counter[str]],
) -> None:
    """Give each draft its kind: the model's where a name is among its mentions, else the votes'."""
    scores = judged.scores.copy()
    for row, n in enumerate(judged.chains):
        for cls, times in hinted.get(n, {}).items():
            if (kind := ontology.load().kind_of(cls)) in kinds.KINDS:
                scores[row, kinds.KINDS.index(kind)] += kinds.HINT * min(times, 2)
        if (cls := ending(doc, mentions, drafts[n].members)) and (kind := ontology.load().kind_of(cls)) in kinds.KINDS:
            scores[row, kinds.KINDS.index(kind)] += kinds.ENDING
        if (kind := beside(doc, mentions, drafts[n].members)) in kinds.KINDS:
            scores[row, kinds.KINDS.index(kind)] += kinds.BESIDE
        scores[row, kinds.KINDS.index("Event")] += kinds.OCCASION * occasion(doc, mentions, drafts[n].members)
    chances = softmax(scores) if judged.chains else scores
    for draft in drafts:
        draft.kind = decide(draft.votes)[0]
    for row, n in enumerate(judged.chains):
        best = int(chances[row].argmax())
        draft, kind = drafts[n], kinds.KINDS[best]
        if kind == "Product" and chances[row, best] < kinds.SURE and draft.kind != "Product":
            draft.kind = None if draft.kind in (None, "Product") else draft.kind
        elif kind != "Other":
            draft.kind = kind
        elif draft.kind in kinds.KINDS:
            draft.kind = None
        why = "; ".join(judged.model.reasons(judged.heard, row, best))
        draft.reasons.append(Decision(f"is a {kind}", f"kinds model {chances[row, best]:.2f}: {why}"))
        if found := known(doc, mentions, draft.members):
            _as_known(draft, *found)
        if names_union(doc, mentions, draft.members):
            draft.votes["InternationalOrganization"] += _KNOWN


def _as_known(draft: Draft, name: str, cls: str) -> None:
    """Take a well-known name for what it always is; a company and its platform are one name, the one that acts."""
    onto = ontology.load()
    kind = "Organization" if onto.is_a(cls, "SocialMediaPlatform") else onto.kind_of(cls)
    draft.kind = kind
    draft.votes[cls] += _KNOWN
    draft.reasons.append(Decision(f"is a {kind}", f"“{name}” is a well-known name"))


def _token_index(mentions: Sequence[TokenMention], drafts: list[Draft]) -> dict[int, Draft]:
    out: dict[int, Draft] = {}
    for draft in drafts:
        for k in draft.members:
            m = mentions[k]
            for i in range(m.start, m.end) if m.kind == "name" else (m.head,):
                out.setdefault(i, draft)
    return out


# ---------------------------------------------------------------- places and bodies


def _locate(doc: Doc, mentions: Sequence[TokenMention], draft: Draft, links: Links) -> None:
    """Link a name to the territory it stands for, unless its mentions say it is somebody or something else."""
    if draft.kind in ("Person", "Product", "Event"):
        return
    for k in draft.members:
        mention = mentions[k]
        if mention.kind != "name" or (doc[mention.end - 1].tag_ == "NNPS" and mention.label == "NORP"):
            continue
        text = clean(doc[mention.start : mention.end].text)
        if draft.kind == "Organization" and mention.label == "ORG" and " " not in text and not territories.find(text):
            continue
        found = territories.find(text)
        if found is not None and found.is_country:
            found = _beside(doc, mention, text) or found
        if found is not None and found.parent and _may_be_a_city(text, found, links):
            draft.lies_in = found.parent
        elif found is not None:
            draft.territory = found
            draft.reasons.append(Decision(f"linked to {found.name}", f"“{text}” is a name of it (rigour territories)"))
            return
        if (near := territories.around(text)) and draft.lies_in is None and draft.kind != "Organization":
            draft.lies_in = near


def _beside(doc: Doc, mention: TokenMention, name: str) -> Territory | None:
    """The region that a country's name means among regions: *Florida, Georgia and Ohio*."""
    around = [t for t in doc[max(mention.start - 6, 0) : mention.end + 6] if t.ent_type_ in ("GPE", "LOC")]
    parents = Counter(t.parent.code for x in around if (t := territories.find(x.text)) and t.parent)
    code = max(sorted(parents), key=lambda c: parents[c], default="")
    return territories.region_of(name, code) if parents[code] > 1 else None


def _may_be_a_city(text: str, region: Territory, links: Links) -> bool:
    """Whether a region's name is also a city's, so that it says only what country it is in: *Volgograd*, *New York*."""
    item = links.find(text, "Place")
    return (item is not None and item != region.qid) or (item is None and region.name.startswith(f"{text} "))


def _teams(doc: Doc, mentions: Sequence[TokenMention], drafts: list[Draft]) -> None:
    """Countries that compete in a report of sport are their teams."""
    for draft in drafts:
        if draft.territory is not None and teams.competes(doc, mentions, draft.members):
            draft.reasons.append(Decision(f"the team of {draft.territory.name}", "competes in a report of sport"))
            draft.kind, draft.lies_in, draft.team_of = "Organization", None, draft.territory
            draft.votes["SportsTeam"] += 3
            draft.territory = None


def _bodies(doc: Doc, mentions: Sequence[TokenMention], drafts: list[Draft]) -> None:
    """Bodies that act for a country: *the Russian government* is one, however often and however it is called."""
    lexicon = load_lexicon()
    by_token = _token_index(mentions, drafts)
    bare: list[tuple[Draft, str, int]] = []
    known: list[tuple[str, Territory]] = []
    for draft in drafts:
        for k in draft.members:
            mention = mentions[k]
            head = doc[mention.head]
            lemma = head.lemma_.casefold()
            cls = lexicon.acting.get(lemma) or lexicon.acting.get(head.lower_)
            if cls is None or mention.kind == "pronoun" or _is_called_otherwise(doc, mention):
                continue
            country = _country_before(head, by_token)
            if country is not None and draft.body_of is None:
                draft.body_of = (cls, country)
                draft.votes[cls] += 2
                known.append((cls, country))
            elif country is None and cls == "Government" and not _qualified(head):
                bare.append((draft, cls, head.i))
    for draft, cls, at in bare:
        if draft.body_of is None and (
            found := _nearest_country(doc, mentions, drafts, at, [t for c, t in known if c == cls])
        ):
            draft.body_of = (cls, found)
            draft.reasons.append(Decision(f"{cls} of {found.name}", "the only country it can be of here"))
    _seats(doc, mentions, drafts, [t for c, t in known if c == "Government"])


def _is_called_otherwise(doc: Doc, mention: TokenMention) -> bool:
    """Whether words with capitals between a country and its body make it another: *the US Food and Drug Administration*."""
    if mention.kind != "name" or doc[mention.head].is_lower:
        return False
    ends = (b for b in range(mention.head, mention.start, -1) if territories.find(doc[mention.start : b].text))
    return any(t.text[:1].isupper() for t in doc[next(ends, mention.head) : mention.head])


def _qualified(head: Token) -> bool:
    """Whether something says whose the body is, though it is no country: *the government of a king*."""
    return bool(
        grammar.demonyms(head) or grammar.possessors(head) or grammar.prepositional(head, *load_closed().genitive)
    )


def _country_before(head: Token, by_token: dict[int, Draft]) -> Territory | None:
    modifiers = [
        *grammar.demonyms(head),
        *grammar.possessors(head),
        *(o for _, o in grammar.prepositional(head, *load_closed().genitive)),
        *(c for c in head.lefts if c.dep_ in ("amod", "compound")),
    ]
    for token in modifiers:
        draft = by_token.get(token.i)
        if draft is not None and draft.territory is not None:
            return draft.territory
    return None


def _nearest_country(
    doc: Doc, mentions: Sequence[TokenMention], drafts: list[Draft], at: int, known: list[Territory]
) -> Territory | None:
    """The country of a bare *the government*: one named in its sentence, or the only one whose government is spoken of."""
    sentence = doc[at].sent
    here = [
        d.territory
        for d in drafts
        if d.territory
        and d.territory.is_country
        and any(
            sentence.start <= mentions[k].start < sentence.end and mentions[k].label in ("GPE", "NORP", "LOC")
            for k in d.members
        )
    ]
    names = {t.code: t for t in here}
    spoken_of = {t.code: t for t in known}
    both = [t for code, t in names.items() if code in spoken_of]
    if len(both) == 1:
        return both[0]
    if len(names) == 1:
        return next(iter(names.values()))
    return next(iter(spoken_of.values())) if len(spoken_of) == 1 and not names else None


_SEAT_LIKENESS, _SEAT_MARGIN = 0.5, 0.05


def _seats(doc: Doc, mentions: Sequence[TokenMention], drafts: list[Draft], governments: list[Territory]) -> None:
    """A seat stands for its government: a name with an article that is used like the country's own name.

    Which seat belongs to which country is nobody's list here: the word vectors say which of the countries whose
    government the article speaks of is closest; it abstains unless one is, by a margin.
    """
    countries = {d.territory.code: d.territory for d in drafts if d.territory and d.territory.is_country}
    if not governments:
        return
    spoken_of = {t.code for t in governments}
    for draft in drafts:
        if draft.territory or draft.body_of or draft.lies_in:
            continue
        names = [mentions[k] for k in draft.members if mentions[k].kind == "name"]
        if (
            not names
            or any(n.end - doc[n.start : n.end][0].i > 2 for n in names)
            or not any(n.label in ("ORG", "FAC", "GPE", "LOC") for n in names)
        ):
            continue
        word = doc[names[0].end - 1]
        if not word.has_vector or not any(
            doc[n.start].lower_ in load_closed().definite or doc[n.start - 1].lower_ in load_closed().definite
            for n in names
        ):
            continue
        if _alike(doc, word, "ArmedGroup") > _alike(doc, word, "Government"):
            continue  # the Taliban are not a seat
        ranked = sorted(((_likeness(doc, word, t.name), code) for code, t in countries.items()), reverse=True)
        runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
        if (
            ranked
            and ranked[0][1] in spoken_of
            and ranked[0][0] >= _SEAT_LIKENESS
            and ranked[0][0] - runner_up >= _SEAT_MARGIN
        ):
            country = countries[ranked[0][1]]
            draft.body_of = ("Government", country)
            draft.votes["Government"] += 2
            draft.reasons.append(
                Decision(
                    f"stands for the Government of {country.name}",
                    f"word vectors: {ranked[0][0]:.2f} to {country.name}, next {runner_up:.2f}",
                )
            )


def _alike(doc: Doc, word: Token, cls: str) -> float:
    """How like a word is to the nouns of a class, by word vectors."""
    return max((_likeness(doc, word, noun) for noun, c in load_lexicon().nouns.items() if c == cls), default=0.0)


def _likeness(doc: Doc, word: Token, name: str) -> float:
    lexeme = doc.vocab[name.split()[-1]]
    return float(word.similarity(lexeme)) if lexeme.has_vector else 0.0


def _merge(drafts: list[Draft]) -> list[Draft]:
    """Join drafts that are one thing by identity: territory, body of a country, or full name and kind."""
    out: dict[tuple, Draft] = {}
    for n, draft in enumerate(drafts):
        if draft.territory is not None:
            key: tuple = ("territory", draft.territory.code)
        elif draft.team_of is not None:
            key = ("team", draft.team_of.code)
        elif draft.institution is not None and draft.institution.territory is not None:
            key = ("institution", draft.institution.name, draft.institution.territory.code)
        elif draft.body_of is not None:
            key = ("body", draft.body_of[0], draft.body_of[1].code)
        elif draft.named:
            key = ("name", draft.label.casefold())
        else:
            key = ("alone", n)
        if key in out:
            held = out[key]
            held.members = sorted({*held.members, *draft.members})
            held.votes += draft.votes
            held.kind = held.kind or draft.kind
            held.reasons += [d for d in draft.reasons if d not in held.reasons]
            held.lies_in = held.lies_in or draft.lies_in
            if len(draft.label) > len(held.label) and not held.territory and not held.body_of:
                held.label = draft.label
        else:
            out[key] = draft
    return sorted(out.values(), key=lambda d: d.members[0])


def _finish(
    doc: Doc,
    document_id: str,
    base: str,
    mentions: Sequence[TokenMention],
    drafts: list[Draft],
    chains: Chains,
    links: Links,
) -> EntityTable:
    entities, of_mention, by_token, taken = [], {}, {}, set()
    why = {link.mention: link.why for link in chains.links}
    for n, draft in enumerate(drafts, 1):
        entity = _entity(doc, f"e{n}", document_id, base, mentions, draft, why, taken, links)
        entities.append(entity)
        for k in draft.members:
            of_mention[k] = entity.id
            mention = mentions[k]
            for i in range(mention.start, mention.end) if mention.kind == "name" else (mention.head,):
                by_token.setdefault(i, entity.id)
    return EntityTable(tuple(entities), of_mention, by_token, doubted(doc, mentions, chains))


def _entity(
    doc: Doc,
    identifier: str,
    document_id: str,
    base: str,
    mentions: Sequence[TokenMention],
    draft: Draft,
    why: dict[int, str],
    taken: set[str],
    links: Links,
) -> Entity:
    territory = draft.territory
    kind, cls = _kind(draft)
    names = sorted(
        {
            clean(doc[mentions[k].start : mentions[k].end].text)
            for k in draft.members
            if mentions[k].kind == "name" and mentions[k].label != "NORP"
        }
        - {draft.label}
    )
    bare = not draft.institution.identified if draft.institution else institutions.is_common(draft.label, kind)
    alone = not draft.named or bare or (kind == "Person" and " " not in draft.label)
    iri = ids.entity_iri(base, kind or "thing", draft.label, document_id if alone else None)
    if iri in taken:
        iri = ids.entity_iri(base, kind or "thing", draft.label, f"{document_id} {identifier}")
    taken.add(iri)
    item = territory.qid if territory else None
    if item is None and draft.named and draft.team_of is None:
        item = links.all((draft.label, *names), kind)
    known = (
        [Decision(f"linked to {item}", "what annotated articles mean by this name")] if item and not territory else []
    )
    coded = territory is not None and territory.is_country and re.fullmatch(r"[a-z]{2}", territory.code)
    return Entity(
        identifier,
        kind,
        draft.label,
        iri,
        subtype=cls,
        names=tuple(names),
        same_as=(territories.WIKIDATA + item,) if item else (),
        iso=territory.code.upper() if territory and coded else None,
        named=draft.named,
        background=_background(base, draft, kind),
        decisions=(*draft.reasons, *known, *_reasons(doc, mentions, draft, cls or kind or "thing", why)),
    )


def _kind(draft: Draft) -> tuple[str | None, str | None]:
    """The kind of a draft and the class below it, as its territory or institution has them, else by votes."""
    kind, territory = draft.kind, draft.territory
    cls = subtype(kind, draft.votes) if kind else None
    if territory is not None:
        return ("Country", None) if territory.is_country else ("Place", cls if cls == "City" else "Region")
    if draft.body_of is not None:
        return "Organization", draft.body_of[0]
    if draft.institution is not None:
        return "Organization", subtype("Organization", draft.votes)
    return ("Place" if draft.lies_in is not None and kind is None else kind), cls


def _background(base: str, draft: Draft, kind: str | None) -> tuple[tuple[str, str, str], ...]:
    """What is known of a thing without the article: (property, IRI, label)."""
    near = draft.territory.parent if draft.territory and draft.territory.parent else draft.lies_in
    if near is not None and kind == "Place":
        return (("locatedIn", _iri_of(base, near), near.name),)
    return (("country", _iri_of(base, draft.team_of), draft.team_of.name),) if draft.team_of else ()


def _iri_of(base: str, territory: Territory) -> str:
    return ids.entity_iri(base, "Country" if territory.is_country else "Place", territory.name)


def _reasons(doc: Doc, mentions: Sequence[TokenMention], draft: Draft, cls: str, why: dict[int, str]) -> list[Decision]:
    """Why a thing has its class, and why its mentions are its."""
    most = sorted(draft.votes.items(), key=lambda v: (-v[1], v[0]))[:4]
    out = [Decision(f"is a {cls}", "votes: " + ", ".join(f"{c} {w:.1f}" for c, w in most))]
    for k in [k for k in draft.members if k in why][:20]:
        out.append(Decision(f"“{doc[mentions[k].start : mentions[k].end].text}” refers to it", why[k]))
    return out

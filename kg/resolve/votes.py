"""Votes on what a thing is: each mention's label, form and descriptions, for kinds and for the classes below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.nlp.coref_names import clean
from kg.nlp.counted import counted
from kg.nlp.types import TokenMention
from kg.nlp.wholes import is_legal_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABEL_VOTES = {
    "PERSON": ("Person", 1.0),
    "ORG": ("Organization", 1.0),
    "GPE": ("Place", 1.0),
    "LOC": ("Place", 1.0),
    "FAC": ("Place", 0.9),
    "NORP": ("Group", 1.0),
    "PRODUCT": ("Product", 0.9),
    "WORK_OF_ART": ("Product", 0.7),
    "LAW": ("Law", 0.8),
    "EVENT": ("Event", 1.0),
}
_BESIDE = 3.5  # *the newspaper Dennik N*, *its unit, Mineracao Lima*: what a recogniser takes for a person's full name is none


def votes_of(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> Counter[str]:
    """Class of the ontology → weight: what a chain's mentions say by their labels, forms and descriptions."""
    lexicon, onto, votes = load_lexicon(), ontology.load(), Counter[str]()
    for k in members:
        mention, head = mentions[k], doc[mentions[k].head]
        if mention.kind == "name":
            cls, weight = _LABEL_VOTES.get(mention.label or "", ("", 0.0))
            if cls:
                whole = mention.label == "PERSON" and mention.end - mention.start > 1
                votes[cls] += 3 * weight if whole else weight
            _vote_form(doc, mention, votes)
        elif mention.kind == "nominal":
            if cls := lexicon.class_of(counted(head) or head) or (
                "Person" if head.ent_type_ == "NORP" or territories.is_demonym(head.text) else None
            ):
                votes[cls] += 1.0
        elif head.lower_ in lexicon.human_pronouns:
            votes["Person"] += 0.6
        for noun in _descriptions(doc, mention, head):
            cls = lexicon.class_of(noun)
            if cls and noun.tag_ != "NNS":
                votes[cls] += _described(mention, noun, head, onto.kind_of(cls))
        if head.dep_ == "nsubj" and head.head.lemma_ in load_lexicon().speaking:
            votes["Person"] += 0.1
            votes["Organization"] += 0.05
    return votes


def _described(mention: TokenMention, noun: Token, head: Token, kind: str | None) -> float:
    """What a description weighs: more than any label where it stands right before the name or is set beside it."""
    if kind == "Person":
        return 1.5 if noun.i < head.i else 1.2
    person = mention.kind == "name" and mention.label == "PERSON"
    return _BESIDE if person and _is_beside(mention, noun, head) else 1.2


def _is_beside(mention: TokenMention, noun: Token, head: Token) -> bool:
    return noun.i == mention.start - 1 or head.dep_ == "appos" or noun.dep_ == "appos"


def _vote_form(doc: Doc, mention: TokenMention, votes: Counter[str]) -> None:
    """What the name itself says: a legal form, a head word with a class, an occasion."""
    last = doc[mention.end - 1]
    if mention.end - mention.start > 1 and is_legal_form(last.text):
        votes["Company"] += 2.0
    if _names_occasion(doc, mention):
        votes["Event"] += 2.0
    if cls := _ending(doc, mention):
        votes[cls] += 2.0
        return
    cls = load_lexicon().nouns.get(last.lower_) if mention.end - mention.start > 1 else None
    onto = ontology.load()
    if cls and onto.kind_of(cls) not in ("Person", "Group", None) and last.text[:1].isupper():
        votes[cls] += 1.0


def _ending(doc: Doc, mention: TokenMention) -> str | None:
    """The class that the last words of a longer name say, a legal form, or a ship's first: *International Space Station*, *HMS Corunna*."""
    if mention.end - mention.start < 2 or not doc[mention.end - 1].text[:1].isupper():
        return None
    if doc[mention.start].text in load_lexicon().ships:
        return "Vehicle"  # "HMS Corunna"
    if _is_plain_form(doc[mention.end - 1].text):
        return "Company"
    words = [t.lower_ for t in doc[max(mention.end - 2, mention.start) : mention.end]]
    if any(t.lower_ in load_closed().genitive for t in doc[mention.start : mention.end]):
        return None  # "Hero of the Soviet Union"
    endings = load_lexicon().endings
    return endings.get(" ".join(words)) or endings.get(words[-1])


def _is_plain_form(word: str) -> bool:
    """Whether a word is a legal form and looks like nothing else: *GmbH*, *SA*, not *Elizabeth II*."""
    plain = len(word) > 1 and (word.isupper() or len(word) > 2) and word.casefold() not in load_lexicon().generations
    return plain and is_legal_form(word)


def ending(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> str | None:
    """The class that most of the longer names of a chain say by their last words."""
    names = [m for m in (mentions[k] for k in members) if m.kind == "name" and m.end - m.start > 1]
    found = Counter(cls for m in names if (cls := _ending(doc, m)))
    return next((cls for cls, n in found.most_common(1) if 2 * n > len(names)), None)


def beside(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> str | None:
    """The kind that most descriptions right beside a chain's names say: *the newspaper X*, *its regulator, the X*."""
    lexicon, onto, found = load_lexicon(), ontology.load(), Counter[str]()
    for mention in (mentions[k] for k in members):
        head = doc[mention.head]
        if _is_titled(doc, mention):
            found["Person"] += 1
        for noun in _descriptions(doc, mention, head) if mention.kind == "name" else ():
            cls = lexicon.class_of(noun)
            if cls and noun.tag_ == "NN" and _is_beside(mention, noun, head) and (kind := onto.kind_of(cls)):
                found[kind] += 1
    return next((kind for kind, n in found.most_common(1) if 2 * n > found.total()), None)


def _is_titled(doc: Doc, mention: TokenMention) -> bool:
    """Whether an office stands right before what the recogniser takes for somebody's full name: *President Joko Widodo*."""
    if mention.label != "PERSON" or mention.end - mention.start < 2 or not mention.start:
        return False
    title = doc[mention.start - 1]
    office = title.tag_ == "NNP" and ontology.load().kind_of(load_lexicon().nouns.get(title.lower_) or "") == "Person"
    return office and title.head.i in range(mention.start, mention.end)


def known(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> tuple[str, str] | None:
    """(name, class) where most names of a chain are one that means the same thing everywhere: *Twitter*, *the EU*."""
    names = [clean(doc[m.start : m.end].text) for m in (mentions[k] for k in members) if m.kind == "name"]
    listed = load_lexicon().known
    for name, n in Counter(names).most_common(1):
        cls = listed.get(name.casefold()) or ("InternationalOrganization" if territories.union(name) else None)
        if cls is None and " " in name and name.split()[0] in load_lexicon().campuses:
            cls = "University"  # "UC Davis"
        if cls and not name.islower() and 2 * n >= len(names):
            return name, cls
    return _acting_union(doc, mentions, members)


def _acting_union(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> tuple[str, str] | None:
    """The same of a union of countries that does something; else its initials may as well mean where its countries are."""
    for m in (mentions[k] for k in members):
        name = clean(doc[m.start : m.end].text)
        if m.kind == "name" and doc[m.head].dep_ == "nsubj" and territories.union_of(name):
            return name, "InternationalOrganization"
    return None


def names_union(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> bool:
    """Whether a name of a chain is a union's of countries, in full or by its initials: *the EU*."""
    names = (m for m in (mentions[k] for k in members) if m.kind == "name")
    return any(territories.union_of(clean(doc[m.start : m.end].text)) for m in names)


def occasion(doc: Doc, mentions: Sequence[TokenMention], members: Iterable[int]) -> int:
    """How surely the longer names of a chain are of an occasion: 1 for *the Google Science Fair*, 3 for *Typhoon Haiyan*."""
    names = [m for m in (mentions[k] for k in members) if m.kind == "name" and m.end - m.start > 1]
    if not names or 2 * sum(_names_occasion(doc, m) for m in names) <= len(names):
        return 0
    return 3 if any(_names_storm(doc, m) for m in names) else 1


def _names_occasion(doc: Doc, mention: TokenMention) -> bool:
    last, words = doc[mention.end - 1], load_lexicon().occasions
    return _names_storm(doc, mention) or (
        mention.end - mention.start > 1
        and last.text[:1].isupper()
        and (last.lower_ in words or last.lower_.removesuffix("s") in words)
    )


def _names_storm(doc: Doc, mention: TokenMention) -> bool:
    last, storm = doc[mention.end - 1], doc[mention.start].lower_ in load_lexicon().storms
    return storm and mention.end - mention.start == 2 and last.text[:1].isupper() and last.tag_ in ("NNP", "NN")


def _descriptions(doc: Doc, mention: TokenMention, head: Token) -> Iterable[Token]:
    """Common nouns that say what a mention is: apposition, predicate, the noun before a name."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield child
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and mention.kind == "name":
        yield head.head
    if head.dep_ in ("nsubj",) and head.head.lemma_ in load_closed().copula:
        yield from (c for c in head.head.children if c.dep_ == "attr" and c.pos_ == "NOUN")
    if mention.kind == "name":
        first = doc[mention.start]
        before = doc[mention.start - 1] if mention.start else None
        if before is not None and before.pos_ == "NOUN" and before.head.i in range(mention.start, mention.end):
            yield before
        for child in first.lefts:
            if child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN") and child.i < mention.start:
                yield child


def decide(votes: Counter[str]) -> tuple[str | None, str | None]:
    """The kind with the most votes, and the most specific class voted for below it."""
    onto, kinds = ontology.load(), Counter[str]()
    for cls, weight in votes.items():
        if kind := onto.kind_of(cls):
            kinds[kind] += weight
    if not kinds:
        return None, None
    if "Organization" in kinds and "Product" in kinds and kinds["Organization"] >= 0.5 * kinds["Product"]:
        kinds["Organization"] += kinds["Product"]  # a company and its app are one name: the one that acts
    kind = max(sorted(kinds), key=lambda k: kinds[k])
    return kind, subtype(kind, votes)


def subtype(kind: str, votes: Counter[str]) -> str | None:
    """The most specific class below a kind that most votes are for; *Limassol* is a place and, whatever votes say, no country."""
    onto = ontology.load()
    below = {c: w for c, w in votes.items() if onto.is_a(c, kind) and c != kind and (c, kind) != ("Country", "Place")}
    if kind == "Organization" and not below:
        below = {c: w for c, w in votes.items() if onto.is_a(c, "SocialMediaPlatform")}
    if not below:
        return None
    depth = {c: len(onto.ancestors(c)) for c in below}
    return max(sorted(below), key=lambda c: below[c] + 0.01 * depth[c])

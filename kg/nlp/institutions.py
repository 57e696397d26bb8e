"""Bodies that nearly every country has — the Senate, the Supreme Court, the Ministry of Health — and whose they are.

The bare name is no one thing's: *Puerto Rico's Senate*, *the Philippine Senate* and *the U.S. Senate* are three.  What is
read here is what the text itself says beside the name; which names these are stands in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.nlp import setting
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.lang.territories import Territory

STATE = "state"  # whose a body is that is said to be a state's, no more
SEVERAL = "?"  # whose a bare name is where the text names several of the kind
_WHOLE = ("Country", "Government")  # classes of nouns for a country or who acts for it
_LONGEST = 5  # words of a territory's name
SAID, _ONLY, _ABOUT = "said of it", "the only one of its kind named here", "the country or region the article is about"


@dataclass(frozen=True, slots=True)
class Body:
    """A mention of such a body.

    Attributes:
        name: how it is called everywhere (*department of justice*).
        owner: the code of the territory it is of, other words that tell it from its like (*christchurch*, *state*),
            `SEVERAL`, or None where nothing says whose it is.
        territory: the territory, where it is one's.
        at: a token of who is said to have it.
        why: how the territory is known; empty where nothing is.
    """

    name: str
    owner: str | None = None
    territory: Territory | None = None
    at: int | None = None
    why: str = ""

    @property
    def named(self) -> bool:
        """Whether other words of the name itself tell it from its like: *Christchurch District Court*."""
        return self.territory is None and self.at is None and self.owner not in (None, SEVERAL, STATE)


def class_of(name: str) -> str:
    """The class of the ontology of a body with this name."""
    classes = lexicon().institutions.classes
    return classes[name] if name in classes else classes[name.split()[0]]


def of_country(name: str) -> bool:
    """Whether whole countries alone have a body of this name, not their regions."""
    known = lexicon().institutions.of_country
    return name in known or name.split()[0] in known & lexicon().institutions.departments


def of_one(name: str) -> bool:
    """Whether a territory has just one body of this name."""
    return name not in lexicon().institutions.of_parts


def name_of(words: Sequence[str]) -> str | None:
    """The one way to write the name that some words (lower case) are, or None where they are no such name."""
    data = lexicon().institutions
    plain = [w for w in words if w != "," and w not in load_closed().definite]
    text = " ".join(plain)
    if len(plain) == 1 and text in data.departments:
        return None
    if text in data.same or text in data.classes:
        return data.same.get(text, text)
    about = data.matters | load_closed().joint | load_closed().genitive
    if (
        len(plain) > 2
        and plain[0] in data.departments
        and plain[1] in load_closed().genitive
        and all(w in about for w in plain[2:])
    ):
        return text
    if len(plain) > 1 and plain[-1] in data.departments and all(w in about for w in plain[:-1]):
        return f"{plain[-1]} of {' '.join(plain[:-1])}"
    return None


def find(doc: Doc, mentions: Sequence[TokenMention]) -> dict[int, Body]:
    """The bodies among the names of a document, by mention.

    What is said beside one name holds for the bare ones behind it, where all that say something say the same; a bare name
    is else of the country the article is about, where that is clear, and nobody's where it is not.
    """
    found = {k: b for k, m in enumerate(mentions) if m.kind == "name" and (b := read(doc, m)) is not None}
    if not found:
        return found
    about = setting.of(doc, mentions, [b.territory for b in found.values() if b.territory])
    found = {k: _in_full(_of_the_country(doc, b, about), {o.name for o in found.values()}) for k, b in found.items()}
    said: dict[str, dict[str, int]] = {}  # name → owner → the first mention that says so
    for k, body in found.items():
        if body.owner:
            said.setdefault(body.name, {}).setdefault(body.owner, k)
    return {k: b if b.owner else _bare(k, b, found, said.get(b.name, {}), about) for k, b in found.items()}


def _bare(k: int, body: Body, found: dict[int, Body], said: dict[str, int], about: setting.Setting) -> Body:
    """A name beside which nothing says whose it is; *its Senate* is left to whoever knows what *its* stands for."""
    if body.at is not None:
        return body
    here = about.country() if of_country(body.name) else about.territory()
    if here is not None and (not of_one(body.name) or body.name in lexicon().institutions.other.get(here.code, ())):
        here = None
    said = {o: first for o, first in said.items() if not found[first].named} or said
    if len(said) > 1:
        known = here is not None and here.code in said
        return (
            replace(body, owner=here.code, territory=here, why=_ABOUT)
            if known and here
            else replace(body, owner=SEVERAL)
        )
    for owner, first in said.items():
        one = found[first]
        if first < k or (here is not None and here == one.territory):
            return replace(body, owner=owner, territory=one.territory, at=one.at, why=_ONLY)
        if one.territory is not None or one.named:
            return body
    if here is None:
        return body
    return replace(body, name=in_country(body.name, here), owner=here.code, territory=here, why=_ABOUT)


def _of_the_country(doc: Doc, body: Body, about: setting.Setting) -> Body:
    """*the country's Supreme Court*, *the administration's*: of the country the article is about."""
    if body.at is None or body.territory or lexicon().nouns.get(doc[body.at].lemma_.casefold()) not in _WHOLE:
        return body
    here = about.country()
    return replace(body, owner=here.code, territory=here, why=_ABOUT) if here is not None else body


def _in_full(body: Body, names: Iterable[str]) -> Body:
    """*the House* where only one *House of …* is named, or as the country of its owner says it."""
    longer = {n for n in names if n.startswith(f"{body.name} of ")}
    if len(longer) == 1:
        return replace(body, name=next(iter(longer)))
    return replace(body, name=in_country(body.name, body.territory)) if body.territory else body


def in_country(name: str, territory: Territory) -> str:
    """What a short name means in a country: *the U.S. House*."""
    return lexicon().institutions.short.get(territory.code, {}).get(name, name)


def read(doc: Doc, m: TokenMention) -> Body | None:
    """The body a name stands for, and what the name and the words beside it say of whose it is."""
    data = lexicon().institutions
    if not data.heads.intersection(t.lower_ for t in doc[m.start : m.end]):
        return None
    start, end = m.start, m.end
    while start < end and (
        doc[start].lower_ in data.opening or doc[start].is_digit or doc[start].lower_[:-2].isdigit()
    ):
        start += 1
    while end > start and doc[end - 1].tag_ == "POS":
        end -= 1
    for a, b, name in _cores(doc, start, end):
        if m.label == "PERSON" and b - a == 1:
            return None
        return _owned(doc, name, (start, a), (b, end))
    return None


def _cores(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where in a name one of the known names stands: as long as can be, at its end or before an *of*."""
    ends = [end, *(i for i in range(end - 1, start, -1) if doc[i].lower_ in load_closed().genitive)]
    for b in ends:
        for a in range(start, b):
            if (name := name_of([t.lower_ for t in doc[a:b] if not t.is_space])) is not None:
                yield a, b, name


def _owned(doc: Doc, name: str, before: tuple[int, int], after: tuple[int, int]) -> Body | None:
    """A body with the rest of its name read: all of it a territory, or other words; nothing left, what stands beside."""
    if after[0] < after[1]:
        territory, end = _starting(doc, after[0] + 1, after[1])
        whole = territory is not None and end == after[1] and before[0] == before[1]
        return Body(name, territory.code, territory, end - 1, SAID) if whole and territory else None
    a, b = before
    state = b > a and doc[b - 1].lower_ in lexicon().institutions.state
    b -= state
    if a == b:
        return _beside(doc, name, a, after[1], state)
    if (territory := _owner(doc[a:b].text)) is not None:
        return Body(name, territory.code, territory, b - 1, SAID)
    own = " " not in name or doc[b - 1].lower_ in _before_own() or doc[b - 1].is_punct
    return None if own else Body(name, doc[a:b].text.casefold())  # "White House" is no house


def _beside(doc: Doc, name: str, start: int, end: int, state: bool) -> Body:
    """Whose a bare name is by the words around: *Puerto Rico's*, *the Philippine*, *its*, *of Poland*, *of the state*."""
    if end < len(doc) and doc[end].lower_ in load_closed().genitive:
        territory, last = _starting(doc, end + 1, len(doc))
        if territory is not None:
            return Body(name, territory.code, territory, last - 1, SAID)
        noun = next((t for t in doc[end].rights if t.dep_ == "pobj"), None)
        return Body(name, noun.lemma_.casefold() if noun is not None else None, at=noun.i if noun is not None else None)
    at, data = start - 1, lexicon().institutions
    while at >= 0 and (doc[at].lower_ in data.state or doc[at].lower_ in data.between):
        state = state or doc[at].lower_ in data.state
        at -= 1
    if at > 3 and doc[at].text == ")" and doc[at - 2].text == "(":
        at -= 3  # "the United Nations (UN) General Assembly"
    if at < 0:
        return Body(name)
    if doc[at].tag_ == "PRP$":
        return Body(name, at=at)
    owned = doc[at].tag_ == "POS"
    last = at - owned
    territory = _ending(doc, last)
    if territory is not None and (owned or doc[last].dep_ in ("amod", "compound", "nmod", "poss")):
        return Body(name, territory.code, territory, last, SAID)
    if owned and last >= 0 and doc[last].ent_type_ != "PERSON":
        return Body(name, doc[last].lemma_.casefold(), at=last)
    return Body(name, STATE) if state else Body(name)


def _owner(text: str) -> Territory | None:
    return territories.find(text) or territories.union_of(text)


def _starting(doc: Doc, start: int, end: int) -> tuple[Territory | None, int]:
    """The territory with the longest name that begins here, and where it ends."""
    start += start < end and doc[start].lower_ in load_closed().definite
    for stop in range(min(start + _LONGEST, end, len(doc)), start, -1):
        if (found := _owner(doc[start:stop].text)) is not None:
            return found, stop
    return None, start


def _ending(doc: Doc, last: int) -> Territory | None:
    """The territory with the longest name that ends here."""
    if last < 0:
        return None
    spans = (doc[i : last + 1].text for i in range(max(last - _LONGEST + 1, 0), last + 1))
    return next((found for text in spans if (found := _owner(text)) is not None), None)


@cache
def _before_own() -> frozenset[str]:
    """What a body's name never begins behind."""
    return load_closed().genitive | load_closed().definite | {"-"}

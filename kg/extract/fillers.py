"""What fills a frame's arguments: the tokens that stand in a grammatical function to a lexical unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extract import ages
from kg.extract.frames import Frame
from kg.extract.when import Calendar
from kg.lang import territories
from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.lang.closed import without_article
from kg.lang.lexicon import load as load_lexicon
from kg.model import TimeExpr
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DESCRIBING = frozenset({"acomp", "oprd"})
_NAMES = frozenset({"PROPN", "PRON"})
_MAX_LIST = 12  # things listed behind one another


class Fillers:
    """Looks functions up; one for a document."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar, self.lexicon = calendar, load_lexicon()
        self.bodies: dict[str, list[Span]] | None = None  # by the heads of their names, looked up when first asked for

    def candidates(
        self, functions: tuple[str, ...], trigger: Token, frame: Frame, unit: range = range(0)
    ) -> Iterator[tuple[str, list]]:
        """The functions that are filled, in order of preference, with their fillers.

        Args:
            functions: names of `kg.extract.frames.FUNCTIONS`.
            trigger: the token that announces the relation.
            frame: whose functions these are.
            unit: tokens of the lexical unit itself, which fill nothing.
        """
        for name in functions:
            found = [f for f in self.function(name, trigger, frame) if isinstance(f, TimeExpr) or f.i not in unit]
            if frame.parts:
                found += [w for f in found if not isinstance(f, TimeExpr) for w in _wholes(f, self.lexicon.parts)]
            if found:
                yield name, found

    def function(self, name: str, t: Token, frame: Frame) -> list:
        """The fillers of one function: tokens, or time expressions for `time`."""
        if name.startswith("prep:"):
            if frame.name and t.dep_ == "pobj" and t.head.lower_ in self.lexicon.nearby:
                return []  # "near San Diego in El Cajon": which of them is in El Cajon is open
            found = [o for _, o in self.prepositional(t, name[5:], frame)]
            found = [o for o in found if name != "prep:from" or not _goes_on(o)]
            return found if frame.value in ("phrase", "term") else [o for o in found if not self.calendar.at(o)]
        if frame.name and name == "self":
            return [t]
        if name == "time":
            time = self.calendar.of(t)
            return [time] if time else []
        if name == "number":
            return [n for n in _counted_things(t) if not frame.unit or grammar.lemma(n) in frame.unit]
        if name == "words":
            return [t]
        if name == "kind-before":
            self.bodies = _bodies(t.doc) if self.bodies is None else self.bodies
            return _kind_before(t, self.bodies)
        if name in ("life-begins", "life-ends"):
            return ages.life(t, self.calendar.at)[name == "life-ends"]
        if name in ("years", "whose-age"):
            return (ages.years if name == "years" else ages.whose)(t, frame.carriers)
        if name == "agent" and t.pos_ in ("NOUN", "PROPN"):
            return grammar.agents(t.head) if self.carried(t, frame) else []
        if name == "receiver":
            return _receivers(t) if self.carried(t, frame) else []
        if name == "round-of":
            return _raisers(t, frame.carriers)
        if name == "told-of":
            return _told_of(t, frame.holders)
        return _SIMPLE[name](t)

    def prepositional(self, t: Token, prep: str, frame: Frame) -> list[tuple[str, Token]]:
        """Objects of a preposition; also of the verb that only carries the noun: *imposed sanctions on Iran*."""
        found = grammar.prepositional(t, prep)
        if (
            prep in load_closed().genitive
            and t.dep_ in ("dobj", "nsubjpass")
            and grammar.lemma(t.head) in self.lexicon.takes_of
        ):
            return []  # "reminded her of …": the phrase is the verb's
        carried = self.carried(t, frame) if t.pos_ == "NOUN" else t.dep_ in _DESCRIBING and bool(frame.carriers)
        if not found and carried:  # "imposed sanctions on", "pleaded guilty in May to"
            found = grammar.prepositional(t.head, prep)
        return found

    def carried(self, noun: Token, frame: Frame) -> bool:
        """Whether a noun's verb says no more than that somebody does what the noun says: *made an offer*."""
        verb = noun.head
        if noun.dep_ not in ("dobj", "nsubjpass", "attr") or verb.pos_ not in ("VERB", "AUX"):
            return False
        return grammar.lemma(verb) in (frame.carriers or self.lexicon.do)


def holders(t: Token) -> list[Token]:
    """Of whom a role noun, an adjective or a participle is said."""
    if t.dep_ in _DESCRIBING and t.pos_ in ("ADJ", "VERB"):
        verb = t.head
        return grammar.patients(verb) if t.dep_ == "oprd" and not grammar.is_passive(verb) else grammar.subjects(verb)
    if t.pos_ in ("VERB", "ADJ") or t.tag_ == "VBN":
        return grammar.denotes(t.head)  # London-based, Russian-born: said of the noun it stands before
    if t.dep_ == "appos" and t.head.pos_ == "PROPN" and grammar.starts_clause(t):
        return []  # "according to Ana Prates, a detective was …": mentions take the two for one
    found = grammar.denotes(t)
    if grammar.names_behind(t):
        return found
    return grammar.expand(found) if t.tag_ in ("NNS", "NNPS") else found


def modifiers(t: Token) -> list[Token]:
    """Names and nouns that modify from the left: *Apple* in *Apple CEO*, *London* in *London-based*."""
    if t.pos_ in ("VERB", "ADJ") or t.tag_ == "VBN":
        return [
            c
            for c in t.lefts
            if c.dep_ in ("npadvmod", "compound", "amod", "nmod", "advmod") and c.pos_ in ("PROPN", "NOUN", "ADJ")
        ]
    return grammar.compounds(t)


def _site(verb: Token) -> list[Token]:
    """The place of what has no name of its own: *Kyneton* of *died at her home in Kyneton*."""
    sites = [o for _, o in grammar.prepositional(verb, *load_closed().at_sites) if o.pos_ == "NOUN" and not o.ent_type_]
    return [p for o in sites for _, p in grammar.prepositional(o, *load_closed().of_sites) if p.pos_ == "PROPN"]


def _survived(kin: Token) -> list[Token]:
    """Whose kin lives on: *he* in *he is survived by a son, Daan, and a sister, Truus*."""
    first, seen = kin, 0
    while first.dep_ == "conj" and seen < _MAX_LIST:
        first, seen = first.head, seen + 1
    verb = first.head.head
    if first.dep_ != "pobj" or first.head.dep_ != "agent" or grammar.lemma(verb) not in load_lexicon().surviving:
        return []
    return grammar.patients(verb)


def _one_another(verb: Token) -> list[Token]:
    """The other subjects of a verb that is said of two without an object: *A and B met*."""
    found = grammar.agents(verb)
    return found if len(found) > 1 and not grammar.patients(verb) else []


def _beside(t: Token) -> list[Token]:
    """The name that stands in apposition behind a noun: *the company, Acme*."""
    return grammar.expand(c for c in t.rights if c.dep_ == "appos" and c.pos_ in _NAMES)


def _behind_comma(name: Token) -> list[Token]:
    """The name that stands between commas right behind a name, no list: *Lyon, France, is …*."""
    doc, k = name.doc, name.i + 1
    if k + 1 >= len(doc) or doc[k].text != "," or name.dep_ == "conj":
        return []
    found = [c for c in name.rights if c.dep_ in ("appos", "conj") and c.pos_ == "PROPN" and c.left_edge.i == k + 1]
    return [c for c in found if not any(x.dep_ in ("cc", "conj") for x in c.children)]


def _sums(verb: Token) -> list[Token]:
    """Phrases beside a verb, or behind a noun, that name a sum of money: *was fined $5 million*, *a profit of $1 billion*."""
    beside = [c for c in verb.rights if c.dep_ not in ("advcl", "ccomp", "conj", "relcl", "punct", "parataxis", "prep")]
    beside += [o for p, o in grammar.prepositional(verb) if p in load_closed().of_sums]
    return [t for t in beside if any(x.ent_type_ == "MONEY" for x in t.subtree)]


def _counted_things(verb: Token) -> list[Token]:
    if verb.pos_ in ("NOUN", "ADJ"):
        return [verb, verb.head]
    found = [*grammar.patients(verb), *(o for _, o in grammar.prepositional(verb, *load_closed().of_counted))]
    if not found:  # the parser lost the object: a counted noun right behind the verb
        following = verb.doc[verb.i + 1 : verb.i + 6]
        found = [t for t in following if t.pos_ == "NOUN" and any(c.like_num for c in t.lefts)][:1]
    return found


def _peoples(noun: Token) -> list[Token]:
    """Peoples and countries before a noun, no towns: *French actor*, *US citizen*; a *Toronto lawyer* is of no nation."""
    found = [t for t in grammar.demonyms(noun) if t.ent_type_ == "NORP" or territories.find(t.text) is not None]
    return [t for t in found if "-" not in (t.nbor(1).text, t.doc[max(t.i - 1, 0)].text)]  # Iraqi-British: of two


def _goes_on(place: Token) -> bool:
    """Whether *to* follows a place behind *from*, so that somebody is taken there: *children from Porto to Lisbon*."""
    after = place.right_edge.i + 1
    return (
        after < len(place.doc) and place.doc[after].lower_ in load_closed().allative and place.doc[after].dep_ == "prep"
    )


def _people_beside(name: Token) -> list[Token]:
    """The one people or country right before a person's name: *Australian Ann Lee*, *Jamaica's Usain Bolt*."""
    first = grammar.name_span(name).start
    k = first - 1 - (first > 0 and name.doc[first - 1].tag_ == "POS")
    if k < 0 or name.ent_type_ not in ("PERSON", "ORG"):
        return []
    before = name.doc[k]
    owner = k < first - 1
    known = territories.find(before.text)
    fits = before.head.i in range(first, name.i + 1) and (not owner or before.dep_ == "poss")
    alone = k == 0 or (name.doc[k - 1].tag_ not in ("CC", "HYPH") and name.doc[k - 1].ent_type_ != before.ent_type_)
    people = before.ent_type_ == ("GPE" if owner else "NORP")
    return [before] if people and fits and alone and known is not None and known.is_country else []


def _said_of(people: Token) -> list[Token]:
    """Of whom a word for one of a people is said: *Ann Lee, a young Australian*, *she is Australian*."""
    known = territories.find(people.text)
    if people.ent_type_ != "NORP" or known is None or not known.is_country:
        return []
    if people.i and people.nbor(-1).text == "-":
        return []  # half-Chinese
    if people.dep_ == "acomp":
        return grammar.subjects(people.head) if people.head.lemma_ in load_closed().copula else []
    one = any(c.lower_ in load_lexicon().one for c in people.lefts)  # not "(French: …)", a language
    return grammar.denotes(people) if one and people.dep_ in ("appos", "attr") else []


def _both_of(name: Token) -> list[Token]:
    """Of what several names are, by the word for all of them behind: *Ann Lee and Bob Ray, both of Acme*."""
    listed = [name, *name.conjuncts]
    words = [c for x in listed for c in x.rights if c.dep_ == "appos" and c.tag_ == "DT" and c.i > name.i]
    return [o for w in words for _, o in grammar.prepositional(w, *load_closed().of_members)]


def _of_place(name: Token) -> list[Token]:
    """The place right behind *of* that a name stands with: *Mike Lee of Utah*, not *of Utah's first district*."""
    found = (o for _, o in grammar.prepositional(name, *load_closed().genitive))
    return [o for o in found if o.ent_type_ == "GPE" and not any(c.dep_ in ("poss", "amod", "det") for c in o.lefts)]


def _name_of(title: Token) -> list[Token]:
    """What the person is of whose name a title stands before: *President Ana Prates of Portugal*."""
    names = [n for n in grammar.denotes(title) if n.i > title.i and n.ent_type_ == "PERSON"]
    found = [
        o for n in names for p in n.rights if p.lower_ in load_closed().genitive and p.i == n.i + 1 for o in p.children
    ]
    return [
        o
        for o in found
        if o.dep_ == "pobj" and o.ent_type_ and not any(c.dep_ in ("poss", "amod", "det") for c in o.lefts)
    ]


def _before_title(noun: Token) -> list[Token]:
    """The body before a title of several words: *NASA* in *NASA mission director Ann Lee*."""
    return [o for c in grammar.compounds(noun) if not c.ent_type_ for o in grammar.compounds(c) if o.ent_type_ == "ORG"]


def _kind_before(noun: Token, bodies: dict[str, list[Span]]) -> list[Token]:
    """The one body named before in the document whose name has the word a title begins with: *a ministry spokeswoman*."""
    found = []
    for word in (c for c in grammar.compounds(noun) if not c.ent_type_ and c.is_lower and c.tag_ == "NN"):
        named = bodies.get(word.lower_, [])
        if named and named[0].start < noun.i and len({without_article(e.text.casefold()) for e in named}) == 1:
            found.append(named[0].root)
    return found


def _bodies(doc: Doc) -> dict[str, list[Span]]:
    """Bodies named in a document by the heads of their names: *ministry* → *Ministry of Transport*."""
    found: dict[str, list[Span]] = {}
    for name in doc.ents:
        for token in name if name.label_ == "ORG" else ():
            following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
            inside = following is not None and following.ent_iob_ == "I" and following.dep_ not in ("prep", "case")
            if not inside:
                found.setdefault(token.lower_, []).append(name)
    return found


def _of_part(noun: Token) -> list[Token]:
    """The body of whose part somebody is: *Greenpeace* of *head of the local branch of Greenpeace*."""
    parts = load_lexicon().parts
    return [w for _, o in grammar.prepositional(noun, *load_closed().genitive) for w in _wholes(o, parts)]


def _in_part(verb: Token) -> bool:
    """Whether a passive tells of a share: *is 51% owned by Acme*, *is part-owned by Acme*."""
    told = [c for c in verb.lefts if c.dep_ in ("npadvmod", "advmod")]
    shares = load_lexicon().shares | load_lexicon().partly
    parts = {x.lower_ for c in told for x in c.subtree}
    return grammar.is_passive(verb) and bool(parts & shares)


def _undivided(verb: Token) -> list[Token]:
    """What a verb is done to as a whole."""
    return [] if _in_part(verb) else grammar.patients(verb)


def _share_of(verb: Token) -> list[Token]:
    """Of what somebody has a share, told as a number: *holds 31 per cent of Acme*, *owns half of Acme*."""
    found = grammar.patients(verb) if _in_part(verb) else []
    for share in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
        shares = load_lexicon().shares
        parts = [share, *(o for p in share.rights if p.lower_ in load_closed().distributive for o in p.children)]
        if any(p.ent_type_ == "PERCENT" or p.lower_ in shares for p in parts):
            found += [o for p in parts for _, o in grammar.prepositional(p, *load_closed().of_shares)]
    return found


def _of_home(name: Token) -> list[Token]:
    """Where somebody lives whose age stands before it: *Ann Lee, 57, of Halifax*."""
    aged = {c.i for c in name.rights if c.dep_ == "appos" and c.is_digit}
    return [
        o
        for p in name.rights
        if p.lower_ in load_closed().genitive and p.i - 2 in aged
        for o in p.children
        if o.dep_ == "pobj"
    ]


def _receivers(noun: Token) -> list[Token]:
    """Who gets what a noun tells: *received a six-year sentence*, *was given a six-year sentence*."""
    verb = noun.head
    if grammar.is_passive(verb):
        return grammar.expand(c for c in verb.lefts if c.dep_ == "nsubjpass") if noun.dep_ == "dobj" else []
    return [] if grammar.lemma(verb) in load_lexicon().ditransitive else grammar.agents(verb)


def _raisers(noun: Token, carriers: tuple[str, ...]) -> list[Token]:
    """Who raises money in a round: *Acme raised $18 million in a round led by …*, *Acme's latest round, led by …*."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in load_closed().of_rounds else noun.head
    if (above.pos_ == "NOUN" and above.dep_ == "dobj") or above.ent_type_ == "MONEY":
        above = above.head  # "secured $18 million in funding"
    raised = above.pos_ == "VERB" and grammar.lemma(above) in carriers and not grammar.is_passive(above)
    supposed = above.dep_ == "advcl" and any(c.dep_ == "mark" for c in above.lefts)
    if raised and (supposed or any(c.tag_ in ("MD", "TO") or c.dep_ == "neg" for c in above.lefts)):
        return []  # "will raise", "if Siemens raised"
    return grammar.agents(above) if raised else grammar.possessors(noun)


def _round_leaders(noun: Token) -> list[Token]:
    """Who leads a round and who takes part: *led by Sequoia with participation from Accel and Tiger Global*."""
    lexicon = load_lexicon()
    verbs = [c for c in noun.rights if c.dep_ in ("acl", "relcl") and grammar.lemma(c) in lexicon.fronting]
    if noun.dep_ == "nsubjpass" and grammar.lemma(noun.head) in lexicon.fronting:
        verbs.append(noun.head)
    found = [a for v in verbs for a in grammar.agents(v)]
    around = noun.doc[noun.i : noun.sent.end] if found else ()
    joining = {
        t.i: t
        for t in around
        if t.dep_ == "pobj" and t.head.lower_ in load_closed().comitative and t.lower_ in lexicon.joining
    }
    return found + [o for t in joining.values() for _, o in grammar.prepositional(t, *load_closed().of_joiners)]


def _behind_age(verb: Token) -> list[Token]:
    """What the parser hangs on an age: *died aged 82 of pneumonia*."""
    told = [age for age in verb.doc[verb.i + 1 : verb.i + 4] if ages.is_told(age)]
    return [o for age in told for _, o in grammar.prepositional(age, *load_closed().origin)]


def _told_of(office: Token, offices: tuple[str, ...]) -> list[Token]:
    """The body that who holds an office speaks of: *Chief executive Ann Lee said the company would hire*.

    Nothing where the office says more than what it is, as *a ministry spokeswoman* does.
    """
    before = [t.lower_ for t in office.doc[office.left_edge.i : office.i + 1] if t.tag_ != "DT"]
    whose = any(c.dep_ == "prep" for c in office.rights) or " ".join(before) not in offices
    subject = next((n for n in (office, *grammar.denotes(office)) if n.dep_ == "nsubj"), None)
    if whose or subject is None or grammar.lemma(subject.head) not in load_attribution().verbs:
        return []
    said = [c for c in subject.head.children if c.dep_ == "ccomp"]
    told = [t for c in said for t in c.children if t.dep_ in ("nsubj", "nsubjpass")]
    return [t for t in told if len(told) == 1 and _is_the_body(t)]


def _is_the_body(noun: Token) -> bool:
    """Whether a noun is *the* body told of before, by its kind alone: *the company*, *the airline*."""
    return noun.tag_ == "NN" and grammar.has_only_article(noun) and grammar.is_body(noun)


def _wholes(noun: Token, parts: frozenset[str]) -> list[Token]:
    """The bodies that a part of a body belongs to: *CAIR* of *the CAIR Dallas chapter*."""
    if noun.pos_ != "NOUN" or grammar.lemma(noun) not in parts:
        return []
    found = [*grammar.compounds(noun), *grammar.possessors(noun)]
    return [*found, *(o for p, o in grammar.prepositional(noun, *load_closed().of_wholes) if o.pos_ == "PROPN")]


_SIMPLE: dict[str, Callable[[Token], list]] = {
    "agent": grammar.agents,
    "patient": grammar.patients,
    "recipient": grammar.recipients,
    "subject": grammar.subjects,
    "poss": grammar.possessors,
    "demonym": grammar.demonyms,
    "people": _peoples,
    "people-beside": _people_beside,
    "said-of": _said_of,
    "both-of": _both_of,
    "of-place": _of_place,
    "compound": modifiers,
    "self": holders,
    "one-another": _one_another,
    "sum": _sums,
    "name-beside": _beside,
    "behind-comma": _behind_comma,
    "name-of": _name_of,
    "before-title": _before_title,
    "of-part": _of_part,
    "of-home": _of_home,
    "share-of": _share_of,
    "undivided": _undivided,
    "site": _site,
    "survived": _survived,
    "behind-age": _behind_age,
    "round-by": _round_leaders,
}

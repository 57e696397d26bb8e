"""Which longer name of a body a shorter one stands for: *Blue Crescent*, *Méridienne*, what brackets define.

A shorter name alone does not say of what it is a part, so just one name of the text may hold it, what is said of either
must not contradict, and a word inside a longer name must be nobody's but that name's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import senses, territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import GENDERS
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon
from kg.nlp import grammar, title
from kg.nlp.wholes import is_legal_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.nlp.coref_names import NameForm
    from kg.nlp.types import TokenMention

PLACES = frozenset({"GPE", "LOC"})
_BODIES = frozenset({"ORG", "MISC", "GPE", "LOC", "PRODUCT"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_QUOTES = frozenset("\"“”'‘’")
_LEAST = 4  # letters of a word inside a longer name
_WITHIN = 8  # tokens between a bracket and the last name it defines


class Group:
    """All mentions of one name in a text.

    Args:
        doc, mentions: the text and its mentions.
        forms: the name's forms, the first mention first.
    """

    def __init__(self, doc: Doc, mentions: Sequence[TokenMention], forms: Sequence[NameForm]) -> None:
        self.doc, self.forms, self.first = doc, forms, forms[0]
        self.mentions = [mentions[f.mention] for f in forms]
        self.words = forms[0].words

    @property
    def labels(self) -> set[str | None]:
        return {f.label for f in self.forms}

    def is_place(self) -> bool:
        """Whether something is said to be there."""
        heads = (self.doc[m.head] for m in self.mentions)
        return any(h.dep_ == "pobj" and h.head.lower_ in load_closed().locative for h in heads)

    def is_company(self) -> bool:
        """Whether its legal form says so somewhere."""
        return any(is_legal_form(f.text.split()[-1]) for f in self.forms if " " in f.text)

    def is_called_body(self) -> bool:
        """Whether a description right beside it says that it is a body: *the operator Saaremaa*, *Acme, a bank,*."""
        return any(_kind(noun) == "Organization" for m in self.mentions for noun in grammar.beside(self.doc, m))

    def is_called_person(self) -> bool:
        """Whether a description right beside it says that it is somebody: *the banker Méridienne*."""
        return any(_kind(noun) == "Person" for m in self.mentions for noun in grammar.beside(self.doc, m))


def find(short: Group, groups: Sequence[Group]) -> NameForm | None:
    """The one body, named in full, that a shorter name stands for.

    Args:
        short: the shorter name.
        groups: all names of the text, this one among them.
    """
    form = short.first
    known = territories.find(form.text) or territories.union(form.text) or form.text.casefold() in lexicon().known
    if known or short.is_called_person() or (len(short.words) == 1 and form.text.isupper()):
        return None
    if not (short.labels <= _BODIES or _is_strange(short) or _is_nobody(short, groups)):
        return None
    return _begun(short, groups) or _inside(short, groups)


def _is_strange(short: Group) -> bool:
    """Whether what is taken for a people's name is no known people's, and stands for no adjective, whatever its tag."""
    heads = [short.doc[m.head] for m in short.mentions]
    nouns = all(h.tag_ in ("NNP", "NNPS") or h.dep_ in _NOMINAL for h in heads)
    return short.labels <= _BODIES | {"NORP"} and nouns


def _is_nobody(short: Group, groups: Sequence[Group]) -> bool:
    """Whether what is taken for a person's name is a word that no person of the text has, and nothing makes it one.

    Nobody is told of by one name who was not told of by two; but for a word that is new to it the recogniser guesses.
    """
    if len(short.words) > 1 or "NORP" in short.labels or short.words[0] in load_coref().titles:
        return False
    if any("PERSON" in g.labels and short.words[0] in g.words for g in groups if g is not short):
        return False
    doc, told = short.doc, short.mentions
    if short.is_called_body():
        return True
    return not any(_is_titled(doc, m) for m in told) and 2 * sum(_is_told_of(doc, m) for m in told) < len(told)


def _is_titled(doc: Doc, m: TokenMention) -> bool:
    """Whether a title or an office stands before a name, or an age behind it."""
    before = doc[m.start - 1].lower_ if m.start else ""
    first = doc[m.start].lower_
    if {before, first} & set(load_coref().titles) or lexicon().nouns.get(before) == "Person":
        return True
    return m.end + 1 < len(doc) and doc[m.end].text in (",", "(") and doc[m.end + 1].is_digit


def _is_told_of(doc: Doc, m: TokenMention) -> bool:
    """Whether *he* or *she* stands near a name where nobody else is named."""
    sentence = doc[m.start].sent
    end = doc[sentence.end].sent.end if sentence.end < len(doc) else sentence.end
    pronouns, around = load_coref().pronouns, doc[sentence.start : end]
    if any(t.ent_type_ == "PERSON" and not m.start <= t.i < m.end and t.text != doc[m.start].text for t in around):
        return False
    return any(pronouns.get(t.lower_) in GENDERS for t in around)


def _begun(short: Group, groups: Sequence[Group]) -> NameForm | None:
    """The one name that a shorter one begins: *Blue Crescent Lines*.

    It must say that it is a body, by its last word, its legal form or what stands beside it; what is taken for a place is
    one unless there is such a company and nothing is said to be there.
    """
    size = len(short.words)
    longer = [g for g in groups if len(g.words) > size and g.words[:size] == short.words]
    if len(longer) != 1 or longer[0].first.label not in _BODIES or not _in_order(short, longer[0]):
        return None
    whole = longer[0]
    if whole.words[size] in load_closed().joint:
        return None  # two names taken for one
    company = whole.is_company() or whole.is_called_body()
    if short.labels & (PLACES | {"NORP"}) and (not company or short.is_place()):
        return None
    return whole.first if company or _says_body(whole.words[-1]) else None


def _inside(short: Group, groups: Sequence[Group]) -> NameForm | None:
    """The one name in which a word that means nothing else stands further back: *Banque Méridienne*."""
    word = short.words[0]
    if len(short.words) > 1 or len(word) < _LEAST or not word.isalpha() or short.labels & (PLACES | {"NORP"}):
        return None
    if any(senses.load().of(pos, word) for pos in "nva"):
        return None
    holders = [g for g in groups if g is not short and word in g.words]
    if len(holders) != 1 or not holders[0].labels <= {"ORG", "MISC", "PRODUCT"} or not _in_order(short, holders[0]):
        return None
    whole = holders[0]
    told = whole.is_company() or whole.is_called_body() or short.is_called_body()
    plain = whole.labels == {"ORG"} and not (load_closed().genitive | load_closed().joint) & set(whole.words)
    return whole.first if word != whole.words[0] and (told or plain) else None


def _in_order(short: Group, whole: Group) -> bool:
    """Whether the full name comes first, or in the first sentence below the title, which has the shorter one."""
    first, full = short.mentions[0], whole.mentions[0]
    if full.start < first.start:
        return True
    if not title.holds(short.doc, first.start):
        return False
    below = title.below(short.doc)
    told = whole.is_company() or whole.is_called_body() or _says_body(whole.words[-1])
    return told and bool(below) and full.start < below[0].end


def _says_body(word: str) -> bool:
    known = lexicon()
    cls = known.endings.get(word) or known.nouns.get(word) or known.nouns.get(word.removesuffix("s"))
    return cls is not None and ontology.load().kind_of(cls) == "Organization"


def _kind(noun: Token) -> str | None:
    """The kind of thing a noun is one for, with what a hyphen joins to it."""
    cls = lexicon().class_of(noun)
    if cls is None and noun.i > 1 and noun.nbor(-1).text == "-":
        cls = lexicon().nouns.get(noun.doc[noun.i - 2 : noun.i + 1].text.casefold())  # "start-up"
    return ontology.load().kind_of(cls) if cls else None


def defined(doc: Doc, m: TokenMention) -> int | None:
    """Where the name ends that brackets define another name for: *Verity Therapeutics, Inc. (“Verity” or the “Company”)*."""
    first = m.start - (m.start > 0 and doc[m.start - 1].lower_ in load_closed().definite)  # “the Company”
    if first < 3 or m.end >= len(doc) or doc[m.end].text not in _QUOTES or doc[first - 1].text not in _QUOTES:
        return None
    at, quoted = first - 1, False
    while at > max(m.start - _WITHIN, 0) and doc[at].text != "(":
        quoted = doc[at].text in _QUOTES
        quotes = any(doc[k].text in _QUOTES for k in (at - 1, at, at + 1))
        if not quotes and doc[at].text != "," and doc[at].lower_ not in lexicon().defining:
            return None
        at -= 1
    return at if doc[at].text == "(" and (quoted or doc[at + 1].lower_ in load_closed().definite) else None

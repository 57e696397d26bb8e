"""Candidate mentions: names, noun phrases and pronouns.

Conventions follow OntoNotes as OntoGUM applies them (Zhu et al. 2021): a mention is its head's whole noun phrase with
apposition and relative clause, possessives are mentions of their own, predicate nominals are none.  What a graph wants
to know beyond that — relative pronouns, the second half of an apposition — is given with a `form` that sets it apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as lexicon
from kg.learned import linear
from kg.nlp import extents
from kg.nlp.counted import counted
from kg.nlp.edges import EdgeModel
from kg.nlp.grammar import is_body
from kg.nlp.types import Name, TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.learned.linear import Weights

_NOT_IN_PHRASE = frozenset({"relcl", "punct", "cc", "conj", "appos", "parataxis", "advcl"})
_NOT_MENTIONS = frozenset(
    {"attr", "oprd", "compound", "nmod", "amod", "det", "case", "expl", "nummod", "advmod", "punct"}
)
_FILLED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"})
_DATES = frozenset({"DATE", "TIME"})
_NOT_THINGS = frozenset({"PERCENT", "MONEY", "ORDINAL", "CARDINAL"})
# Dependents that end a noun phrase on its right, and those that stand before it without belonging to it.
_CUT = frozenset({"cc", "conj", "preconj", "parataxis", "dep", "intj", "meta"})
_BEFORE = frozenset(
    {
        "cc",
        "preconj",
        "mark",
        "prep",
        "nsubj",
        "nsubjpass",
        "aux",
        "cop",
        "advcl",
        "intj",
        "meta",
        "parataxis",
        "neg",
        "csubj",
    }
)
_BREAKS = frozenset({"—", "–", ":", "-", ";", "--", "..."})
_NARROWING = ("amod", "compound", "nmod")
_OPENING, _CLOSING = "\"“‘'", "\"”’'"


def find(doc: Doc, names: Iterable[Name], model: Weights | None = None) -> list[TokenMention]:
    """All candidate mentions in text order, the longer first where two start together.

    Args:
        doc: parsed (without a parse, only the names and pronouns it has tags for are found).
        names: the document's names, none overlapping; a name wins over a noun phrase with the same head.
        model: weights that decide how far a mention reaches (`kg.nlp.extents`); the packaged ones unless given.

    Raises:
        MissingPart: the packaged weights cannot be read.
    """
    weights = model or linear.load("extents", doc.lang_ or "en")
    return sorted(extents.judge(doc, candidates(doc, names), EdgeModel.of(weights)), key=_order)


def _order(m: TokenMention) -> tuple[int, int, int]:
    return m.start, -m.end, m.head


def candidates(doc: Doc, names: Iterable[Name]) -> list[TokenMention]:
    """The mentions as the grammar alone gives them, in text order."""
    words, places = load_words().pronouns, load_closed().place_relative
    out: list[TokenMention] = []
    owner: dict[int, Name] = {i: n for n in names for i in range(n.start, n.end)}
    owner = {i: n for i, n in owner.items() if not _is_office_of(doc, n, owner)}
    seen: set[Name] = set()
    apposed: set[int] = set()
    known = {doc[n.start : n.end].text.casefold(): n.label for n in owner.values()}
    for name in owner.values():
        if name not in seen:
            seen.add(name)
            out.extend(_of_name(doc, name, owner, apposed))
            out.extend(_nested(doc, name, known))
    for token in doc:
        i = token.i
        if i in owner or token.is_space:
            continue
        where = token.lower_ in places
        if (token.pos_ in ("PRON", "DET", "ADV") or where) and token.dep_ not in ("det", "expl", "mark", "predet"):
            if where or token.tag_ in ("WP", "WDT", "WP$"):
                if relative_antecedent(token) is not None:
                    out.append(TokenMention(i, i + 1, i, "pronoun", form="relative"))
            elif token.pos_ != "ADV" and token.lower_ in words:
                out.append(TokenMention(i, i + 1, i, "pronoun"))
        elif i not in apposed and is_nominal(token):
            out.append(_of_noun(token))
        elif is_aged(token):
            out.append(TokenMention(token.left_edge.i, i + 1, i, "nominal"))
        if token.dep_ != "conj" and any(c.dep_ == "conj" for c in token.rights) and _is_thing(token):
            out.extend(_group(token))
    return sorted(out, key=_order)


def _of_name(doc: Doc, name: Name, owner: dict[int, Name], apposed: set[int]) -> Iterator[TokenMention]:
    """A name with its whole phrase; a common noun beside it in apposition is the same mention's other half."""
    head = doc[name.head]
    start, end = phrase(head)
    start, end = (
        (min(start, name.start), max(end, name.end))
        if head.dep_ not in ("compound", "nmod", "amod")
        else (name.start, name.end)
    )
    if (
        start == name.start
        and start
        and doc[start - 1].lower_ in load_closed().definite
        and head.dep_ in ("compound", "nmod")
    ):
        start -= doc[start - 1].head.i in range(name.start, name.end)
    other = None
    if head.dep_ == "appos" and _describes(head.head) and head.head.i not in owner and head.head.i < name.start:
        other = head.head
        start, end = min(start, phrase(other)[0]), max(end, phrase(other)[1])
    elif (beside := described_by(doc, name)) is not None and beside.i not in owner:
        other = beside
        start = min(start, noun_phrase(other)[0])
    else:
        for child in head.rights:
            if child.dep_ == "appos" and _describes(child) and child.i not in owner:
                other = child
    if other is not None and other.i not in apposed:
        apposed.add(other.i)
        yield TokenMention(*noun_phrase(other), other.i, "nominal", form="apposition")
    if is_role(doc, name) or is_one_of_a_people(doc, name):
        yield TokenMention(start, max(end, name.end), name.head, "nominal", phrase=(start, end))
    else:
        yield TokenMention(name.start, name.end, name.head, "name", name.label, (start, end))


def _is_office_of(doc: Doc, name: Name, owner: dict[int, Name]) -> bool:
    """Whether a capitalised description stands in apposition with a person's name: *Ana Prates, the Speaker of …*."""
    if not is_role(doc, name) and not is_one_of_a_people(doc, name):
        return False
    head = doc[name.head]
    beside = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    holders = (owner[t.i] for t in beside if t.i in owner)
    return any(n is not name and n.label == "PERSON" and not is_role(doc, n) for n in holders)


def _describes(token: Token) -> bool:
    """Whether a word is a common noun, a capitalised office, or one of a people: *an Australian*."""
    if token.pos_ == "NOUN":
        return True
    office = lexicon().nouns.get(token.lower_) == "Person"
    return token.pos_ == "PROPN" and (
        office or (token.ent_type_ == "NORP" and any(c.dep_ == "det" for c in token.lefts))
    )


def described_by(doc: Doc, name: Name) -> Token | None:
    """The common noun right before a name that says what it is, whatever the parser makes of it: *the carrier Finnair*."""
    noun = doc[name.start - 1] if name.start else None
    if noun is None or noun.tag_ != "NN" or noun.is_sent_start or lexicon().class_of(noun) is None:
        return None
    if noun.head.i in range(name.start, name.end) or not any(c.dep_ in ("det", "poss") for c in noun.lefts):
        return None  # a compound is in the name's own phrase
    if doc[name.head].dep_ == "compound" and doc[name.head].head.i >= name.end:
        return None  # "an official government Twitter account"
    if noun.dep_ in ("dobj", "dative") and any(c.dep_ == "ccomp" for c in noun.head.rights):
        return None  # "told the committee Smith had left"
    return noun


def demonym(doc: Doc, m: TokenMention) -> bool:
    """Whether a name is an adjective (*the Afghan team*): it says where something is from and names no thing itself."""
    if m.kind != "name" or m.label != "NORP":
        return False
    last = doc[m.end - 1]
    return last.tag_ == "JJ" or (last.dep_ in ("amod", "compound", "nmod") and last.head.i >= m.end)


def with_case(doc: Doc, m: TokenMention) -> tuple[int, int]:
    """A mention's full phrase with its possessive mark, as OntoNotes has it (*the company's*); a bare name goes without."""
    start, end = m.extent
    bare = m.kind == "pronoun" or (m.kind == "name" and (start, end) == (m.start, m.end))
    marked = not bare and end < len(doc) and doc[end].tag_ == "POS" and not doc[end].is_sent_start
    return start, end + marked


def is_one_of_a_people(doc: Doc, name: Name) -> bool:
    """Whether a demonym stands for somebody: *an Australian was arrested*, *the Nigerian scored*, *three Kyrgyz*; not *the French*."""
    last = doc[name.end - 1]
    noun = name.end - name.start == 1 and last.tag_ in ("NN", "NNP", "NNPS") and last.dep_ not in _NARROWING
    if noun and any(c.dep_ == "nummod" for c in last.lefts):
        return territories.is_demonym(last.text)
    if not noun or name.label != "NORP" or last.tag_ == "NNPS":
        return False
    known = not last.lower_.endswith(lexicon().of_peoples) and territories.find(last.text) is not None
    return any(c.lower_ in lexicon().one or (known and c.lower_ in load_closed().definite) for c in last.lefts)


def is_role(doc: Doc, name: Name) -> bool:
    """Whether a name is only a capitalised office (*the Prime Minister*): a description of whoever holds it."""
    last = doc[name.end - 1]
    head = doc[name.head]
    titled = head.tag_ == "NNP" and head.i + 1 < name.end and doc[head.i + 1].lower_ in load_closed().genitive
    if name.label in ("ORG", "MISC") and titled and lexicon().nouns.get(head.lower_) == "Person":
        return True  # "Professor of Engineering"
    return (
        name.label in ("MISC", "PERSON")
        and lexicon().nouns.get(last.lower_) == "Person"
        and all(t.lower_ in lexicon().nouns or t.ent_type_ != "PERSON" for t in doc[name.start : name.end - 1])
        and last.text[1:].islower()
    )


def _nested(doc: Doc, name: Name, known: dict[str, str]) -> Iterator[TokenMention]:
    """A place inside a longer name: *US State Department*; a company named after one has nothing of it: *Qatar Airways*."""
    if name.label not in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "MISC") or name.end - name.start < 2:
        return
    for end in () if _is_company(doc[name.start : name.end].text, known) else range(name.end - 1, name.start, -1):
        text = doc[name.start : end].text
        label = known.get(text.casefold()) or ("GPE" if territories.find(text) else "")
        if label == "GPE":
            yield TokenMention(name.start, end, end - 1, "name", label, form="nested")
            break
    for start in range(name.start + 1, name.end):
        text = doc[start : name.end].text
        if doc[start - 1].lower_ in load_closed().genitive and (
            known.get(text.casefold()) == "GPE" or territories.find(text)
        ):
            yield TokenMention(start, name.end, name.end - 1, "name", "GPE", form="nested")
            return


def _is_company(text: str, known: dict[str, str]) -> bool:
    """Whether a name, or the full name that the text gives it, ends in a word for a company: *China Eastern (Airlines)*."""
    short, nouns, onto = text.casefold(), lexicon().nouns, ontology.load()
    for full in (short, *(k for k in known if k.startswith(short + " "))):
        last = full.rsplit(" ", 1)[-1]
        cls = nouns.get(last) or nouns.get(last.removesuffix("s"))
        if cls and onto.is_a(cls, "Company"):
            return True
    return False


def _of_noun(token: Token) -> TokenMention:
    is_date = token.ent_type_ in _DATES
    return TokenMention(*noun_phrase(token), token.i, "nominal", phrase=phrase(token), form="date" if is_date else "")


def _group(token: Token) -> Iterator[TokenMention]:
    """A coordination of noun phrases as one mention, headed by its conjunction: *Alice and Bob* … *they*."""
    joint = next((c for c in token.rights if c.dep_ == "cc"), None)
    if joint is None or joint.lower_ not in load_closed().additive:
        return
    start, (_, end) = noun_phrase(token)[0], phrase(token.conjuncts[-1])
    if end > joint.i:
        yield TokenMention(start, end, joint.i, "nominal", phrase=(start, end), form="group")


def _is_thing(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in _DATES and token.ent_type_ not in _NOT_THINGS


def is_nominal(token: Token) -> bool:
    """Whether a token heads a noun phrase that refers to something (predicates and modifiers do not)."""
    if token.pos_ == "NUM":
        return token.dep_ not in _NOT_MENTIONS and any(c.lower_ in load_closed().genitive for c in token.rights)
    if counted(token) is not None and token.pos_ in ("NOUN", "PRON", "DET", "ADJ"):
        return token.dep_ in _FILLED
    noun = token.pos_ in ("NOUN", "PROPN") or lexicon().stands_for_persons(token)
    if not noun or token.ent_type_ in _NOT_THINGS:
        return False
    if token.dep_ == "attr":
        return any(c.dep_ == "expl" for c in token.head.lefts)  # "there is a problem"
    if token.dep_ == "npadvmod":
        return token.ent_type_ in _DATES
    if token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
        return False
    return token.dep_ not in _NOT_MENTIONS and not (
        token.dep_ == "conj" and token.head.dep_ in ("compound", "amod", "nmod")
    )


def is_aged(token: Token) -> bool:
    """Whether an age stands for somebody: *the 34-year-old told them*."""
    told = (
        token.lower_ in lexicon().aged
        and token.tag_ in ("JJ", "NN")
        and token.dep_ in ("nsubj", "nsubjpass", "dobj", "poss")
    )
    if not told:
        return False
    before = [c.lower_ for c in token.lefts if c.dep_ in ("det", "npadvmod")]
    return len(before) == 2 and before[0] in load_closed().definite and before[1] in lexicon().years


def noun_phrase(head: Token) -> tuple[int, int]:
    """The noun phrase of a head without relative clauses, appositions and coordinated siblings."""
    doc, start = head.doc, head.left_edge.i
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "prep", "mark") or doc[start].is_space):
        start += 1
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in _NOT_IN_PHRASE or child.is_space:
            break
        if child.dep_ not in ("prep", "acl", "case", "nummod", "amod", "advmod", "compound", "poss"):
            break
        end = child.right_edge.i + 1
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if doc[end - 1].tag_ == "POS" and end - 1 > head.i:
        end -= 1
    return start, end


def phrase(head: Token) -> tuple[int, int]:
    """The full noun phrase of a head: its subtree up to a coordinated sibling, without the marks around it."""
    doc, start, end = head.doc, head.left_edge.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _BEFORE:
            start = max(start, child.right_edge.i + 1)
    for i in range(head.i - 1, start - 1, -1):
        if doc[i].text in ":;—–" or "\n" in doc[i].text:
            start = i + 1
            break
    for child in head.rights:
        if child.dep_ in _CUT or (child.dep_ == "punct" and child.text in _BREAKS):
            break
        if child.dep_ != "punct" and not child.is_space:
            end = child.right_edge.i + 1
    return trim(doc, start, closed(doc, start, end), head.i)


def closed(doc: Doc, start: int, end: int) -> int:
    """Take in the mark that closes what was opened inside."""
    if end < len(doc) and (text := doc[end].text) in ')]"”':
        inside = [t.text for t in doc[start:end]]
        opened, closed = ("([", ")]") if text in ")]" else ('"“', '"”')
        if sum(t in opened for t in inside) > (0 if text == '"' else sum(t in closed for t in inside)):
            return end + (text != '"' or sum(t == '"' for t in inside) % 2)
    return end


def trim(doc: Doc, start: int, end: int, head: int) -> tuple[int, int]:
    texts = [t.text for t in doc[start:end]]
    offset = start
    while start < head:
        token, rest = doc[start], texts[start + 1 - offset : end - offset]
        closed = token.text in _OPENING and any(t in _CLOSING for t in rest)
        if closed or not (token.is_space or token.is_punct or token.text in _OPENING):
            break
        start += 1
    while end - 1 > head:
        token, rest = doc[end - 1], texts[start - offset : end - 1 - offset]
        if token.is_space or token.tag_ == "POS" or token.dep_ == "cc":
            end -= 1
        elif token.text in ")]":
            if any(t in "([" for t in rest):
                break
            end -= 1
        elif token.text in _CLOSING:
            if any(t in _OPENING for t in rest):
                break
            end -= 1
        elif token.is_punct and token.text != "%":
            end -= 1
        else:
            break
    return start, end


def _not_somebody(pronoun: Token, head: Token) -> Token:
    """*which* is said of things, *who* of somebody: attached to what is none, it belongs to the noun before or above."""
    if pronoun.lower_ in load_closed().of_persons:
        return _somebody_above(head)
    if pronoun.lower_ not in load_closed().thing_relative or head.ent_type_ != "PERSON":
        return head
    before = pronoun.i - 2 if pronoun.i > 1 and pronoun.nbor(-1).is_punct else pronoun.i - 1
    near = pronoun.doc[max(before, 0)]
    return near if near.pos_ in ("NOUN", "PROPN") else head


def _somebody_above(noun: Token) -> Token:
    """The person a body's name depends on: *a rapporteur for the Commission who left*; the noun itself elsewhere."""
    if noun.ent_type_ not in ("ORG", "GPE", "FAC", "LOC") and not _is_named_body(noun):
        return noun
    above = noun
    while above.dep_ in ("pobj", "prep", "appos") and above.head != above:
        above = above.head
        if above.pos_ in ("NOUN", "PROPN") and (
            above.ent_type_ == "PERSON" or lexicon().nouns.get(above.lower_) == "Person"
        ):
            return above
    return noun


def _is_named_body(noun: Token) -> bool:
    """Whether a noun with a capitalised word before it is one for bodies: *the Hallé orchestra*."""
    named = any(c.dep_ == "compound" and c.tag_ == "NNP" for c in noun.lefts)
    return named and not noun.ent_type_ and is_body(noun)


def relative_antecedent(token: Token) -> Token | None:
    """The noun a relative pronoun stands for, or None where it is no relative pronoun."""
    if token.tag_ not in ("WP", "WDT", "WP$") and token.lower_ not in load_closed().place_relative:
        return None
    node = token
    for _ in range(8):
        if node.dep_ == "relcl":
            return _not_somebody(token, node.head)
        if node.head == node:
            return None
        node = node.head
    return None

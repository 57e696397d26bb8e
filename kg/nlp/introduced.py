"""Who a text speaks of before it says the name: in its title, and in a lead that gives somebody's age.

*Romania's education minister quits*, above *The Romanian education minister, Ana Prates, …*; *a 54-year-old man was
jailed*, before *Ian Lee, 54, …*; *a former manager was jailed*, above *Ian Lee, 54, of Leeds, stole …*.  The name must be
the only one it can be.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.coref import GENDERS
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon
from kg.lang.times import load as load_times
from kg.nlp import grammar, title
from kg.nlp.mentions import is_aged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.nlp.types import TokenMention

Found = tuple[int, int, str]
_LEAD = 2  # sentences below the title
_NARROWED = 5  # words before a noun that narrow it, at most
_WITHIN = 6  # sentences between somebody and the name
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


def find(doc: Doc, mentions: Sequence[TokenMention]) -> list[Found]:
    """(description, later name, why) for what is told before its name.

    Args:
        doc: parsed; the furniture in its `user_data` says where its title is.
        mentions: in text order.
    """
    led = list(_above(doc, mentions))
    return [
        *_in_title(doc, mentions),
        *_by_age(doc, mentions),
        *led,
        *_in_title_too(doc, mentions, led),
        *_aged(doc, mentions),
    ]


def _in_title(doc: Doc, mentions: Sequence[TokenMention]) -> Iterator[Found]:
    """Persons of the title with the one name that the lead describes so."""
    lead = title.below(doc)[:_LEAD]
    if not lead or title.span(doc) is None:
        return
    start, end = lead[0].start, lead[-1].end
    # lemma → names so described, with a mention of each
    called: dict[str, dict[tuple[str, ...], tuple[int, Token]]] = {}
    for k, m in enumerate(mentions):
        if m.kind == "name" and m.label == "PERSON" and start <= m.start < end:
            for noun in _descriptions(doc, m):
                called.setdefault(noun.lemma_.casefold(), {})[tuple(t.lower_ for t in doc[m.start : m.end])] = k, noun
    for k, m in enumerate(mentions):
        head = doc[m.head]
        if m.kind != "nominal" or m.form or not title.holds(doc, m.head) or not grammar.is_one(head):
            continue
        names = called.get(head.lemma_.casefold(), {})
        if len(names) == 1:
            (name, noun) = next(iter(names.values()))
            if _said(head) <= _told_before(doc, noun):
                yield k, name, "the one the lead describes so"


def _said(noun: Token) -> set[str]:
    """The words that narrow a noun, without those for a people or a country: *education* of *Romania's education minister*."""
    told = (c for c in noun.lefts if c.dep_ in _MODIFIERS and c.ent_type_ not in ("NORP", "GPE"))
    return {t.lower_ for t in told}


def _told_before(doc: Doc, noun: Token) -> set[str]:
    """The few words before a noun, whatever the parser hangs them on."""
    return {t.lower_ for t in doc[max(noun.i - _NARROWED, noun.sent.start) : noun.i]}


def _descriptions(doc: Doc, m: TokenMention) -> Iterator[Token]:
    """Nouns in apposition with a name, or right before it, offices in capitals among them."""
    yield from (beside := list(grammar.beside(doc, m)))
    before = doc[m.start - 1] if m.start else None
    if before is not None and lexicon().nouns.get(before.lower_) == "Person" and before not in beside:
        yield before


def _by_age(doc: Doc, mentions: Sequence[TokenMention]) -> Iterator[Found]:
    """Somebody of an age without a name, with the one name behind which that age stands later."""
    named: dict[str, dict[str, int]] = {}
    for k, m in enumerate(mentions):
        if m.kind == "name" and m.label == "PERSON" and (age := _age_behind(doc, m)) and not _is_kin(doc, m):
            named.setdefault(age, {}).setdefault(doc[m.end - 1].lower_, k)
    told: dict[str, list[int]] = {}
    for k, m in enumerate(mentions):
        age = (
            load_times().around["age"].search(doc[m.start : m.head].text)
            if m.kind == "nominal" and not m.form
            else None
        )
        if age is not None and doc[m.head].tag_ == "NN":
            told.setdefault(age[1], []).append(k)
    for age, who in told.items():
        names = {last: k for last, k in named.get(age, {}).items() if last not in _before(doc, mentions, who[0])}
        if len(who) == 1 and len(names) == 1 and _may_be(doc, mentions[who[0]], mentions[next(iter(names.values()))]):
            yield who[0], next(iter(names.values())), "the only one of that age with a name"


def _above(doc: Doc, mentions: Sequence[TokenMention]) -> Iterator[Found]:
    """Somebody a paragraph of one sentence tells of, with whose name and age the next begins.

    Whom something befell may be another than whom the next paragraph names: *a cyclist was killed*, *Ian Lee, 54, was held*.
    """
    at = {m.start: k for k, m in enumerate(mentions) if m.kind == "name" and m.label == "PERSON"}
    sentences = list(doc.sents)
    for first, second in itertools.pairwise(sentences):
        k = at.get(second.start)
        if (
            k is None
            or not _ends_paragraph(doc, first)
            or not _age_behind(doc, mentions[k])
            or mentions[k].end < second.start + 2
        ):
            continue
        somebody = _subject_of(doc, mentions, first)
        told = [m for m in mentions[:k] if not title.holds(doc, m.start)]
        new = doc[mentions[k].end - 1].lower_ not in _before(doc, told, len(told))
        if somebody is not None and new and _may_be(doc, mentions[somebody], mentions[k]):
            yield somebody, k, "with whose name the next paragraph begins"


def _ends_paragraph(doc: Doc, sentence: Span) -> bool:
    """Whether a sentence is a paragraph, but for what introduces it: *PERTH: A man …*."""
    last = doc[sentence.end - 1]
    behind = last.text if last.is_space else doc[sentence.end].text if sentence.end < len(doc) else ""
    return "\n" in behind


def _subject_of(doc: Doc, mentions: Sequence[TokenMention], sentence: Span) -> int | None:
    """The one person, without a name, that a sentence is about; None where something befell them."""
    for k, m in enumerate(mentions):
        head = doc[m.head]
        if not sentence.start <= m.start < sentence.end or head.dep_ not in ("nsubj", "nsubjpass"):
            continue
        verb = head.head
        befell = verb.lemma_.casefold() in lexicon().befalling | lexicon().perishing
        if m.kind == "nominal" and not m.form and verb.dep_ == "ROOT":
            return k if grammar.is_one(head) and not befell else None
    return None


def _in_title_too(doc: Doc, mentions: Sequence[TokenMention], led: Sequence[Found]) -> Iterator[Found]:
    """The same somebody in the title, where the first paragraph calls them by the same noun."""
    below = title.below(doc)
    for k, name, why in led:
        noun = doc[mentions[k].head]
        if not below or not below[0].start <= noun.i < below[0].end:
            continue
        for n, m in enumerate(mentions[:k]):
            head = doc[m.head]
            same = m.kind == "nominal" and not m.form and title.holds(doc, m.head) and grammar.is_one(head)
            if same and head.lemma_ == noun.lemma_ and _said(head) <= _told_before(doc, noun):
                yield n, name, why


def _aged(doc: Doc, mentions: Sequence[TokenMention]) -> Iterator[Found]:
    """*The 34-year-old*: the only person whom the sentence before names, or names in full, without telling their age."""
    every = [k for k, m in enumerate(mentions) if is_aged(doc[m.head])]
    persons = [(k, m) for k, m in enumerate(mentions) if m.kind == "name" and m.label == "PERSON"] if every else []
    before, here = range(0), range(0)
    for sentence in doc.sents if every else ():
        before, here = here, range(sentence.start, sentence.end)
        aged = [k for k in every if mentions[k].head in here]
        named: dict[str, int] = {}
        for k, m in persons if aged else ():
            if m.start in before and doc[m.head].dep_ != "poss" and not _age_behind(doc, m):
                named.setdefault(doc[m.end - 1].lower_, k)
        full = [k for k in named.values() if mentions[k].end - mentions[k].start > 1]
        found = full if len(full) == 1 else list(named.values())
        if len(found) == 1:
            yield from ((k, found[0], "the only one named in the sentence before") for k in aged)


def _before(doc: Doc, mentions: Sequence[TokenMention], k: int) -> set[str]:
    """The last words of the names that stand before a mention."""
    return {doc[m.end - 1].lower_ for m in mentions[:k] if m.kind == "name"}


def _age_behind(doc: Doc, m: TokenMention) -> str:
    behind = [t.text for t in doc[m.end : m.end + 3]]
    return behind[1] if len(behind) == 3 and behind[0] in ",(" and behind[1].isdigit() and behind[2] in ",)" else ""


def _is_kin(doc: Doc, m: TokenMention) -> bool:
    return any(noun.lemma_.casefold() in lexicon().kin for noun in _descriptions(doc, m))


def _may_be(doc: Doc, somebody: TokenMention, name: TokenMention) -> bool:
    """Whether a name comes in a later sentence not far off, and no pronoun behind it is of the other gender."""
    noun, words = doc[somebody.head], load_coref()
    opens = doc[somebody.start].lower_ in load_closed().indefinite
    sentences = [n for n, s in enumerate(doc.sents) for m in (somebody, name) if s.start <= m.start < s.end]
    near = len(sentences) == 2 and 0 < sentences[1] - sentences[0] <= _WITHIN
    gender = words.nouns.get(noun.lemma_.casefold())
    said = _gender_behind(doc[name.start].sent, name.end)
    return opens and near and name.start > somebody.start and (gender is None or said is None or gender == said)


def _gender_behind(sentence: Span, at: int) -> str | None:
    pronouns = load_coref().pronouns
    said = (GENDERS.get(pronouns.get(t.lower_, "")) for t in sentence if t.i >= at)
    return next((gender for gender in said if gender), None)

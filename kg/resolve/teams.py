"""National teams: in a report of a match *Sweden* is eleven players, and linking them to the country would be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as lexicon
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST = 6  # different words of sport that make an article a report of sport
_DASHES = frozenset({"-", "–", "—", ":"})


def is_report(doc: Doc) -> bool:
    """Whether an article reports sport."""
    sport = lexicon().sport
    return len({t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() in sport}) >= LEAST


def competes(doc: Doc, mentions: Sequence[TokenMention], members: Sequence[int]) -> bool:
    """Whether a country's mentions act as a team: more of them compete than say where something is."""
    names = [mentions[k] for k in members if mentions[k].kind == "name" and doc[mentions[k].end - 1].tag_ != "JJ"]
    acting = sum(_acts(doc, m) for m in names)
    return acting > sum(
        doc[m.head].dep_ == "pobj" and doc[m.head].head.lower_ in load_closed().of_venues for m in names
    )


def _acts(doc: Doc, m: TokenMention) -> bool:
    head = doc[m.head]
    after = [t.text for t in doc[m.end : m.end + 2]]
    if len(after) == 2 and after[0].isdigit() and after[1] in _DASHES:
        return True  # "Sweden 1 – 0 Korea"
    if m.start >= 2 and doc[m.start - 1].is_digit and doc[m.start - 2].text in _DASHES:
        return True
    if head.dep_ in ("poss", "compound", "nmod") and head.head.i >= m.end:
        return head.head.lemma_.lower() in lexicon().sport
    above = head.head
    if head.dep_ == "pobj" and above.lower_ in load_closed().against:
        above = above.head
    elif head.dep_ not in ("nsubj", "nsubjpass", "dobj", "dative"):
        return False
    lemma = above.lemma_.lower()
    return "competition" in senses.load().of("v", lemma) or lemma in lexicon().sport

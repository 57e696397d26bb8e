"""Words that may stand for somebody else than the chain they are in says: nothing read at them is stated as a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.lang.coref import load as load_words
from kg.nlp.coref import Chains
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAST = 0.9  # what a learned link of a pronoun must reach, in log-odds over standing alone; judged on real articles
_GENDER = {"he": "m", "she": "f"}
_TITLE = 50  # pronouns that a title in a name outweighs


def doubted(doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> frozenset[int]:
    """The head tokens of pronouns that nothing sure is said of.

    A pronoun is doubted where its link is weak, where nothing in its chain is more than a pronoun, and where the
    pronouns of a chain, or a title in its names, say another gender.
    """
    pronouns = load_words().pronouns
    weak = {x.mention for x in chains.links if x.why.startswith("ranked") and x.score < _LEAST}
    out: set[int] = set()
    for chain in chains.chains:
        said = [k for k in chain if mentions[k].kind == "pronoun" and mentions[k].form != "relative"]
        if not said:
            continue
        bare = all(mentions[k].kind == "pronoun" for k in chain)
        gender = _gender(doc, mentions, chain)
        for k in said:
            own = _GENDER.get(pronouns.get(doc[mentions[k].head].lower_, ""))
            if bare or k in weak or (own is not None and gender[own] < sum(gender.values()) - gender[own] + 1):
                out.add(mentions[k].head)
    return frozenset(out)


def _gender(doc: Doc, mentions: Sequence[TokenMention], chain: Iterable[int]) -> Counter[str]:
    """What pronouns and titles of a chain say of its gender, counted."""
    words, out = load_words(), Counter[str]()
    for k in chain:
        m = mentions[k]
        if m.kind == "pronoun":
            out.update(filter(None, [_GENDER.get(words.pronouns.get(doc[m.head].lower_, ""))]))
        elif m.kind == "name" and m.label in ("PERSON", "MISC"):
            titles = {words.titles.get(t.lower_) for t in doc[m.extent[0] : m.end - 1]} & {"m", "f"}
            for title in titles if len(titles) == 1 else ():
                out[title] += _TITLE
    return out

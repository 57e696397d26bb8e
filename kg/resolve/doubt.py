"""Words that may stand for somebody else than the chain they are in says: nothing read at them is stated as a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.lang.coref import GENDERS, THINGS
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import coref_features
from kg.nlp.coref import Chains, CorefLink
from kg.nlp.grammar import is_one
from kg.nlp.mentions import is_aged
from kg.nlp.types import TokenMention
from kg.resolve import rivals

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAST = 0.9  # what a learned link of a pronoun must reach, in log-odds over standing alone; judged on real articles
_LEAST_OF_THINGS = 3.0  # the same of *it* and *they*, which more often stand for what nobody named
_LEAST_OF_OFFICES, _NEAR = 1.5, 60  # the same of *its* before an office, and how many tokens behind its antecedent
_LEAST_OF_DESCRIPTIONS = 1.0  # the same of *the company*
_OFTEN = 3  # names of whom an article is about
_TITLE = 50  # pronouns that a title in a name outweighs
_GIVEN = 2  # the same of a given name
_SAID = {"m": coref_features.MALE, "f": coref_features.FEMALE}


def doubted(doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> frozenset[int]:
    """The head tokens of pronouns and descriptions that nothing sure is said of.

    A pronoun is doubted where it is reflexive, where its link is weak, where nothing in its chain is more than a pronoun,
    where the pronouns of a chain, or a title or given name in its names, say another gender, where the article is about
    another person, and the one the pronoun is taken for is named once and in passing, and where somebody else may as well
    be meant (`rivals`).  So is a description, and what goes back to it, that only a weak link ties to a name, and one
    that another name fits.
    """
    pronouns = load_words().pronouns
    passing = _in_passing(doc, mentions, chains)
    weak = {x.mention for x in chains.links if x.why.startswith("ranked") and x.score < _least(doc, mentions, x)}
    out = _far_from_names(doc, mentions, chains)
    open_to = rivals.contested(doc, mentions, chains, _fits(doc, mentions)) | rivals.namesakes(doc, mentions, chains)
    out |= {mentions[k].head for k in open_to}
    for chain in chains.chains:
        if all(mentions[k].kind != "name" for k in chain):  # "the 34-year-old", whoever that is
            out |= {mentions[k].head for k in chain if is_aged(doc[mentions[k].head])}
        said = [k for k in chain if mentions[k].kind == "pronoun" and mentions[k].form != "relative"]
        if not said:
            continue
        bare = all(mentions[k].kind == "pronoun" for k in chain)
        bare = bare or passing(chain)
        gender = _gender(doc, mentions, chain)
        for k in said:
            own = GENDERS.get(pronouns.get(doc[mentions[k].head].lower_, ""))
            # "had himself been killed": whose it is, is told twice
            echo = doc[mentions[k].head].lower_ in load_words().reflexive
            if bare or echo or k in weak or (own is not None and gender[own] < sum(gender.values()) - gender[own] + 1):
                out.add(mentions[k].head)
    return frozenset(out)


def _least(doc: Doc, mentions: Sequence[TokenMention], link: CorefLink) -> float:
    """What a pronoun's learned link must reach; of *its president* less than of *its growth*, behind a named subject."""
    if _of_somebody(doc, mentions[link.mention]):
        return _LEAST
    whose, subject = doc[mentions[link.mention].head], doc[mentions[link.antecedent].head]
    office = whose.dep_ == "poss" and load_lexicon().class_of(whose.head) == "Person" and is_one(whose.head)
    named = mentions[link.antecedent].label in ("ORG", "GPE") or mentions[link.antecedent].kind == "pronoun"
    near = whose.i - subject.i < _NEAR and subject.dep_ in ("nsubj", "nsubjpass", "poss")
    return _LEAST_OF_OFFICES if office and named and near else _LEAST_OF_THINGS


def _far_from_names(doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> set[int]:
    """Heads of mentions that only a description's weak link makes the same as what a name stands for."""
    weak = {
        x.mention
        for x in chains.links
        if x.why.startswith("ranked") and mentions[x.mention].kind == "nominal" and x.score < _LEAST_OF_DESCRIPTIONS
    }
    if not weak:
        return set()
    beside: dict[int, list[int]] = {}
    for x in chains.links:
        if not (x.mention in weak and x.why.startswith("ranked")):
            beside.setdefault(x.mention, []).append(x.antecedent)
            beside.setdefault(x.antecedent, []).append(x.mention)
    out: set[int] = set()
    for chain in chains.chains:
        names = [k for k in chain if mentions[k].kind == "name"]
        if names and weak.intersection(chain):
            out |= {mentions[k].head for k in set(chain) - _reached(names, beside)}
    return out


def _reached(start: Sequence[int], beside: Mapping[int, Sequence[int]]) -> set[int]:
    seen, todo = set(start), list(start)
    while todo:
        for k in beside.get(todo.pop(), ()):
            if k not in seen:
                seen.add(k)
                todo.append(k)
    return seen


def _of_somebody(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention is *he*, *she*, *I* or *you* in any case, and none of *it* and *they*."""
    return load_words().pronouns.get(doc[mention.head].lower_, "") not in THINGS


def _in_passing(doc: Doc, mentions: Sequence[TokenMention], chains: Chains) -> Callable[[Sequence[int]], bool]:
    """Tells whether a chain is of a person named once, within a phrase or clause, where another is named again and again."""
    named = {chain: [k for k in chain if mentions[k].kind == "name"] for chain in chains.chains}
    persons = {c: ks for c, ks in named.items() if any(mentions[k].label == "PERSON" for k in ks)}
    most = max((len(ks) for ks in persons.values()), default=0)

    def passing(chain: Sequence[int]) -> bool:
        names = named[tuple(chain)]
        if most < _OFTEN or len(names) != 1 or any(mentions[k].kind == "nominal" for k in chain):
            return False
        head = doc[mentions[names[0]].head]
        leads = head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ in ("ROOT", "conj", "relcl", "ccomp")
        return not leads and head.dep_ not in ("appos", "attr")

    return passing


def _gender(doc: Doc, mentions: Sequence[TokenMention], chain: Iterable[int]) -> Counter[str]:
    """What pronouns and titles of a chain say of its gender, counted."""
    words, out = load_words(), Counter[str]()
    for k in chain:
        m = mentions[k]
        if m.kind == "pronoun":
            out.update(filter(None, [GENDERS.get(words.pronouns.get(doc[m.head].lower_, ""))]))
        elif m.kind == "name" and m.label in ("PERSON", "MISC"):
            titles = {words.titles.get(t.lower_) for t in doc[m.extent[0] : m.end - 1]} & {"m", "f"}
            for title in titles if len(titles) == 1 else ():
                out[title] += _TITLE
    out.update(_given(doc, mentions, chain))
    return out


def _fits(doc: Doc, mentions: Sequence[TokenMention]) -> Callable[[Sequence[int], str], bool]:
    """Tells whether nothing in a chain speaks against a gender; of *her son, Tom*, the noun."""
    known: dict[tuple[int, ...], Counter[str]] = {}

    def fits(chain: Sequence[int], gender: str) -> bool:
        key = tuple(chain)
        if key not in known:
            nouns = (doc[mentions[k].head].lower_ for k in chain if mentions[k].kind == "nominal")
            known[key] = _gender(doc, mentions, chain)
            known[key].update({g: _GIVEN for n in nouns if (g := load_words().nouns.get(n))})
        return known[key][gender] >= sum(known[key].values()) - known[key][gender]

    return fits


def _given(doc: Doc, mentions: Sequence[TokenMention], chain: Iterable[int]) -> dict[str, int]:
    """What the given names of a chain's full names say of its gender: *Wanda*, *Ricardo*."""
    words, first = load_words(), Counter[str]()
    for m in (mentions[k] for k in chain):
        if m.kind == "name" and m.label == "PERSON":
            named = [t for t in doc[m.start : m.end] if t.lower_ not in words.titles]
            first.update([named[0].text] if len(named) > 1 else [])
    name = next((n for n, _ in first.most_common(1)), None)
    told = (
        coref_features.gender_of(name, coref_features.leaning(doc, name, words)) if name else coref_features.NO_GENDER
    )
    return {g: _GIVEN for g, gender in _SAID.items() if gender == told}

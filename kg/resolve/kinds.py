"""What kind of thing a name stands for, decided once for all its mentions.

The recogniser labels each mention by itself and is often wrong where a name is new: a product takes its maker's label, an
acronym a person's.  The article as a whole knows better: *the X*, *22 Xs*, *X, a media player*, *works for X*, *she*.
So the evidence of a whole chain — labels, articles, governors, descriptions, the name's own shape, word vectors of the
name and of what stands around it — is scored together by small networks that vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.lang import senses, territories
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon
from kg.learned.hashed import hash_of, mix
from kg.learned.linear import Weights, softmax
from kg.learned.network import Network
from kg.nlp.types import TokenMention
from kg.resolve.votes import decide, votes_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS = ("Person", "Organization", "Place", "Product", "Event", "Other")
BITS = 14
VECTORS = 5
_LENGTH = 3.0  # of a word vector beside the features
_LEAST = 1e-6  # probability of what no network believes
_ANY, _MOST = 0, 1  # a feature that some mention has, that most of the named ones have
SLOTS = (
    "label", "shape", "article", "left", "role", "governor", "preposition", "described", "modifies", "neighbour",
    "last word", "suffix", "first word", "list", "nominal", "pronoun", "territory", "size", "votes", "adjective",
)  # fmt: skip
_SLOT = {name: n for n, name in enumerate(SLOTS)}
SURE = 0.4  # how probable a product must be that no vote is for: what has no better name is no product
OCCASION = 5.0  # what a name that ends like those of events adds to the score of an event: few were there to learn from
ENDING = 3.0  # what the last words of most longer names add to the score of the kind they say
BESIDE = 3.0  # what a description right beside a name adds to the score of the kind it says
HINT = 0.7  # what the domain or range of a frame that fired adds to the score of a kind
MENDED = 0.8  # how probable a kind must be for the names of a chain to lose a label that says another
_LABELS = {
    "Person": ("PERSON",),
    "Organization": ("ORG",),
    "Place": ("GPE", "LOC", "FAC"),
}  # the first for what is mended
Feature = tuple[str, str]


@dataclass(frozen=True)
class KindModel:
    """Networks `net0`, `net1`, … over hashed features (2 ** BITS) and word vectors (`VECTORS` of them), one output a kind."""

    weights: Weights

    @cached_property
    def networks(self) -> list[Network]:
        return [Network.of(self.weights.arrays, f"net{n}") for n in range(self.weights.meta["members"])]

    def hear(self, chains: Sequence[Evidence]) -> Heard:
        """The evidence of some chains, brought before the networks."""
        at, offsets = positions(chains)
        dense = np.stack([c.vector for c in chains]) if chains else np.zeros((0, 0), np.float32)
        return Heard(chains, at, offsets, [n.hidden(at, offsets, dense) for n in self.networks] if chains else [])

    def scores(self, heard: Heard) -> NDArray:
        """Logarithms of each kind's probability for each chain, shape (chains, kinds)."""
        if not heard.chains:
            return np.zeros((0, len(KINDS)))
        layers = zip(self.networks, heard.hidden, strict=True)
        return np.mean([np.log(softmax(n.told(hidden)) + _LEAST) for n, hidden in layers], axis=0)

    def reasons(self, heard: Heard, row: int, kind: int, top: int = 3) -> list[str]:
        """What speaks strongest for a kind of a chain, as *question: answer*."""
        at = heard.at[heard.offsets[row] : heard.offsets[row + 1]]
        layers = zip(self.networks, heard.hidden, strict=True)
        told = np.mean([n.reasons(at, hidden[row], kind) for n, hidden in layers], axis=0)
        parts = Counter[Feature]()
        for (feature, _), weight in zip(heard.chains[row].features, told.tolist(), strict=True):
            parts[feature] += weight
        best = sorted((f for f in parts.items() if f[1] > 0), key=lambda f: (-f[1], f[0]))[:top]
        return [f"{slot}: {value}" for (slot, value), _ in best]


@dataclass(frozen=True)
class Evidence:
    """What a chain's mentions say.

    `features` with their reach (`_ANY`, `_MOST`); `vector`: mean word vectors of the names' first and last words, of their
    first words, of their last words, of the nouns that stand for the thing, and of what governs the names, in a row.
    """

    features: tuple[tuple[Feature, int], ...]
    vector: NDArray


@dataclass(frozen=True)
class Heard:
    """Evidence as the networks take it.

    `at`, `offsets`: where the features lie in the embedding (`positions`); `hidden`: each network's hidden layer, a row a
    chain.
    """

    chains: Sequence[Evidence]
    at: NDArray
    offsets: NDArray
    hidden: list[NDArray]


def positions(chains: Sequence[Evidence]) -> tuple[NDArray, NDArray]:
    """(positions in the embedding, flat over all features of all chains; offsets, where each chain's begin)."""
    flat = [(_SLOT[slot], hash_of(value), reach) for chain in chains for (slot, value), reach in chain.features]
    offsets = np.zeros(len(chains) + 1, np.int64)
    np.cumsum([len(c.features) for c in chains], out=offsets[1:])
    return mix(np.array(flat, np.uint64).reshape(-1, 3), BITS), offsets


def applies(mentions: Sequence[TokenMention], members: Sequence[int]) -> bool:
    """Whether a chain is the model's to judge: it has a name, and not peoples' names (*the French*) for the most part."""
    labels = [mentions[k].label for k in members if mentions[k].kind == "name"]
    return bool(labels) and 2 * labels.count("NORP") < len(labels)


@dataclass(frozen=True)
class Judged:
    """What the model makes of a document's chains: those it `applies` to, their evidence and scores, row by row."""

    model: KindModel
    chains: list[int]
    heard: Heard
    scores: NDArray

    def mended(self, mentions: Sequence[TokenMention], chains: Sequence[Sequence[int]]) -> list[TokenMention]:
        """The mentions, with the recogniser's label put right where the whole chain says surely that it is wrong.

        Who reads single sentences takes a name for what its label says: *Hillary* is no town because one sentence has
        nothing else to say of her.
        """
        out = list(mentions)
        chances = softmax(self.scores) if self.chains else self.scores
        for n, row in zip(self.chains, chances, strict=True):
            best = int(row.argmax())
            labels = _LABELS.get(KINDS[best], ()) if row[best] >= MENDED else ()
            for k in chains[n] if labels else ():
                m = out[k]
                if m.kind == "name" and m.form != "nested" and m.label not in labels:
                    out[k] = replace(m, label=labels[0])
        return out


def judge(doc: Doc, mentions: Sequence[TokenMention], chains: Sequence[Sequence[int]], model: KindModel) -> Judged:
    """Score the kinds of all chains that have a name."""
    judged = [n for n, chain in enumerate(chains) if applies(mentions, chain)]
    heard = model.hear([evidence(doc, mentions, chains[n]) for n in judged])
    return Judged(model, judged, heard, model.scores(heard))


def evidence(doc: Doc, mentions: Sequence[TokenMention], members: Sequence[int]) -> Evidence:
    """The evidence of a chain with at least one name."""
    some: dict[Feature, int] = {}
    names = [mentions[k] for k in members if mentions[k].kind == "name"]
    counts = Counter[Feature]()
    for m in names:
        counts.update(set(_of_name(doc, m)))
    for k in members:
        if mentions[k].kind != "name":
            some.update(dict.fromkeys(_of_other(doc, mentions[k])))
    some["size", str(min(len(members), 4))] = 1
    voted, _ = decide(votes_of(doc, mentions, members))
    some["votes", voted or ""] = 1
    features = [(f, _ANY) for f in sorted({*counts, *some})]
    features += [(f, _MOST) for f in sorted(counts) if 2 * counts[f] >= len(names)]
    return Evidence(tuple(features), _vectors(doc, mentions, members, names))


def _vectors(
    doc: Doc, mentions: Sequence[TokenMention], members: Sequence[int], names: Sequence[TokenMention]
) -> NDArray:
    """The chain's word vectors, `VECTORS` of them in a row, each of length `_LENGTH` or nothing."""
    first, last = [doc[m.start] for m in names], [doc[m.end - 1] for m in names]
    longer = [doc[m.start] for m in names if m.end - m.start > 1]
    nouns = [doc[mentions[k].head] for k in members if mentions[k].kind == "nominal"]
    above = [top for m in names if (top := _above(doc[m.head])) is not None]
    return np.concatenate([_mean(doc, words) for words in ([*first, *last], longer, last, nouns, above)])


def _mean(doc: Doc, words: Sequence[Token]) -> NDArray:
    table = doc.vocab.vectors
    rows = [row for t in words if (row := table.key2row.get(t.orth, -1)) >= 0]
    if not rows:
        return np.zeros(doc.vocab.vectors_length, np.float32)
    mean = table.data.take(rows, axis=0).mean(axis=0)
    return _LENGTH * mean / max(float(np.linalg.norm(mean)), 1e-6)


def _above(head: Token) -> Token | None:
    """The verb or noun a name depends on, past a preposition."""
    above = head.head
    if above == head or above.pos_ not in ("VERB", "NOUN", "ADP"):
        return None
    return above.head if above.pos_ == "ADP" else above


def _of_name(doc: Doc, m: TokenMention) -> Iterator[Feature]:
    head, last, first = doc[m.head], doc[m.end - 1], doc[m.start]
    label = m.label or ""
    yield "label", label
    yield "label", f"{label} {m.form} {min(m.end - m.start, 3)}"
    yield from _form(doc, m)
    article = _article(doc, m)
    yield "article", article
    yield "article", f"{article} {label} {last.tag_}"
    for child in head.lefts:
        if child.dep_ == "amod" and child.i < m.start:
            yield "adjective", child.lower_
    if m.start:
        before = doc[m.start - 1]
        yield "left", f"{before.lower_ if before.pos_ in ('ADP', 'DET', 'PUNCT', 'PART') else before.tag_}"
    yield "role", f"{head.dep_} {label}"
    yield from _governed(head)
    for noun in _descriptions(head):
        yield from _noun("described", noun)
    if head.dep_ in ("compound", "nmod", "poss", "amod") and head.head.i >= m.end:
        noun = head.head
        yield "modifies", head.dep_
        if noun.pos_ == "PROPN":
            yield "modifies", f"{head.dep_} name {noun.ent_type_}"
        else:
            yield from _noun("modifies", noun)
    if m.end < len(doc):
        after = doc[m.end]
        yield "neighbour", f"{after.lower_ if after.is_punct or after.tag_ == 'POS' else after.tag_}"
        if after.text == "," and m.end + 1 < len(doc):
            yield "neighbour", f", {doc[m.end + 1].ent_type_ or doc[m.end + 1].tag_}"
        if after.text == "(" and m.end + 1 < len(doc):
            yield "neighbour", f"( {doc[m.end + 1].shape_[:4]}"
    if first.i < last.i:
        yield "first word", first.lower_
    for other in (head.head,) if head.dep_ == "conj" else head.conjuncts[:1]:
        yield "list", other.ent_type_ or other.tag_


def _form(doc: Doc, m: TokenMention) -> Iterator[Feature]:
    """What the name itself looks like."""
    from kg.nlp.wholes import is_legal_form

    text, last = doc[m.start : m.end].text, doc[m.end - 1]
    shape = "".join(
        mark
        for mark, here in (
            ("9", any(c.isdigit() for c in text)),
            ("A", text.isupper() and len(text) > 1),
            ("aB", any(a.islower() and b.isupper() for a, b in pairwise(text))),
            ("-", "-" in text),
            ("of", any(f" {word} " in text for word in load_closed().genitive)),
            ("&", "&" in text),
            ("s", last.tag_ == "NNPS"),
            (".", "." in text),
        )
        if here
    )
    yield "shape", shape
    yield "shape", f"{shape} {min(m.end - m.start, 4)}"
    if text.isupper() and m.end - m.start == 1:
        yield "shape", f"A of {min(len(text), 6)}"
    yield "suffix", last.lower_[-3:]
    if m.end - m.start > 1:
        yield "last word", last.lower_
        yield from _noun("last word", last)
        if is_legal_form(last.text):
            yield "last word", "(legal form)"
    if territories.find(text):
        yield "territory", "itself"
    elif territories.around(text):
        yield "territory", "around"


def _article(doc: Doc, m: TokenMention) -> str:
    """What opens the name's phrase: an article, a possessor, a number."""
    start = m.start
    if doc[start].tag_ in ("DT", "PRP$"):
        return doc[start].lower_
    for token in reversed(doc[max(0, start - 4) : start]):
        if token.tag_ in ("DT", "PRP$", "CD", "POS"):
            return token.tag_ if token.tag_ != "DT" else token.lower_
        if token.tag_ not in ("JJ", "JJR", "JJS", "NN", "VBN", "VBG", "NNP"):
            break
    return ""


def _governed(head: Token) -> Iterator[Feature]:
    top = head
    while top.dep_ in ("conj", "appos") and top.head is not top:
        top = top.head
    above = top.head
    if top.dep_ == "pobj":
        yield "preposition", above.lower_
        ruler = above.head
        yield "preposition", f"{above.lower_} {ruler.lemma_.lower()}"
        if ruler.pos_ == "PROPN":
            yield "preposition", f"{above.lower_} name {ruler.ent_type_}"  # "Raymond Chan of LSD"
        for cls in senses.load().of("v" if ruler.pos_ == "VERB" else "n", ruler.lemma_.lower())[:1]:
            yield "preposition", f"{above.lower_} {cls}"
    elif above.pos_ in ("VERB", "AUX") and top.dep_ in ("nsubj", "nsubjpass", "dobj", "agent", "dative"):
        yield "governor", f"{top.dep_} {above.lemma_.lower()}"
        for cls in senses.load().of("v", above.lemma_.lower())[:1]:
            yield "governor", f"{top.dep_} {cls}"


def _descriptions(head: Token) -> Iterator[Token]:
    """Common nouns said of the thing: apposition, predicate, compound before the name."""
    for child in head.children:
        if child.dep_ in ("appos", "compound", "nmod") and child.pos_ == "NOUN":
            yield child
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head
    if head.dep_ == "nsubj" and head.head.lemma_ in load_closed().copula:
        yield from (c for c in head.head.children if c.dep_ == "attr" and c.pos_ == "NOUN")


def _noun(slot: str, noun: Token) -> Iterator[Feature]:
    lemma = noun.lemma_.lower()
    yield slot, lemma
    if cls := load_lexicon().nouns.get(lemma):
        yield slot, f"a {cls}"
    for sense in senses.load().of("n", lemma)[:1]:
        yield slot, f"{sense}"


def _of_other(doc: Doc, m: TokenMention) -> Iterator[Feature]:
    if m.kind == "pronoun":
        yield "pronoun", doc[m.head].lower_
    else:
        yield from _noun("nominal", doc[m.head])

"""Which pairs of mentions are looked at, and what they are like: the columns the antecedent ranker scores.

Candidates stand within a window or share a word, so that their number is linear in the text.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from kg.learned.linear import Columns, bucket, rows
from kg.nlp.coref_features import (
    APPOSITION,
    BARE,
    DATE,
    DEFINITE,
    DEMONSTRATIVE,
    GROUP,
    HE,
    INDEFINITE,
    ME,
    N_CLASSES,
    N_LABELS,
    N_ROLES,
    N_TYPES,
    NAME,
    OTHER,
    OWNED,
    PLURAL,
    RELATIVE,
    THIS,
    WE,
    YOU,
    View,
)

_NEAR = {
    NAME: 12,
    DEFINITE: 50,
    DEMONSTRATIVE: 40,
    OWNED: 30,
    INDEFINITE: 15,
    BARE: 20,
    PLURAL: 20,
    THIS: 14,
    OTHER: 14,
    DATE: 6,
    GROUP: 6,
    ME: 60,
    WE: 60,
    YOU: 60,
}
_NEAR_PRONOUN = 40
_FAR = 24  # mentions further back that share a word, at most
# ---------------------------------------------------------------- candidates


def candidates(v: View) -> tuple[NDArray, NDArray]:
    """Pairs worth a look, as (first row of each mention in the pair list, antecedent of each row).

    The antecedents of mention k are rows `first[k]:first[k + 1]`, nearest last.
    """
    by_word: dict[int, list[int]] = defaultdict(list)
    first, out = [0], []
    usable = [k for k in range(len(v)) if v.cls[k] not in (RELATIVE, APPOSITION)]
    place = {k: n for n, k in enumerate(usable)}
    weak = {n for n, s in enumerate(v.strings) if s in v.words_of.weak}
    for k in range(len(v)):
        cls = int(v.cls[k])
        if k in place:
            at = place[k]
            near = usable[max(0, at - _NEAR.get(cls, _NEAR_PRONOUN)) : at]
            if cls == ME:  # the *I* of a quotation is not who writes
                near = [j for j in near if v.cls[j] != ME or (v.quote[j] < 0) == (v.quote[k] < 0)]
            far: list[int] = []
            if cls < HE or cls in (DATE, GROUP):
                mine = [w for w in v.words[k].tolist() if w >= 0 and w not in weak] + v.described[k]
                shared = {j for w in mine for j in by_word[w][-_FAR:]}
                far = sorted(shared - set(near))[-_FAR:]
                for w in mine:
                    by_word[w].append(k)
            out += far + near
        first.append(len(out))
    return np.array(first, np.int64), np.array(out, np.int32)


# ---------------------------------------------------------------- pairs


def alone(v: View) -> Columns:
    """Columns for the decision that a mention takes up nothing said before."""
    c = Columns(len(v))
    cls = v.cls
    person = bucket(v.type_probs[:, 0], (0.2, 0.5, 0.8))
    seen_text, seen_head = _seen(v.text), _seen(v.lemma)
    length = bucket(v.end - v.start, (2, 3, 4, 6, 10))
    c.add("class", cls, N_CLASSES)
    c.cross("class × head seen", (cls, N_CLASSES), (bucket(seen_head, (1, 2, 4)), 4))
    c.cross("class × text seen", (cls, N_CLASSES), (bucket(seen_text, (1, 2, 4)), 4))
    c.cross("class × length", (cls, N_CLASSES), (length, 6))
    c.cross("class × role", (cls, N_CLASSES), (v.role, N_ROLES))
    c.cross("class × type", (cls, N_CLASSES), (v.type, N_TYPES))
    c.cross("class × person", (cls, N_CLASSES), (person, 4))
    c.cross("class × number", (cls, N_CLASSES), (v.number, 3))
    c.cross("class × relative clause", (cls, N_CLASSES), (v.flags[:, 2], 2))
    c.cross("class × of", (cls, N_CLASSES), (v.flags[:, 3], 2))
    c.cross("class × label", (cls, N_CLASSES), (v.label, N_LABELS))
    c.cross("class × modified", (cls, N_CLASSES), (bucket((v.before >= 0).sum(axis=1), (1, 2)), 3))
    c.cross("class × in quote", (cls, N_CLASSES), ((v.quote >= 0).astype(np.int32), 2))
    c.cross("class × sentence", (cls, N_CLASSES), (bucket(v.sentence, (1, 2, 4, 10)), 5))
    c.cross("class × pleonastic", (cls, N_CLASSES), (v.flags[:, 4], 4))
    c.cross("class × holds a name", (cls, N_CLASSES), (v.flags[:, 5], 2), (bucket(seen_text, (1, 2)), 3))
    c.cross("class × title", (cls, N_CLASSES), (v.flags[:, 7], 2))
    _words_alone(c, v, seen_head)
    return c


def _words_alone(c: Columns, v: View, seen_head: NDArray) -> None:
    """Which words take up something said before, and which hardly do: *the company*, *the end* (Durrett & Klein 2013)."""
    cls, modified = v.cls, v.before[:, 0] >= 0
    word = np.where(cls == NAME, 0, v.hashes[v.lemma])
    c.words("class × word", cls, word)
    c.words("word × modified", cls, word, v.flags[:, 2], v.flags[:, 3], modified)
    c.words("class × verb × role", cls, v.hashes[v.verb], v.role)
    c.words("class × modifier", cls, np.where(modified, v.hashes[v.before[:, 0]], 0))
    c.words("word × seen", cls, word, bucket(seen_head, (1, 2)))


def _seen(ids: NDArray) -> NDArray:
    """How often a value occurred before each place."""
    count: dict[int, int] = defaultdict(int)
    out = np.zeros(len(ids), np.int32)
    for k, x in enumerate(ids.tolist()):
        out[k] = count[x]
        count[x] += 1
    return out


def pairs(v: View, mention: NDArray, antecedent: NDArray) -> Columns:
    """Columns for mention–antecedent pairs, without regard to what else is joined."""
    m, a = mention, antecedent
    c = Columns(len(m))
    mc, ac = (v.cls[m], N_CLASSES), (v.cls[a], N_CLASSES)
    gap = v.sentence[m] - v.sentence[a]
    sentences = (bucket(gap, (1, 2, 3, 4, 6, 9)), 7)
    between = (bucket(m - a, (2, 3, 5, 8, 12, 20, 40)), 8)
    same_text = (v.text[m] == v.text[a]).astype(np.int32)
    same_head = (v.lemma[m] == v.lemma[a]).astype(np.int32)
    overlap = _overlap(v, m, a)
    modifiers = _modifiers(v, m, a)
    close = (
        bucket(v.similarity[1][v.place[m], v.place[a]], (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.999)) if len(m) else m
    )
    alike = bucket((v.type_probs[m] * v.type_probs[a]).sum(axis=1), (0.05, 0.15, 0.3, 0.5, 0.7, 0.9))
    person = bucket(v.type_probs[a, 0], (0.1, 0.3, 0.5, 0.7, 0.9))
    near = np.minimum(gap, 2)
    c.cross("classes", mc, ac)
    c.cross("class × sentences", mc, sentences)
    c.cross("classes × sentences", mc, ac, (near, 3))
    c.cross("class × mentions between", mc, between)
    c.cross("classes × same text", mc, ac, (same_text, 2))
    c.cross("classes × same head", mc, ac, (same_head, 2))
    c.cross("same text × holds a name", mc, (same_text, 2), (v.flags[m, 5], 2), (v.flags[a, 5], 2))
    c.cross("same head × sentences", mc, (same_head, 2), sentences)
    c.cross("class × shared words", mc, (overlap, 6))
    c.cross("same head × modifiers", mc, (same_head, 2), (modifiers, 6))
    c.cross("same head × antecedent class × modifiers", ac, (same_head, 2), (modifiers, 6))
    c.cross("class × meaning", mc, (close, 9))
    c.cross("same head × meaning", (same_head, 2), (close, 9), (np.minimum(v.cls[a], 7), 8))
    c.cross("class × types agree", mc, (alike, 7))
    c.cross("classes × types agree", mc, ac, (alike, 7))
    c.cross("class × types", mc, (v.type[m], N_TYPES), (v.type[a], N_TYPES))
    c.cross("class × labels", mc, (v.label[m], N_LABELS), (v.label[a], N_LABELS))
    c.cross("number", mc, (v.number[m], 3), (v.number[a], 3), (np.minimum(v.cls[a], 7), 8))
    c.cross("gender", mc, (v.gender[a], 3), (bucket(v.lean[a], (-0.15, -0.05, 0.05, 0.15)), 5), (v.label[a] == 1, 2))
    c.cross("class × person", mc, (person, 6), (v.number[a], 3))
    c.cross("class × antecedent role", mc, (v.role[a], N_ROLES), (near, 3))
    c.cross("roles", mc, (v.role[m], N_ROLES), (v.role[a], N_ROLES))
    _places_of_pairs(c, v, m, a, near)
    names = _names(v, m, a)
    c.cross("names", (names, 10), (v.label[m], N_LABELS))
    c.cross("names × types", (names, 10), (v.type[m], N_TYPES), (v.type[a], N_TYPES))
    _words_of_pairs(c, v, m, a, same_head, modifiers)
    return c


def _places_of_pairs(c: Columns, v: View, m: NDArray, a: NDArray, near: NDArray) -> None:
    """Where the two stand to each other: one in the other, beside one verb, in a quotation, in a title."""
    mc, ac = (v.cls[m], N_CLASSES), (v.cls[a], N_CLASSES)
    nested = ((v.start[a] <= v.start[m]) & (v.end[a] >= v.end[m])).astype(np.int32)
    one_verb = (v.verb_at[m] == v.verb_at[a]).astype(np.int32)
    quoted = (
        (v.quote[m] >= 0).astype(np.int32) + 2 * (v.quote[a] >= 0) + ((v.quote[m] == v.quote[a]) & (v.quote[m] >= 0))
    )
    c.cross("nested", mc, (nested, 2), ac)
    c.cross("one verb", mc, (one_verb, 2), (v.flags[m, 0], 2), (v.flags[m, 1], 2), (v.flags[a, 1], 2))
    c.cross("same verb", mc, ((v.verb[m] == v.verb[a]).astype(np.int32), 2), (v.role[m] == v.role[a], 2))
    c.cross("quoted", mc, (np.minimum(quoted, 4), 5), (np.minimum(v.cls[a], 16), 17))
    c.cross("antecedent first in sentence", mc, (v.flags[a, 6], 2), (near, 3))
    c.cross("antecedent in title", mc, (v.flags[a, 7], 2))


def _words_of_pairs(c: Columns, v: View, m: NDArray, a: NDArray, same_head: NDArray, modifiers: NDArray) -> None:
    """Which common nouns stand for what: for each other, for a name of some label, for some kind of thing."""
    word = np.where((v.cls >= DEFINITE) & (v.cls < HE), v.hashes[v.lemma], 1)
    mine, theirs = word[m], word[a]
    c.words("words", mine, theirs, np.minimum(v.cls[m], HE), np.minimum(v.cls[a], HE))
    c.words("word × label", mine, v.cls[m], v.cls[a], v.label[a])
    c.words("word × type", mine, v.cls[m], v.type[a])
    c.words("word × same head", mine, v.cls[m], same_head, modifiers)
    c.words("antecedent's word", v.cls[m], theirs, v.cls[a])


def _overlap(v: View, m: NDArray, a: NDArray) -> NDArray:
    """0 no word in common, 1 some, 2 all of the antecedent's, 3 all of the mention's, 4 the same words, 5 a word said of it."""
    x, y = v.words[m], v.words[a]
    mine, theirs = _common(x, y)
    size_m, size_a = (x >= 0).sum(axis=1), (y >= 0).sum(axis=1)
    all_m, all_a = (mine == size_m) & (size_m > 0), (theirs == size_a) & (size_a > 0)
    out = np.where(all_m & all_a, 4, np.where(all_m, 3, np.where(all_a, 2, (mine > 0).astype(np.int32))))
    said = rows(v.described, 3)
    told = (v.lemma[m] == said[a].T).any(axis=0) | (v.lemma[a] == said[m].T).any(axis=0)
    return np.where(told & (mine == 0), 5, out).astype(np.int32)


def _common(x: NDArray, y: NDArray) -> tuple[NDArray, NDArray]:
    """How many words of each row of `x` are in the row of `y`, and the other way round; negative ones are no words.

    A column at a time: rows are short, and there are many.
    """
    columns = np.ascontiguousarray(y.T)
    mine, found = np.zeros(len(x), np.int64), np.zeros(columns.shape, bool)
    for word in x.T:
        equal = (columns == word) & (word >= 0)
        mine += equal.any(axis=0)
        found |= equal
    return mine, found.sum(axis=0)


def _modifiers(v: View, m: NDArray, a: NDArray) -> NDArray:
    """0 neither has any, 1 only the antecedent, 2 only the mention, 3 the same, 4 some in common, 5 different."""
    x, y = v.before[m], v.before[a]
    mine, theirs = (x >= 0).sum(axis=1), (y >= 0).sum(axis=1)
    common, _ = _common(x, y)
    out = np.where(common == 0, 5, np.where((common == mine) & (common == theirs), 3, 4))
    out = np.where((mine == 0) & (theirs == 0), 0, np.where(mine == 0, 1, np.where(theirs == 0, 2, out)))
    return out.astype(np.int32)


def _names(v: View, m: NDArray, a: NDArray) -> NDArray:
    """How two names compare by their words; 0 unless both are names.

    1 nothing in common, 2 something, 3 the same, then for one that holds the other: what it adds stands before, after,
    or after with a number in it; each for the mention and for the antecedent being the longer.
    """
    out = np.zeros(len(m), np.int32)
    for n in np.flatnonzero((v.cls[m] == NAME) & (v.cls[a] == NAME)).tolist():
        out[n] = _compare(v.name_words[m[n]], v.name_words[a[n]])
    return out


def _compare(x: tuple[str, ...], y: tuple[str, ...]) -> int:
    if x == y:
        return 3
    longer, shorter, shift = (x, y, 0) if len(x) > len(y) else (y, x, 3)
    if not set(shorter) <= set(longer):
        return 2 if set(x) & set(y) else 1
    if longer[-len(shorter) :] == shorter:
        return 4 + shift
    more = longer[len(shorter) :]
    return (6 if any(c.isdigit() for w in more for c in w) else 5) + shift

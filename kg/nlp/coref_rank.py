"""The learned antecedent ranker: each mention takes up the antecedent that scores highest, or none.

A log-linear mention ranker (Denis & Baldridge 2008; Durrett & Klein 2013) that sees what is known of the antecedent's
cluster so far.  Scores of pairs are computed for a whole document at once; what depends on earlier decisions is added
mention by mention, for the few antecedents that are best without it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from kg.learned.linear import Linear
from kg.nlp.coref_features import (
    DATE,
    DEFINITE,
    GROUP,
    HE,
    IT,
    MANY,
    ME,
    N_CLASSES,
    N_LABELS,
    N_TYPES,
    NAME,
    OTHER,
    PLURAL,
    SHE,
    SINGULAR,
    THEY,
    THIS,
    WE,
    YOU,
    View,
)

BEST = 7  # antecedents looked at closely
_TOGETHER = 1.8  # log of how many antecedents may speak for one cluster
_SUMMED = frozenset({IT, THEY, ME, WE, YOU, THIS, OTHER})  # classes for which the cluster with most mass comes first
_SMALL = 1000  # lemmas up to which cosines are kept as lists, which are faster to look up
HOPELESS = -4.5  # log-odds below which what has been joined cannot change the outcome
# Columns that depend on earlier decisions, with their sizes; `_row` fills them in this order.
CONTEXT: tuple[tuple[str, int], ...] = (
    ("cluster size", N_CLASSES * 5),
    ("cluster named", N_CLASSES * 10),
    ("gender of cluster", N_CLASSES * 12),
    ("number of cluster", N_CLASSES * 12 * N_LABELS),
    ("recency", N_CLASSES * 12),
    ("rivals", N_CLASSES * 10),
    ("type of cluster", N_CLASSES * 6),
    ("head said of cluster", N_CLASSES * 12),
    ("last of cluster", N_CLASSES * 16),
    ("label of cluster", N_CLASSES * N_LABELS * N_TYPES),
    ("cluster in title", N_CLASSES * 4),
    ("pronouns of cluster", N_CLASSES * 8),
    ("meaning of what was said", N_CLASSES * 16),
    ("possessors", N_CLASSES * 8),
)
_SIZES, _PERSON, _ALIKE, _NEARNESS = (
    (2, 3, 5, 9),
    (0.15, 0.4, 0.6, 0.85),
    (0.1, 0.25, 0.4, 0.6, 0.8),
    (0.2, 0.3, 0.4, 0.5, 0.65, 0.99),
)
_OFFSETS = tuple(sum(size for _, size in CONTEXT[:n]) for n in range(len(CONTEXT)))


class Cluster:
    """What is known of one thing so far."""

    __slots__ = (
        "gender",
        "in_title",
        "label",
        "last",
        "members",
        "named",
        "number",
        "pronouns",
        "said",
        "typed",
        "types",
    )

    def __init__(self) -> None:
        self.members: list[int] = []
        self.last = -1
        self.named = 0
        self.label = 0
        self.gender = 0  # bits: 1 masculine, 2 feminine
        self.number = 0  # bits: 1 singular, 2 plural
        self.pronouns = 0  # bits by class, HE first
        self.in_title = 0
        self.typed = 0
        self.said: set[int] = set()  # places of the common nouns that described it, in the view's similarity matrix
        self.types = [0.0] * N_TYPES

    @property
    def person(self) -> float:
        """How far its descriptions are those of a person, 0 to 1; 0.5 where there are none."""
        return self.types[0] / self.typed if self.typed else 0.5


class Clusters:
    """The things of a document so far, and which of them each mention belongs to."""

    def __init__(self, v: View) -> None:
        self.v = v
        self.of: list[Cluster | None] = [None] * len(v)
        self.cls, self.gender, self.number = v.cls.tolist(), v.gender.tolist(), v.number.tolist()
        self.label, self.lemma, self.type = v.label.tolist(), v.lemma.tolist(), v.type.tolist()
        self.in_title = v.flags[:, 7].tolist() if len(v) else []
        self.heads: dict[int, set[int]] = {}  # lemma → ids of the clusters it was said of
        self.ahead: dict[int, list[int]] = {}  # mention → lemmas said further on of what its name stands for
        self.probs = v.type_probs.tolist()
        self.index, cosine = v.similarity
        self.cosine = cosine.tolist() if len(cosine) < _SMALL else cosine
        self.possessor = v.possessor.tolist()
        self.nominal = [DEFINITE <= c <= PLURAL for c in self.cls]

    def open(self, k: int) -> Cluster:
        """A new cluster for mention `k`."""
        cluster = Cluster()
        cluster.in_title = self.in_title[k]
        self.add(k, cluster)
        return cluster

    def add(self, k: int, c: Cluster) -> None:
        """Put mention `k` into cluster `c`."""
        cls = self.cls[k]
        self.of[k] = c
        c.members.append(k)
        c.last = max(c.last, k)
        c.gender |= self.gender[k]
        if cls not in (ME, YOU, WE):
            c.number |= self.number[k]
        if cls == NAME:
            c.named = 1
            c.label = c.label or self.label[k]
        if HE <= cls <= OTHER:
            c.pronouns |= 1 << (cls - HE)
        if cls < HE or cls in (DATE, GROUP):
            c.types = [x + y for x, y in zip(c.types, self.probs[k], strict=True)]
            c.typed += 1
        elif cls in (HE, SHE):
            c.types[0] += 1.0
            c.typed += 1
        described = self.described(k)
        for lemma in (self.lemma[k], *described):
            self.heads.setdefault(lemma, set()).add(id(c))
        c.said.update(self.index[w] for w in described)
        if self.nominal[k]:
            c.said.add(self.index[self.lemma[k]])

    def described(self, k: int) -> list[int]:
        return [*self.v.described[k], *self.ahead.get(k, ())]

    def merge(self, c: Cluster, into: Cluster) -> None:
        """Put all of cluster `c` into cluster `into`."""
        for k in c.members:
            for lemma in (self.lemma[k], *self.described(k)):
                self.heads[lemma].discard(id(c))
            self.add(k, into)

    def close(self, k: int, c: Cluster) -> int:
        """How near a description's noun comes to what was said of a cluster, in steps; 0 for what describes nothing."""
        if not self.nominal[k] or not c.said:
            return 0
        row = self.cosine[self.index[self.lemma[k]]]
        return 1 + bisect_right(_NEARNESS, max(row[n] for n in c.said))

    def possessors(self, k: int, j: int) -> int:
        """How the possessors of two mentions compare: none, one, the same, different; + 4 where the heads are equal."""
        a, b, same = self.possessor[k], self.possessor[j], 4 * (self.lemma[k] == self.lemma[j])
        if a < 0 or b < 0:
            return same + (a >= 0 or b >= 0)
        return same + (2 if self.of[a] is self.of[b] else 3)

    def agrees(self, k: int, c: Cluster) -> bool:
        """Whether nothing known of a cluster contradicts mention `k` in gender, number or humanity."""
        cls, gender = self.cls[k], self.gender[k]
        if c.gender | gender == 3:
            return False
        if cls in (HE, SHE):
            return c.number != MANY and c.person > 0.25
        if cls == IT:
            return not c.gender and c.number != MANY and c.person < 0.65
        if cls < HE and self.number[k] == SINGULAR:
            return c.number != MANY
        if cls < HE and self.number[k] == MANY:
            return c.number != SINGULAR or c.label == 2
        return True


def context(clusters: Clusters, k: int, antecedents: Sequence[int]) -> list[list[int]]:
    """Positions in the context weights for the pairs of one mention, one row an antecedent."""
    held = [clusters.of[j] for j in antecedents]
    agree = {id(c): clusters.agrees(k, c) for c in held if c is not None}
    recent = sorted({c.last for c in held if c is not None and agree[id(c)]}, reverse=True)
    others = sorted({c.last for c in held if c is not None and not agree[id(c)]}, reverse=True)
    m, said, probs = clusters.cls[k], clusters.heads.get(clusters.lemma[k], ()), clusters.probs[k]
    nearest = max((c.last for c in held if c is not None and id(c) in said), default=-1)
    fixed: dict[int, list[int]] = {}
    out = []
    for j, c in zip(antecedents, held, strict=True):
        if c is None:
            raise ValueError("an antecedent without a cluster")
        row = fixed.get(id(c))
        if row is None:
            ok = agree[id(c)]
            order = min((recent if ok else others).index(c.last), 5)
            called = 0 if id(c) not in said else 1 if c.last == nearest else 2
            alike = sum(x * y for x, y in zip(c.types, probs, strict=True)) / max(c.typed, 1)
            row = fixed[id(c)] = _row(clusters, k, c, ok, order, min(len(recent), 4), called, alike)
        is_last = c.last == j
        out.append(
            [
                *row[:7],
                row[7] + is_last,
                _OFFSETS[8] + (m * 2 + is_last) * 8 + min(clusters.cls[j], 7),
                *row[9:],
                _OFFSETS[13] + m * 8 + clusters.possessors(k, j),
            ]
        )
    return out


def _row(
    clusters: Clusters, k: int, c: Cluster, ok: bool, order: int, rivals: int, said: int, alike: float
) -> list[int]:
    m = clusters.cls[k]
    o = _OFFSETS
    pronouns = (c.pronouns >> (IT - HE) & 1) * 4 + (c.pronouns >> (THEY - HE) & 1) * 2 + (c.pronouns & 3 > 0)
    return [
        o[0] + m * 5 + bisect_right(_SIZES, len(c.members)),
        o[1] + (m * 2 + c.named) * 5 + bisect_right(_PERSON, c.person),
        o[2] + (m * 4 + c.gender) * 3 + clusters.gender[k],
        o[3] + ((m * 4 + c.number) * 3 + clusters.number[k]) * N_LABELS + c.label,
        o[4] + (m * 6 + order) * 2 + ok,
        o[5] + (m * 5 + rivals) * 2 + ok,
        o[6] + m * 6 + bisect_right(_ALIKE, alike),
        o[7] + ((m * 3 + said) * 2 + c.named) * 2,
        o[8],
        o[9] + (m * N_LABELS + c.label) * N_TYPES + clusters.type[k],
        o[10] + (m * 2 + c.in_title) * 2 + c.named,
        o[11] + m * 8 + pronouns,
        o[12] + (m * 2 + c.named) * 8 + clusters.close(k, c),
    ]


@dataclass
class Scored:
    """A document ready for ranking: candidate rows, and the positions of their features in the weights."""

    first: NDArray
    antecedent: NDArray
    pair_ids: NDArray
    alone_ids: NDArray


@dataclass(frozen=True)
class Choice:
    """The antecedent decided for a mention, its margin over taking up none, and the feature rows to explain it."""

    antecedent: int
    margin: float
    row: int  # of the static pair list
    context: list[int]


class Ranker:
    """Scores of one document's pairs under a model, and the choice of an antecedent."""

    def __init__(self, v: View, scored: Scored, pair: Linear, alone: Linear, context_model: Linear) -> None:
        self.v, self.scored, self.pair, self.context = v, scored, pair, context_model
        self.pair_score, self.alone_score = pair.score(scored.pair_ids).tolist(), alone.score(scored.alone_ids).tolist()
        self.first, self.antecedent = scored.first.tolist(), scored.antecedent.tolist()
        self.weights = context_model.weights.tolist()

    def shortlist(self, clusters: Clusters, k: int) -> list[int]:
        """Rows of the candidates that are best before earlier decisions are looked at, nearest last; none if hopeless."""
        a, b = self.first[k], self.first[k + 1]
        mine = clusters.of[k]
        least = self.alone_score[k] + HOPELESS
        kept = [
            r for r in range(a, b) if self.pair_score[r] > least and clusters.of[self.antecedent[r]] not in (None, mine)
        ]
        if len(kept) > BEST:
            kept = sorted(sorted(kept, key=lambda r: (-self.pair_score[r], -r))[:BEST])
        return kept

    def choose(
        self, clusters: Clusters, k: int, allowed: Callable[[int, Cluster], bool], threshold: float
    ) -> Choice | None:
        """The best antecedent of mention `k`, or None where none is better than starting anew by `threshold`.

        Args:
            allowed: (mention, cluster) → whether nothing forbids it.
        """
        rows = self.shortlist(clusters, k)
        if not rows:
            return None
        antecedents = [self.antecedent[r] for r in rows]
        ids = context(clusters, k, antecedents)
        weights, floor = self.weights, self.alone_score[k] + threshold
        total = [self.pair_score[r] + sum([weights[i] for i in row]) for r, row in zip(rows, ids, strict=True)]
        if max(total) + _TOGETHER < floor:
            return None
        clusters_of = [clusters.of[j] for j in antecedents]
        mass: dict[int, float] = {}
        best: dict[int, float] = {}
        for n, c in enumerate(clusters_of):
            key = id(c)
            mass[key] = total[n] if key not in mass else log(exp(mass[key]) + exp(total[n]))
            best[key] = max(total[n], best.get(key, total[n]))
        # what is often spoken of makes it likelier that something is taken up, not that it is this
        first = mass if clusters.cls[k] in _SUMMED else best
        refused: set[int] = set()
        for at in sorted(range(len(rows)), key=lambda n: (-first[id(clusters_of[n])], -total[n], -n)):
            cluster = clusters_of[at]
            if cluster is None or id(cluster) in refused:
                continue
            refused.add(id(cluster))
            if mass[id(cluster)] > floor and allowed(k, cluster):
                return Choice(antecedents[at], mass[id(cluster)] - self.alone_score[k], rows[at], ids[at])
        return None

    def reasons(self, choice: Choice, top: int = 3) -> str:
        """The features that speak strongest for a choice, in words."""
        told = [t for t in self.pair.explain(self.scored.pair_ids[choice.row], 2 * top) if t[1] > 0]
        told += [t for t in self.context.explain(np.array(choice.context), 2 * top) if t[1] > 0]
        return ", ".join(f"{name} {weight:+.1f}" for name, weight in sorted(told, key=lambda t: (-t[1], t[0]))[:top])

"""Dense inputs of the relation model: word vectors and the parser's own token vectors around a pair of mentions.

Word vectors are cut to their first principal components; the parser's `Doc.tensor` (96 values a token, from a window of
words) tells what a word is doing where it stands.  Everything is gathered for all pairs at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.extract.pair_features import Features
from kg.extract.pairs import Pair

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vectors import Vectors

COMPONENTS = 64
TENSOR = 96


def basis(vectors: Vectors) -> tuple[NDArray, NDArray]:
    """(mean, components) of a vector table's rows, scaled so that each component has unit spread."""
    table = _unit(vectors.data.astype(np.float64))
    mean = table.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov((table - mean).T))
    components = directions[:, ::-1][:, :COMPONENTS]
    components = components * np.where(components[np.abs(components).argmax(axis=0), range(COMPONENTS)] < 0, -1, 1)
    return mean.astype(np.float32), (components / ((table - mean) @ components).std(axis=0)).astype(np.float32)


def _unit(table: NDArray) -> NDArray:
    return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)


def whole(doc: Doc) -> tuple[NDArray, NDArray]:
    """Each token's word vector at unit length, and whether it has one."""
    table = doc.vocab.vectors
    at = np.asarray(table.find(keys=[t.orth for t in doc]))
    return _unit(table.data[np.maximum(at, 0)].astype(np.float32)), at >= 0


def cut(found: tuple[NDArray, NDArray], mean: NDArray, components: NDArray) -> NDArray:
    """Word vectors (`whole`) cut down (`basis`); zeros for a word without one."""
    vectors, known = found
    return np.where(known[:, None], (vectors - mean) @ components, 0.0).astype(np.float32)


def parsed(doc: Doc) -> NDArray:
    """What the parser made of each token; zeros where it left nothing."""
    made = doc.tensor if doc.tensor.shape == (len(doc), TENSOR) else np.zeros((len(doc), TENSOR))
    return np.asarray(made, np.float32)


class PairVectors:
    """The dense inputs of one document's pairs.

    Args:
        doc: parsed.
        mean, components: from `basis`.
        features: the document's sparse features, which know the paths.
    """

    def __init__(self, doc: Doc, mean: NDArray, components: NDArray, features: Features) -> None:
        n = len(doc)
        # the last row stands for what is not there: before the sentence, behind it, nothing between
        self.words = np.vstack([cut(whole(doc), mean, components), np.zeros((1, COMPONENTS), np.float32)])
        self.tensor = np.vstack([parsed(doc), np.zeros((1, TENSOR), np.float32)])
        self.tells = np.array([not (t.is_stop or t.is_punct or t.is_space) for t in doc])
        self.features, self.none = features, n

    def of(self, found: Sequence[Pair]) -> NDArray:
        """One row a pair; shape (pairs, `WIDTH`)."""
        head, none = self.features.head, self.none
        single, tensors, several, between = [], [], [], []
        for s, o in found:
            a, b = (s, o) if s.start < o.start else (o, s)
            low, high = self.features.sentence_of[s.start]
            around = [o.start - 1, o.start - 2, o.end, s.end, s.start - 1, s.end + 1]
            around = [i if low <= i < high else none for i in around]
            up, top, down = self.features.path(s.head, o.head)
            path = [i for i in dict.fromkeys([*up[1:], top, *down[:-1]]) if not (_in(i, s) or _in(i, o))]
            middle = [i for i in range(a.end, b.start) if self.tells[i]]
            single.append([top, head[o.head], head[s.head], o.end - 1, s.end - 1, *around])
            tensors.append([s.head, o.head, top, around[0], *around[2:5]])
            several += [middle, path, range(max(low, a.start - 3), a.start), range(b.end, min(b.end + 3, high))]
            between.append(range(a.end, b.start))
        rows = len(found)
        return np.hstack(
            [
                self.words.take(single, axis=0).reshape(rows, -1),
                _mean(self.words, several, none).reshape(rows, -1),
                self.tensor.take(tensors, axis=0).reshape(rows, -1),
                _mean(self.tensor, between, none),
                _most(self.tensor, between, none),
            ]
        )


WIDTH = 11 * COMPONENTS + 4 * COMPONENTS + 7 * TENSOR + 2 * TENSOR


def _in(i: int, c) -> bool:
    return c.start <= i < c.end


def _flat(groups: Sequence[Sequence[int]], none: int) -> tuple[NDArray, NDArray, NDArray]:
    sizes = np.array([max(len(g), 1) for g in groups])
    at = np.array([i for g in groups for i in (g or (none,))])
    return at, np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes


def _mean(table: NDArray, groups: Sequence[Sequence[int]], none: int) -> NDArray:
    at, starts, sizes = _flat(groups, none)
    return np.add.reduceat(table.take(at, axis=0), starts, axis=0) / sizes[:, None]


def _most(table: NDArray, groups: Sequence[Sequence[int]], none: int) -> NDArray:
    at, starts, _ = _flat(groups, none)
    return np.maximum.reduceat(table.take(at, axis=0), starts, axis=0)

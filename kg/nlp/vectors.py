"""Word vectors at unit length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def unit(table: Any, keys: Sequence[int]) -> NDArray:
    """The vectors of some words at unit length, zeros for words without one, shape (words, width).

    Args:
        table: `Vocab.vectors`.
        keys: the words' hashes (`Token.orth`).
    """
    if not keys or not table.shape[0]:
        return np.zeros((len(keys), max(table.shape[1], 1)), np.float32)
    found = table.find(keys=np.array(keys, dtype="uint64"))
    out = table.data.take(np.maximum(found, 0), axis=0).astype(np.float32, copy=False)
    out[found < 0] = 0.0
    norm = np.linalg.norm(out, axis=1, keepdims=True)
    return out / np.where(norm > 0, norm, 1.0)

"""What the networks beside the linear models of events share: how they are kept in a weights file, with what cuts vectors down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from numpy.typing import NDArray

from kg.learned.linear import Weights
from kg.learned.network import Network


@dataclass(frozen=True)
class SecondOpinion:
    """One network, which may stand for the mean of several.

    Attributes:
        network: over hashed features and the vectors of words.
        mean, components: what cuts a word vector down (`kg.extract.pair_vectors.basis`).
    """

    name: ClassVar[str]  # before its arrays in a weights file

    network: Network
    mean: NDArray
    components: NDArray

    @classmethod
    def of(cls, weights: Weights) -> Self:
        """The network that a weights file holds."""
        arrays = weights.arrays
        return cls(Network.of(arrays, cls.name), arrays[f"{cls.name}.mean"], arrays[f"{cls.name}.components"])

    def arrays(self) -> Mapping[str, NDArray]:
        """What `of` reads."""
        own = {f"{self.name}.mean": self.mean, f"{self.name}.components": self.components}
        return {**self.network.arrays(self.name), **own}

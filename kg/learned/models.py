"""The learned parts of the chain, read when first asked for and handed to the stages that use them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from kg.learned import linear
from kg.learned.linear import Weights

if TYPE_CHECKING:
    from kg.extract.event_model import EventModel
    from kg.extract.scored import RelationModel
    from kg.resolve.kinds import KindModel
    from kg.resolve.links import Links


class Models:
    """Weights by name.

    Args:
        language: whose packaged weights to use.
        instead: weights that stand in for packaged ones, by name (what cross-validation trains).
    """

    def __init__(self, language: str = "en", instead: Mapping[str, Weights] | None = None) -> None:
        self.language = language
        self._instead = dict(instead or {})

    def weights(self, name: str) -> Weights:
        """
        Raises:
            MissingPart: no such weights in the package.
        """
        return self._instead.get(name) or linear.load(name, self.language)

    @cached_property
    def extents(self) -> Weights:
        """The edges of mentions (`kg.nlp.extents`)."""
        return self.weights("extents")

    @cached_property
    def coref(self) -> Weights:
        """The antecedent ranker (`kg.nlp.coref`)."""
        return self.weights("coref")

    @cached_property
    def kinds(self) -> KindModel:
        """Kinds of named things (`kg.resolve.kinds`)."""
        from kg.resolve.kinds import KindModel

        return KindModel(self.weights("kinds"))

    @cached_property
    def links(self) -> Links:
        """Well-known names (`kg.resolve.links`)."""
        from kg.resolve.links import Links

        return Links(self.weights("links"))

    @cached_property
    def events(self) -> EventModel:
        """Event triggers and participants (`kg.extract.events`)."""
        from kg.extract.event_model import EventModel

        return EventModel.of(self.weights("events"))

    @cached_property
    def relations(self) -> RelationModel:
        """What reads relations (`kg.extract.scored`)."""
        from kg.extract.scored import RelationModel

        return RelationModel(self.weights("relations"))

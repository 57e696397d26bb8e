"""The learned part of event extraction: which words announce an event, and who takes part in it.

Two hashed linear models (`kg.learned.hashed`) trained by `kg.learned.train_events`: one over candidate triggers, one
over pairs of a trigger and a mention.  What the rules say is among the features of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import trigger_features
from kg.extract.role_features import RoleView
from kg.extract.trigger_features import TriggerView
from kg.learned.hashed import Hashed, probability
from kg.learned.linear import Weights
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.frames import FrameSet
    from kg.learned.hashed import Feature

TRIGGER_LABELS = ("event", "light")  # light: a copula or a verb that only carries, phases or causes another event
ROLE_LABELS = ("any", "agent", "patient", "place", "other")


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted trigger: how sure, whether it says anything by itself, and the features that decided."""

    probability: float
    light: bool
    why: str


@dataclass(frozen=True)
class EventModel:
    """Both models, and the groups of words alike that their features use.

    Attributes:
        triggers, roles: labels as `TRIGGER_LABELS` and `ROLE_LABELS`.
        groups: row of the vector table → number of its group, one column a grouping.
        least: what an event, a light verb, an event the frames know, and a participant must reach.
    """

    triggers: Hashed
    roles: Hashed
    groups: Sequence[Sequence[int]]
    least: Mapping[str, float]

    @classmethod
    def of(cls, weights: Weights) -> EventModel:
        """The models a weights file holds."""
        return cls(
            Hashed.of(weights, "triggers"),
            Hashed.of(weights, "roles"),
            weights.arrays["groups"].astype(int).tolist(),
            weights.meta["least"],
        )

    def view(self, doc: Doc, frames: FrameSet) -> TriggerView:
        return TriggerView(doc, frames, self.groups)

    def find(self, view: TriggerView) -> dict[int, Found]:
        """The accepted triggers of a document by token."""
        found: dict[int, Found] = {}
        told: list[tuple[int, Sequence[Feature]]] = []
        chances = probability(self.triggers.scores(view.rows))
        for i, row, (event, light) in zip(view.candidates, view.rows, chances.tolist(), strict=True):
            known = view.is_known(view.doc[i])
            if event >= self.least["known" if known else "event"]:
                found[i] = Found(event, False, "an event")
                told.append((i, row))
            elif light >= self.least["light"]:
                found[i] = Found(light, True, "a light verb")
        why = self.triggers.told([row for _, row in told], 0, trigger_features.SLOTS)
        for (i, _), names in zip(told, why, strict=True):
            if names:
                found[i] = replace(found[i], why="an event by its " + ", ".join(names))
        return found

    def participants(
        self,
        view: TriggerView,
        triggers: Sequence[int],
        mentions: Sequence[TokenMention],
        rules: Mapping[int, Mapping[int, str]],
    ) -> dict[int, dict[int, tuple[str, float]]]:
        """For each trigger the mentions near it: head token → (role as in `ROLE_LABELS`, how likely it takes part)."""
        pairs = RoleView(view, triggers, mentions, rules)
        out: dict[int, dict[int, tuple[str, float]]] = {i: {} for i in triggers}
        for (i, mention), chances in zip(pairs.pairs, probability(self.roles.scores(pairs.rows)).tolist(), strict=True):
            best = max(range(1, len(ROLE_LABELS)), key=lambda k, c=chances: c[k])
            out[i][mention.head] = (ROLE_LABELS[best], chances[0])
        return out

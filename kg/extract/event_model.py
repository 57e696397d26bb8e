"""The learned part of event extraction: which words announce an event, and who takes part in it.

Two hashed linear models (`kg.learned.hashed`) trained by `kg.learned.train_events`, one over candidate triggers, one over
pairs of a trigger and a mention; a network has its say beside each (`kg.extract.trigger_network`, `kg.extract.role_network`).
What the rules say is among the features of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.extract import trigger_features
from kg.extract.role_features import RoleView
from kg.extract.role_network import RoleNetwork
from kg.extract.trigger_features import TriggerView
from kg.extract.trigger_network import TriggerNetwork
from kg.learned.hashed import Hashed, probability
from kg.learned.linear import Weights
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.frames import FrameSet

TRIGGER_LABELS = ("event", "light")  # light: a copula or a verb that only carries, phases or causes another event
ROLE_LABELS = ("any", "agent", "patient", "place", "other")


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted trigger: how sure, whether it says anything by itself, and the features that decided.

    How sure is the linear model's own word, for which the bounds for facts were judged (`kg.resolve.events`).
    """

    probability: float
    light: bool
    why: str


class Partner(NamedTuple):
    """Who may take part in an event: as what (of `ROLE_LABELS`), and how likely at all, and how likely as that, 0–1.

    `sure` is what the bounds for facts are held against (`kg.extract.sure`): the linear model's own word, for which they were
    judged, unless both models together see another role.
    """

    role: str
    chance: float
    sure: float
    held: float


NOBODY = Partner("", 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class EventModel:
    """Both models, and the groups of words alike that their features use.

    Attributes:
        triggers, roles: labels as `TRIGGER_LABELS` and `ROLE_LABELS`.
        heard, network: the second opinions on triggers and on roles.
        groups: row of the vector table → number of its group, one column a grouping.
        least: what an event, a light verb, an event the frames know, and a participant must reach.
    """

    triggers: Hashed
    roles: Hashed
    heard: TriggerNetwork
    network: RoleNetwork
    groups: Sequence[Sequence[int]]
    least: Mapping[str, float]

    @classmethod
    def of(cls, weights: Weights) -> EventModel:
        """The models a weights file holds."""
        return cls(
            Hashed.of(weights, "triggers"),
            Hashed.of(weights, "roles"),
            TriggerNetwork.of(weights),
            RoleNetwork.of(weights),
            weights.arrays["groups"].astype(int).tolist(),
            weights.meta["least"],
        )

    def view(self, doc: Doc, frames: FrameSet) -> TriggerView:
        return TriggerView(doc, frames, self.groups)

    def find(self, view: TriggerView) -> dict[int, Found]:
        """The accepted triggers of a document by token."""
        found: dict[int, Found] = {}
        told: list[int] = []  # rows of the candidates that are events
        linear = self.triggers.scores(view.mixed)
        chances = probability(self.heard.with_linear(linear, view))
        alone = probability(linear[:, 0])
        for n, (i, (event, light), sure) in enumerate(
            zip(view.candidates, chances.tolist(), alone.tolist(), strict=True)
        ):
            known = view.is_known(view.doc[i])
            if event >= self.least["known" if known else "event"]:
                found[i] = Found(sure, False, "an event")
                told.append(n)
            elif light >= self.least["light"]:
                found[i] = Found(light, True, "a light verb")
        why = self.triggers.told(view.mixed.some(np.array(told, np.int64)), 0, trigger_features.SLOTS)
        for n, names in zip(told, why, strict=True):
            if names:
                i = view.candidates[n]
                found[i] = replace(found[i], why="an event by its " + ", ".join(names))
        return found

    def participants(
        self,
        view: TriggerView,
        triggers: Sequence[int],
        mentions: Sequence[TokenMention],
        rules: Mapping[int, Mapping[int, str]],
    ) -> dict[int, dict[int, Partner]]:
        """For each trigger the mentions near it by head token."""
        pairs = RoleView(view, triggers, mentions, rules)
        out: dict[int, dict[int, Partner]] = {i: {} for i in triggers}
        if not pairs.pairs:
            return out
        linear = self.roles.scores(pairs.mixed)
        both = self.network.with_linear(linear, pairs)
        chances, first = probability(both), probability(linear)
        roles, firsts = (x[:, 1:].argmax(axis=1) + 1 for x in (both, linear))
        sure = np.where(roles == firsts, first[:, 0], chances[:, 0])
        held = chances[np.arange(len(roles)), roles]
        columns = (roles.tolist(), chances[:, 0].tolist(), sure.tolist(), held.tolist())
        for (i, m), role, chance, alone, as_that in zip(pairs.pairs, *columns, strict=True):
            out[i][m.head] = Partner(ROLE_LABELS[role], chance, alone, as_that)
        return out

"""What the stages of the front half hand to each other: token-level views over one spaCy `Doc`.

Token indices are into the `Doc`, end exclusive.  These types never leave the front half.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Certainty, MentionKind, Polarity, StatusName


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its full span and the entity recogniser's label (`PERSON`, `ORG`, `GPE`, `NORP`, …)."""

    start: int
    end: int
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class TokenMention:
    """A candidate mention of an entity: a name, a noun phrase or a pronoun (possessives included).

    `[start, end)` is the whole noun phrase (the head's subtree without relative clauses for nominals, the name for
    names), `head` its head token.  `label` is the name's label, None for others.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    label: str | None = None


@dataclass(frozen=True, slots=True)
class TokenQuote:
    """Content attributed to a source: spans in tokens.  `speaker_head` is the source's head token."""

    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    speaker_head: int | None
    direct: bool
    stance: str = "says"  # says | denies | accuses | asks | plans | believes: a class of cue


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """Status of the statement whose head is one token.  `source` is the head token of who says so, if anybody."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    status: StatusName = "asserted"
    source: int | None = None
    why: str = ""  # the cues that decided: "negation: not", "modal: may"

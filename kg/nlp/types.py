"""What the stages of the front half hand to each other: token-level views over one spaCy `Doc`.

Token indices are into the `Doc`, end exclusive.  These types never leave the front half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Certainty, MentionKind, Polarity, StatusName

NUMBERS = frozenset(
    {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}
)  # the recogniser's labels of what is counted or measured


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

    `[start, end)` is the name for names and the noun phrase without relative clauses for nominals, `head` its head token
    (of a coordination the conjunction, so that no token heads two mentions).  `phrase` is the full noun phrase, with
    title, apposition and relative clause, as OntoNotes marks it.  `label` is the name's label, None for others.  `form`
    sets apart what the corpora do not count as mentions of their own: relative pronouns and second halves of
    appositions; and dates, coordinations and names within names, which are.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    label: str | None = None
    phrase: tuple[int, int] | None = None
    form: Literal["", "date", "group", "relative", "apposition", "nested"] = ""

    @property
    def extent(self) -> tuple[int, int]:
        """The full noun phrase where it is known, else the span."""
        return self.phrase or (self.start, self.end)


@dataclass(frozen=True, slots=True)
class TokenQuote:
    """Content attributed to a source: spans in tokens.  `speaker_head` is the source's head token.

    `parts` are further stretches of content: what goes on after *he said*.  `listed` is False for what only matters for
    status: the clause of an idea or a possibility that is nobody's.
    """

    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    speaker_head: int | None
    direct: bool
    stance: str = "says"  # says | believes | denies | accuses | asks | wants | plans | judges | notion: a class of cue
    parts: tuple[tuple[int, int], ...] = ()
    listed: bool = True

    def covers(self, token: int) -> bool:
        """Whether a token is in the content."""
        return self.start <= token < self.end or any(a <= token < b for a, b in self.parts)


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """Status of the statement whose head is one token.  `source` is the head token of who says so, if anybody."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    status: StatusName = "asserted"
    source: int | None = None
    why: str = ""  # the cues that decided: "negation: not", "modal: may"

    @property
    def plain(self) -> bool:
        """Whether the text itself states it as a fact."""
        return (self.polarity, self.certainty, self.status) == ("positive", "certain", "asserted")

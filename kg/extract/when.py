"""Which time expression dates what a token says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.lang.lexicon import load as load_lexicon
from kg.model import TimeExpr
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLIMB = frozenset({"xcomp", "acl", "dobj", "nsubjpass", "attr", "ccomp_none"})
_DATING = frozenset({"npadvmod", "advmod", "prep", "tmod", "nummod", "amod", "compound", "poss", "obl"})
_BEFORE = frozenset({"nummod", "amod", "compound", "poss"})
_LATER = frozenset({"later", "then", "subsequently", "eventually", "afterwards", "finally", "soon"})
_BOUNDS = frozenset({"since", "until", "till", "by", "throughout", "into", "through"})


def _ends(token: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("to", "until", "till", "through") for c in token.children)


def _is_carried(noun: Token) -> bool:
    """Whether a verb only carries a noun, so that both are one happening: *made a decision*."""
    return noun.dep_ in ("dobj", "nsubjpass") and load_lexicon().is_light(grammar.lemma(noun.head))


class Calendar:
    """The time expressions of a document, looked up by the token they depend on."""

    def __init__(self, doc: Doc, times: Sequence[TimeExpr]) -> None:
        self._by_token: dict[int, TimeExpr] = {}
        self._spans: list[tuple[int, int, str]] = []
        for time in times:
            span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            if span is not None:
                self._spans.append((span.start, span.end, time.type))
                for token in span:
                    self._by_token.setdefault(token.i, time)

    def spans(self) -> list[tuple[int, int, str]]:
        """(first token, end token, TIMEX3 type) of each time expression."""
        return list(self._spans)

    def at(self, token: Token) -> TimeExpr | None:
        return self._by_token.get(token.i)

    def of(self, token: Token, *, climb: bool = True) -> TimeExpr | None:
        """The date or time that dates a verb or an event noun, or None.

        Looks at the token's own modifiers, then at the clause it completes (*in 2014 he decided to leave*), never
        across a clause with a time of its own; without `climb`, only at what stands before a noun
        (*announced Monday's meeting*, not *announced the death on Monday*).
        """
        first: int | None = None  # behind a conjunction, a time counts where it stands before both verbs
        climbed = 0
        for _ in range(5):
            found = self._among_children(token, _DATING if climb else _BEFORE)
            if found and (first is None or found.span.start < first):
                return found
            if not climb or (token.dep_ == "conj" and any(c.lower_ in _LATER for c in token.children)):
                return None
            if (token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX", "NOUN") and token.head.i < token.i) or (
                token.dep_ in _CLIMB and token.head.pos_ in ("VERB", "AUX", "NOUN")
            ):
                first = token.head.idx if token.dep_ == "conj" and first is None else first
                climbed += token.dep_ != "conj" and not _is_carried(token)
                if climbed > 1:
                    return None  # "In July, he helped to arrange a meeting": when the meeting was, nobody says
                token = token.head
            else:
                return None
        return None

    def _among_children(self, token: Token, dating: frozenset[str]) -> TimeExpr | None:
        found = []
        for child in token.children:
            if child.dep_ not in dating:
                continue
            inner = [child]
            if child.dep_ == "prep":
                if child.lower_ in _BOUNDS or (child.lower_ == "from" and _ends(token)):
                    continue  # says when it began or ended, not when it happened
                inner += [c for c in child.children if c.dep_ in ("pobj", "pcomp", "advmod", "npadvmod", "amod")]
            elif child.dep_ in ("advmod", "npadvmod"):
                inner += [c for c in child.children if c.dep_ in ("npadvmod", "advmod")]
            for one in inner:
                time = self.at(one)
                if (
                    time
                    and time.type in ("DATE", "TIME")
                    and time.value not in (None, "PRESENT_REF", "PAST_REF", "FUTURE_REF")
                ):
                    found.append(time)
        return min(found, key=lambda t: (t.type != "DATE", t.span.start)) if found else None

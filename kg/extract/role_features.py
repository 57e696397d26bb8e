"""What a participant classifier looks at: features of a trigger and a mention in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.trigger_features import TriggerView, number
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import grammar
from kg.nlp.types import TokenMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.learned.hashed import Feature

SLOTS = (
    "path", "path and word", "path and kind", "path and thing", "path and form", "short path", "function", "function and word",
    "function and kind", "function and thing", "place of it", "distance", "between", "thing", "thing and word",
    "kind of mention", "preposition", "own subject", "title", "words alike", "rule", "first word", "last step", "chain",
)  # fmt: skip
_SLOT = {name: n for n, name in enumerate(SLOTS)}
_FAR = 8  # longest path that is looked at
_MASK = (1 << 64) - 1
_FIXED = ("agent", "patient", "recipient")


def _fold(values: Sequence[int]) -> int:
    h = 0x9E3779B97F4A7C15
    for v in values:
        h = ((h ^ v) * 0x100000001B3 + (h >> 29)) & _MASK
    return h


class Tree:
    """Dependency paths of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.head = [t.head.i for t in doc]
        self._up: dict[int, list[int]] = {}

    def up(self, i: int) -> list[int]:
        """A token and all that govern it, up to the root."""
        if i not in self._up:
            chain = [i]
            while self.head[chain[-1]] != chain[-1]:
                chain.append(self.head[chain[-1]])
            self._up[i] = chain
        return self._up[i]

    def path(self, a: int, b: int) -> tuple[list[int], list[int]] | None:
        """The tokens from `a` up to below the common governor, and from below it down to `b`; None if too far apart."""
        up, down = self.up(a), self.up(b)
        shared = 0
        while shared < min(len(up), len(down)) and up[-1 - shared] == down[-1 - shared]:
            shared += 1
        if not shared or len(up) + len(down) - 2 * shared > _FAR:
            return None
        return up[: len(up) - shared], down[: len(down) - shared][::-1]


class RoleView:
    """Candidate pairs of triggers and mentions, and their features.

    Args:
        view: the document's triggers.
        triggers: accepted trigger tokens.
        mentions: what may take part; those with a `form` of their own (dates, groups, relative pronouns) are passed over.
        rules: for each trigger, what the rules say: token → role.
    """

    def __init__(
        self,
        view: TriggerView,
        triggers: Sequence[int],
        mentions: Sequence[TokenMention],
        rules: Mapping[int, Mapping[int, str]],
    ) -> None:
        self.view, self.doc, self.rules = view, view.doc, rules
        self.tree = Tree(view.doc)
        self.triggers = set(triggers)
        self.pairs: list[tuple[int, TokenMention]] = []
        self.rows: list[list[Feature]] = []
        by_sentence: dict[int, list[TokenMention]] = {}
        starts = [t.sent.start for t in (self.doc[m.head] for m in mentions)]
        for m, start in zip(mentions, starts, strict=True):
            if m.form in ("", "nested"):
                by_sentence.setdefault(start, []).append(m)
        for i in triggers:
            near = by_sentence.get(self.doc[i].sent.start, [])
            for k, m in enumerate(near):
                if m.head != i and not m.start <= i < m.end and (found := self.tree.path(i, m.head)) is not None:
                    self.pairs.append((i, m))
                    self.rows.append(self._row(self.doc[i], m, *found, near, k))

    def _row(
        self, trigger: Token, m: TokenMention, up: list[int], down: list[int], near: list[TokenMention], k: int
    ) -> list[Feature]:
        s, doc, view, head = _SLOT, self.doc, self.view, self.doc[m.head]
        steps = [doc[i].dep for i in up] + [1] + [doc[i].lemma if doc[i].dep_ == "prep" else doc[i].dep for i in down]
        plain = [doc[i].dep for i in up if doc[i].dep_ != "conj"] + [1]
        plain += [doc[i].dep for i in down if doc[i].dep_ != "conj"]
        path, short = _fold(steps), _fold(plain)
        passive = grammar.is_passive(trigger) if trigger.pos_ == "VERB" else False
        form = trigger.pos * 2 + passive
        sense, thing = view.sense(trigger), self._thing(m, head)
        rule = number(self.rules.get(trigger.i, {}).get(m.head, ""))
        word = trigger.lemma
        side = 1 if head.i > trigger.i else 0
        last = doc[down[-1]].dep if down else 1
        governor = doc[down[-2]].lemma if len(down) > 1 and doc[down[-2]].dep_ in ("prep", "agent") else 0
        out = [
            (s["path"], path, form),
            (s["path"], path, 0),
            (s["short path"], short, form),
            (s["path and word"], short, word),
            (s["path and kind"], short, sense),
            (s["path and thing"], short, thing),
            (s["path and form"], short, trigger.tag),
            (s["function"], rule, form),
            (s["function and word"], rule, word),
            (s["function and kind"], rule, sense),
            (s["function and thing"], rule, thing),
            (s["distance"], min(abs(head.i - trigger.i), 12), side),
            (s["distance"], len(up) * 16 + len(down), form),
            (s["thing"], thing, form),
            (s["thing and word"], thing, sense),
            (s["kind of mention"], number(m.kind), form),
            (s["preposition"], governor, sense),
            (s["preposition"], governor, thing),
            (s["preposition"], governor, form),
            (s["last step"], last, form * 2 + side),
            (s["last step"], last, doc[up[-1]].dep if up else 1),
        ]
        out += self._between(trigger, head, near, k)
        out += [(s["words alike"], (n << 16) + g, rule) for n, g in enumerate(view.groups(trigger)[:2])]
        first = doc[up[-1]] if up else trigger
        out.append((s["chain"], len(up), first.dep))
        return out

    def _thing(self, m: TokenMention, head: Token) -> int:
        """What kind of thing a mention is, as far as it shows by itself."""
        if m.kind == "name":
            return number(m.label or "name")
        if m.kind == "pronoun":
            return head.lemma
        if (cls := load_lexicon().class_of(head)) is not None:
            return number(cls)
        return self.view.sense(head)

    def _between(self, trigger: Token, head: Token, near: list[TokenMention], k: int) -> list[Feature]:
        s, (low, high) = _SLOT, sorted((trigger.i, head.i))
        mentions = sum(low < m.head < high for m in near)
        triggers = sum(low < i < high for i in self.triggers)
        own = [c.dep_ for c in trigger.children]
        has = ("nsubj" in own) + 2 * ("dobj" in own) + 4 * ("nsubjpass" in own) + 8 * ("poss" in own)
        side = 1 if head.i > trigger.i else 0
        inside = trigger.is_ancestor(head) + 2 * head.is_ancestor(trigger)
        rule = number(self.rules.get(trigger.i, {}).get(head.i, ""))
        return [
            (s["between"], min(mentions, 4) * 2 + side, trigger.pos),
            (s["between"], 16 + min(triggers, 4) * 2 + side, trigger.pos),
            (s["own subject"], has, side * 4 + inside),
            (s["own subject"], has, rule),
            (s["place of it"], inside * 2 + side, trigger.pos),
            (s["place of it"], inside * 2 + side, trigger.dep),
        ]

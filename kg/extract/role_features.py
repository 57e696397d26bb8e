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
    "event above", "event below", "other participants", "nearest", "inside another", "words alike of both", "kind alike",
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
        out += self._events_around(trigger, head, rule, up)
        out += self._others(trigger, head, m, near, rule, len(up) + len(down))
        mine, theirs = view.groups(trigger), view.groups(head)
        if mine and theirs:
            out += [(s["words alike of both"], mine[0] << 16 | theirs[0], side), (s["words alike of both"], mine[1] << 16 | theirs[0], rule)]
        out += [(s["kind alike"], (n << 16) + g, rule) for n, g in enumerate(theirs[:2])]
        out += [(s["words alike"], (n << 16) + g, rule) for n, g in enumerate(view.groups(trigger)[:2])]
        first = doc[up[-1]] if up else trigger
        out.append((s["chain"], len(up), first.dep))
        return out

    def _events_around(self, trigger: Token, head: Token, rule: int, up: list[int]) -> list[Feature]:
        """What the participant has to do with the event above this one, and with the one this one holds."""
        s, doc, i, steps = _SLOT, self.doc, trigger.i, []
        for _ in range(_FAR):
            if self.tree.head[i] == i:
                break
            steps.append(doc[i].lemma if doc[i].dep_ == "prep" else doc[i].dep)
            i = self.tree.head[i]
            if i in self.triggers:
                break
        else:
            i = trigger.i
        if i not in self.triggers or i == trigger.i:
            return [(s["event above"], 0, rule)]
        role, way = number(self.rules[i].get(head.i, "")), _fold(steps)
        on = (i in up) + 2 * (head.i > i) + 4 * (head.i > trigger.i)
        return [
            (s["event above"], way, role),
            (s["event above"], role, rule),
            (s["event above"], _fold([way, rule]), role),
            (s["event above"], doc[i].lemma, role),
            (s["event below"], way, on),
            (s["event below"], _fold([doc[i].lemma, steps[0]]), _fold([role, on])),
        ]

    def _others(
        self, trigger: Token, head: Token, m: TokenMention, near: list[TokenMention], rule: int, length: int
    ) -> list[Feature]:
        """Who else is there to take part, and whether this one only belongs to somebody who does."""
        s, said = _SLOT, self.rules[trigger.i]
        taken = 0
        for n, role in enumerate(("agent", "patient")):
            if any(r == role and t != head.i for t, r in said.items()):
                taken |= 1 << n
        side = 1 if head.i > trigger.i else 0
        out = [(s["other participants"], taken, rule), (s["other participants"], taken * 2 + side, trigger.pos)]
        above, dep = self.tree.head[head.i], head.dep
        if self.doc[above].dep_ == "" or head.dep_ == "pobj":
            dep, above = self.doc[above].lemma, self.tree.head[above]
        if above in said:
            out += [(s["inside another"], dep, number(said[above])), (s["inside another"], dep, trigger.pos)]
        closer = sum(1 for o in near if o is not m and o.form == "" and (o.head > trigger.i) == (head.i > trigger.i) and abs(o.head - trigger.i) < abs(head.i - trigger.i))
        out += [(s["nearest"], min(closer, 4) * 2 + side, trigger.pos), (s["nearest"], min(closer, 4) * 2 + side, rule)]
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

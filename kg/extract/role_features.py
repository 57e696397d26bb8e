"""What a participant classifier looks at: features of a trigger and a mention in one sentence.

All pairs of a document are described at once, a column a feature: what is known of a token is looked up once and indexed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.extract.trigger_features import TriggerView, number
from kg.lang.lexicon import load as load_lexicon
from kg.learned.hashed import Mixed
from kg.nlp import grammar
from kg.nlp.types import TokenMention

SLOTS = (
    "path", "path and word", "path and kind", "path and thing", "path and form", "short path", "function", "function and word",
    "function and kind", "function and thing", "place of it", "distance", "between", "thing", "thing and word",
    "kind of mention", "preposition", "own functions", "words alike", "last step", "chain", "event above",
    "event above and word", "other participants", "inside another", "words alike of both", "kind alike",
)  # fmt: skip
_SLOT = {name: n for n, name in enumerate(SLOTS)}
FORMS = frozenset({"", "nested", "apposition"})
_FAR = 8  # longest path that is looked at
_MASK = (1 << 64) - 1
_SEED, _PRIME = 0x9E3779B97F4A7C15, 0x100000001B3
_OWN = {"nsubj": 1, "dobj": 2, "nsubjpass": 4, "poss": 8}


def _more(h: int, value: int) -> int:
    return ((h ^ value) * _PRIME + (h >> 29)) & _MASK


class Tree:
    """Dependency paths of one document: each token's way up, and a number for each part of that way."""

    def __init__(self, view: TriggerView) -> None:
        self.head, self.dep, self.lemma = view.head, view.dep, view.lemma
        strings = view.doc.vocab.strings
        self.prep, self.agent, self.pobj, self.conj = (strings[d] for d in ("prep", "agent", "pobj", "conj"))
        self._up: dict[int, list[int]] = {}
        self._ways: dict[int, list[tuple[int, int, int]]] = {}

    def up(self, i: int) -> list[int]:
        """A token and all that govern it, up to the root."""
        found = self._up.get(i)
        if found is None:
            found = [i]
            while self.head[found[-1]] != found[-1]:
                found.append(self.head[found[-1]])
            self._up[i] = found
        return found

    def ways(self, i: int) -> list[tuple[int, int, int]]:
        """For each number of steps up from a token: its way, its way with prepositions by word, its way without conjuncts."""
        found = self._ways.get(i)
        if found is None:
            plain = worded = short = _SEED
            found = [(plain, worded, short)]
            for k in self.up(i)[:_FAR]:
                dep = self.dep[k]
                plain, worded = _more(plain, dep), _more(worded, self.lemma[k] if dep == self.prep else dep)
                short = short if dep == self.conj else _more(short, dep)
                found.append((plain, worded, short))
            self._ways[i] = found
        return found

    def steps(self, a: int, b: int) -> tuple[int, int] | None:
        """How many steps up from `a`, and from `b`, to below their common governor; None if too far apart."""
        up, down = self.up(a), self.up(b)
        if up[-1] != down[-1]:
            return None
        m, n = len(up), len(down)
        while m and n and up[m - 1] == down[n - 1]:
            m, n = m - 1, n - 1
        return (m, n) if m + n <= _FAR else None


class RoleView:
    """Candidate pairs of triggers and mentions, and their features.

    Args:
        view: the document's triggers.
        triggers: accepted trigger tokens.
        mentions: what may take part; those with a `form` of their own (dates, groups, relative pronouns) are passed over.
        rules: for each trigger, what the rules say: token → role.

    Attributes:
        pairs: (trigger token, mention).
        rows: their features, shape (pairs, features, 3), as `kg.learned.hashed` takes them.
    """

    def __init__(
        self,
        view: TriggerView,
        triggers: Sequence[int],
        mentions: Sequence[TokenMention],
        rules: Mapping[int, Mapping[int, str]],
    ) -> None:
        self.view, self.doc, self.rules = view, view.doc, rules
        self.tree = Tree(view)
        self.triggers = sorted(triggers)
        self.mentions = [m for m in mentions if m.form in FORMS]
        self.pairs: list[tuple[int, TokenMention]] = []
        self.above = [self._above(i) for i in triggers]
        at = self._pair(triggers)
        self.rows = (
            self._rows(triggers, np.array(at, np.int64).reshape(-1, len(_PAIR)))
            if at
            else np.zeros((0, 1, 3), np.uint64)
        )

    def _pair(self, triggers: Sequence[int]) -> list[tuple[int, ...]]:
        """For each pair what is known of it alone, as `_PAIR` lists."""
        out: list[tuple[int, ...]] = []
        sentence = np.cumsum([t.is_sent_start is True for t in self.doc]).tolist()
        near: dict[int, list[int]] = {}
        for k, m in enumerate(self.mentions):
            near.setdefault(sentence[m.head], []).append(k)
        heads = {s: sorted(self.mentions[k].head for k in found) for s, found in near.items()}
        for n, i in enumerate(triggers):
            said, parent = self.rules.get(i, {}), self.above[n][0]
            roles = [*said.values()]
            counts = roles.count("agent"), roles.count("patient")
            inside = heads.get(sentence[i], [])
            for k in near.get(sentence[i], ()):
                m = self.mentions[k]
                if m.head == i or m.start <= i < m.end or (steps := self.tree.steps(i, m.head)) is None:
                    continue
                rule, (low, high) = said.get(m.head, ""), sorted((i, m.head))
                between = [bisect_left(all_, high) - bisect_right(all_, low) for all_ in (inside, self.triggers)]
                taken = (counts[0] > (rule == "agent")) + 2 * (counts[1] > (rule == "patient"))
                self.pairs.append((i, m))
                out.append((
                    n, k, *steps, *self._ways(i, m.head, *steps), _signed(number(rule)), m.head - i, *between, taken,
                    *self._chain(i, m.head, parent, steps[0]), *self._owner(m.head, said),
                ))  # fmt: skip
        return out

    def _ways(self, i: int, h: int, up: int, down: int) -> tuple[int, int, int]:
        """Numbers for the path and the path without conjuncts, and the function of the last step up."""
        plain, _, short = self.tree.ways(i)[up]
        _, worded, brief = self.tree.ways(h)[down]
        top = self.tree.dep[self.tree.up(i)[up - 1]] if up else 1
        return _signed(_more(plain, worded)), _signed(_more(short, brief)), _signed(top)

    def _chain(self, i: int, h: int, parent: int, up: int) -> tuple[int, int]:
        """The role in the event above, and how that one lies to the path."""
        if parent < 0:
            return -1, 0
        role = self.rules.get(parent, {}).get(h, "")
        return _signed(number(role)), (self.tree.up(i).index(parent) < up) + 2 * (h > parent)

    def _above(self, i: int) -> tuple[int, int, int, int]:
        """The event that governs this one, the way there, its first step, and its word; -1 for none near."""
        tree = self.tree
        known = set(self.triggers)
        for n, k in enumerate(tree.up(i)[1 : _FAR + 1], 1):
            if k in known:
                return k, tree.ways(i)[n][1], tree.ways(i)[1][1], tree.lemma[k]
        return -1, 0, 0, 0

    def _owner(self, h: int, said: Mapping[int, str]) -> tuple[int, int]:
        """The role of the token a mention's head hangs on, past a preposition, and how it hangs there."""
        above, link = self.tree.head[h], self.tree.dep[h]
        if link == self.tree.pobj:
            link, above = self.tree.lemma[above], self.tree.head[above]
        return (_signed(number(said[above])) if above in said else 0), _signed(link)

    @cached_property
    def mixed(self) -> Mixed:
        """The rows, hashed."""
        return Mixed.of(self.rows)

    # ------------------------------------------------------------ columns

    def _rows(self, triggers: Sequence[int], at: NDArray) -> NDArray:
        p = {name: at[:, n].astype(np.uint64) for n, name in enumerate(_PAIR)}
        t, m = self._of_triggers(triggers, at[:, 0]), self._of_mentions(at[:, 1])
        one, three = np.uint64(1), np.uint64(3)
        side = (at[:, _PAIR.index("distance")] > 0).astype(np.uint64)
        distance = np.minimum(np.abs(at[:, _PAIR.index("distance")]), 12).astype(np.uint64)
        inside = (p["up"] == 0) + np.uint64(2) * (p["down"] == 0)
        last = np.where(p["down"] > 0, m["dep"], one)
        governor = np.where(p["down"] > 1, m["governor"], 0).astype(np.uint64)
        path, short, rule, kind, thing, form = p["path"], p["short"], p["rule"], t["sense"], m["thing"], t["form"]
        between = np.minimum(p["mentions"], 4) * 2 + side
        events = np.uint64(16) + np.minimum(p["triggers"], 4).astype(np.uint64) * 2 + side
        columns = [
            ("path", path, form), ("path", path, 0), ("short path", short, form), ("path and word", short, t["word"]),
            ("path and kind", short, kind), ("path and thing", short, thing), ("path and form", short, t["tag"]),
            ("function", rule, form), ("function and word", rule, t["word"]), ("function and kind", rule, kind),
            ("function and thing", rule, thing), ("distance", distance, side),
            ("distance", p["up"] * np.uint64(16) + p["down"], form), ("thing", thing, form), ("thing and word", thing, kind),
            ("kind of mention", m["kind"], form), ("preposition", governor, kind), ("preposition", governor, thing),
            ("preposition", governor, form), ("last step", last, form * np.uint64(2) + side), ("last step", last, p["top"]),
            ("between", between, t["pos"]), ("between", events, t["pos"]),
            ("own functions", t["own"], side * np.uint64(4) + inside), ("own functions", t["own"], rule),
            ("place of it", inside * np.uint64(2) + side, t["pos"]), ("place of it", inside * np.uint64(2) + side, t["dep"]),
            ("chain", p["up"], p["top"]),
            ("event above", t["way"], p["role above"]), ("event above", p["role above"], rule),
            ("event above", t["way"] ^ rule * three, p["role above"]), ("event above and word", t["word above"], p["role above"]),
            ("event above and word", t["way"], p["on way"] + np.uint64(4) * side),
            ("event above and word", t["word above"] ^ t["first step"] * three, p["role above"] ^ p["on way"]),
            ("other participants", p["taken"], rule), ("other participants", p["taken"] * np.uint64(2) + side, t["pos"]),
            ("inside another", p["link"], p["role of owner"]),
            ("inside another", np.where(p["role of owner"] != 0, p["link"], 0), t["pos"]),
            ("words alike", t["coarse"], rule), ("words alike", t["narrow"], rule),
            ("kind alike", m["coarse"], rule), ("kind alike", m["narrow"], rule),
            ("words alike of both", t["coarse"] << np.uint64(16) | m["coarse"], side),
            ("words alike of both", t["narrow"] << np.uint64(16) | m["coarse"], rule),
        ]  # fmt: skip
        out = np.empty((len(at), len(columns), 3), np.uint64)
        for n, (slot, a, b) in enumerate(columns):
            out[:, n, 0] = _SLOT[slot]
            out[:, n, 1] = a
            out[:, n, 2] = b
        return out

    def _of_triggers(self, triggers: Sequence[int], at: NDArray) -> dict[str, NDArray]:
        """What is known of each pair's trigger."""
        doc, view, rows = self.doc, self.view, []
        for i, (_, way, first, word) in zip(triggers, self.above, strict=True):
            t = doc[i]
            form = t.pos * 2 + (grammar.is_passive(t) if t.pos_ == "VERB" else False)
            own = 0
            for child in t.children:
                own |= _OWN.get(child.dep_, 0)
            rows.append((t.lemma, form, view.sense(t), t.tag, t.pos, t.dep, own, way, first, word, *_groups(view, t)))
        names = (
            "word",
            "form",
            "sense",
            "tag",
            "pos",
            "dep",
            "own",
            "way",
            "first step",
            "word above",
            "coarse",
            "narrow",
        )
        made = np.array(rows, np.uint64)[at]
        return {name: made[:, n] for n, name in enumerate(names)}

    def _of_mentions(self, at: NDArray) -> dict[str, NDArray]:
        """What is known of each pair's mention."""
        doc, tree, view, rows = self.doc, self.tree, self.view, []
        wanted = np.zeros(len(self.mentions), bool)
        wanted[at] = True
        for m, asked in zip(self.mentions, wanted.tolist(), strict=True):
            if not asked:
                rows.append((0,) * 6)
                continue
            above = tree.head[m.head]
            governor = tree.lemma[above] if tree.dep[above] in (tree.prep, tree.agent) else 0
            token = doc[m.head]
            rows.append((tree.dep[m.head], governor, self._thing(m), number(m.kind), *_groups(view, token)))
        made = np.array(rows, np.uint64)[at]
        return {name: made[:, n] for n, name in enumerate(("dep", "governor", "thing", "kind", "coarse", "narrow"))}

    def _thing(self, m: TokenMention) -> int:
        """What kind of thing a mention is, as far as it shows by itself."""
        if m.kind == "name":
            return number(m.label or "name")
        head = self.doc[m.head]
        if m.kind == "pronoun":
            return head.lemma
        if (cls := load_lexicon().class_of(head)) is not None:
            return number(cls)
        return self.view.sense(head)


_PAIR = (
    "trigger", "mention", "up", "down", "path", "short", "top", "rule", "distance", "mentions", "triggers", "taken",
    "role above", "on way", "role of owner", "link",
)  # fmt: skip


def _signed(value: int) -> int:
    """A 64-bit number as numpy's signed integers hold it."""
    return value - (1 << 64) if value >= 1 << 63 else value


def _groups(view: TriggerView, token) -> tuple[int, int]:
    found = view.groups(token)
    return (found[0] + 1, found[1] + 1) if found else (0, 0)

"""Coreference within one document: which mentions are one thing.

Precise rules first (`coref_rules`) — names, relative pronouns, apposition, speakers of quotations — then the learned
ranker for pronouns, descriptions and names that only resemble.  Nothing joins two persons with different full names,
nor what differs in gender, number or kind; where the ranker is not sure, a mention stays alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kg.lang.lexicon import load as lexicon
from kg.learned import linear
from kg.nlp import antecedents, coref_classes, coref_names, coref_pairs, coref_rank, coref_rules
from kg.nlp import coref_features as features
from kg.nlp.coref_names import acronym, clean
from kg.nlp.types import TokenMention, TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.learned.linear import Weights

__all__ = ["Chains", "CorefLink", "acronym", "chains", "clean"]

_OF_SUBJECTS = (0, 1)  # `features.View.role`
_BACK = 4  # sentences back to the only person named
THRESHOLD = -0.4  # by how much the best antecedent must beat taking up none (log-odds)
STRICTER = 0.4  # how much more it takes for a name, which joins nodes of the graph


@dataclass(frozen=True, slots=True)
class CorefLink:
    """Mention `mention` was joined to `antecedent` (indices) because of `why`; `score` is the margin, 1.0 for rules."""

    mention: int
    antecedent: int
    why: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Chains:
    """`chains[k]` lists the indices of the mentions of one thing; every mention is in exactly one chain."""

    chains: tuple[tuple[int, ...], ...]
    links: tuple[CorefLink, ...] = field(default=())


def chains(
    doc: Doc,
    mentions: Sequence[TokenMention],
    quotes: Sequence[TokenQuote] = (),
    model: Weights | None = None,
    threshold: float = THRESHOLD,
) -> Chains:
    """Partition mentions into chains.

    Args:
        doc: parsed.
        mentions: candidates in text order (`mentions.find`).
        quotes: attributions; the speaker of a direct quotation is its *I*.
        model: weights of the ranker; the packaged ones unless given.
        threshold: how much surer than not a learned link must be, in log-odds; higher is more precise.

    Raises:
        MissingPart: the packaged weights cannot be read.
    """
    if not mentions:
        return Chains(())
    model = model or linear.load("coref", doc.lang_ or "en")
    resolver = Resolver(doc, mentions, prepare(*read(doc, mentions, quotes), model), model, threshold)
    resolver.run()
    return resolver.result()


@dataclass
class Prepared:
    """Everything about a document's mentions and pairs that no decision changes."""

    view: features.View
    rules: list[tuple[int, int, str]]  # (mention, other mention, why)
    scored: coref_rank.Scored


def read(
    doc: Doc, mentions: Sequence[TokenMention], quotes: Sequence[TokenQuote]
) -> tuple[features.View, list[tuple[int, int, str]]]:
    """A document's mentions, and what the rules say of them; a part of a person's name counts as a person's."""
    view = features.view(doc, mentions, quotes)
    rules = coref_rules.find(view, quotes)
    for k, other, why in sorted(rules, key=lambda rule: rule[2] == coref_names.SAME):
        named = mentions[k].kind == mentions[other].kind == "name" and "name" in why
        if named and view.label[other] == features.PERSON:
            view.label[k] = view.label[other]
    return view, rules + coref_rules.described(view, rules)


def prepare(view: features.View, rules: list[tuple[int, int, str]], model: Weights) -> Prepared:
    """Judge the kinds of things and describe all pairs."""
    features.judge_types(view, model.arrays["types.vector"], model.arrays["types.columns"])
    first, antecedent = coref_pairs.candidates(view)
    mention = np.repeat(np.arange(len(view)), np.diff(first)).astype(np.int32)
    scored = coref_rank.Scored(
        first, antecedent, coref_pairs.pairs(view, mention, antecedent).ids(), coref_pairs.alone(view).ids()
    )
    return Prepared(view, rules, scored)


class Resolver:
    """One document's coreference in the making; mention by mention, so that training can look on."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[TokenMention],
        prepared: Prepared,
        model: Weights,
        threshold: float = THRESHOLD,
    ) -> None:
        self.doc, self.mentions, self.threshold = doc, mentions, threshold
        self.view, self.rules = prepared.view, prepared.rules
        self.context = model.linear["context"]
        self.ranker = coref_rank.Ranker(
            self.view, prepared.scored, model.linear["pair"], model.linear["alone"], self.context
        )
        self.names = {f.mention: f for f in coref_names.forms(doc, mentions)}
        self.clusters = coref_rank.Clusters(self.view)
        self.classes = coref_classes.said(doc, mentions, self.names.values())
        self.passing = antecedents.told_in_passing(doc, mentions)
        self.doers = antecedents.doers(doc, mentions)
        self.links: list[CorefLink] = []
        self.group, self.speaks_for = self._groups()
        self._look_ahead()

    def _groups(self) -> tuple[list[int], dict[int, int]]:
        """Group of each mention after the rules, and the mention that is ranked for the group: its most telling."""
        group = coref_rules.united(len(self.mentions), self.rules)
        fronted = {k for k, _, why in self.rules if why == antecedents.FRONTED}
        self.links += [CorefLink(k, other, why) for k, other, why in self.rules]
        best: dict[int, int] = {}
        for k in range(len(self.mentions)):
            g = group[k]
            if g not in best or best[g] in fronted or _telling(self.view, k) < _telling(self.view, best[g]):
                best[g] = k
        return group, best

    def _look_ahead(self) -> None:
        """A name's later descriptions count from its first mention on: who is called *the platform* before *a platform*."""
        said: dict[int, list[int]] = {}
        for k, words in enumerate(self.view.described):
            said.setdefault(self.group[k], []).extend(words)
            if self.mentions[k].form == "apposition":
                said[self.group[k]].append(int(self.view.lemma[k]))
        for g, words in said.items():
            if words:
                self.clusters.ahead[g] = sorted(set(words))

    # ------------------------------------------------------------ the walk

    def order(self) -> list[int]:
        """Mentions as they are read: from left to right, a possessor before what it possesses."""
        out, done = [], [False] * len(self.mentions)
        for k, owner in enumerate(self.view.possessor.tolist()):
            ahead = (
                owner > k and self.view.start[owner] == self.view.start[k] and self.group[owner] not in range(k, owner)
            )
            for n in (owner, k) if ahead else (k,):
                if not done[n]:
                    out.append(n)
                    done[n] = True
        return out

    def run(self) -> None:
        for k in self.order():
            self.place(k)
            if not self.is_ranked(k):
                continue
            choice = self.choose(k)
            subject = self.named_subject(k, choice)
            if subject is None and choice is None:
                subject = self.told_by_origin(k)
            if subject is not None:
                self.link(k, subject, "the person named whom its sentences are about")
            elif choice is not None:
                self.join(k, choice)

    def is_ranked(self, k: int) -> bool:
        """Whether the ranker decides for this mention: it speaks for its group, and is no mere echo of another."""
        return self.speaks_for[self.group[k]] == k and not self.mentions[k].form.startswith(("relative", "apposition"))

    def place(self, k: int) -> None:
        """Put a mention where the rules want it, or open a cluster."""
        home = self.clusters.of[self.group[k]] if self.group[k] != k else None
        if home is not None:
            self.clusters.add(k, home)
        else:
            self.clusters.open(k)

    def choose(self, k: int) -> coref_rank.Choice | None:
        named = self.view.cls[k] == features.NAME
        return self.ranker.choose(
            self.clusters, k, self.may_join, self.threshold + STRICTER if named else self.threshold
        )

    def named_subject(self, k: int, choice: coref_rank.Choice | None) -> int | None:
        """The named person whom *he* or *she* stands for rather than for somebody unnamed or not in its sentence.

        *A woman appears. Ana Prates, who died on Monday, made films in a career that took her …*: the subject of the
        sentence, unless it tells what others do (*Ana said she was ill*), or the only person named in the one before; of that
        one also where the ranker would reach back to somebody named whom neither sentence tells of.
        """
        v, held = self.view, self.clusters.of[choice.antecedent] if choice else None
        if v.cls[k] not in (features.HE, features.SHE) or v.quote[k] >= 0:
            return None
        named = list(self._named_before(k))
        here, gone = [j for j in named if v.sentence[j] == v.sentence[k]], False
        if held is not None and held.named:
            gone = v.sentence[held.last] < v.sentence[k] - 1 and not here
            here, named = (
                [j for j in some if not antecedents.is_credit(self.doc[self.mentions[j].head].head)]
                for some in (here, named if gone else [])
            )
        before = {id(self.clusters.of[j]) for j in named} if v.role[k] in _OF_SUBJECTS else set()
        j = (here or (named if len(before) == 1 else [None]))[0]
        cluster = self.clusters.of[j] if j is not None else None
        led = j is not None and (v.role[j] in _OF_SUBJECTS or (gone and not here and self._is_described(j)))
        if cluster is None or not led or (held is not None and held.last >= self._first_of(k, j)):
            return None
        below = self.doc[self.mentions[j].head].head.is_ancestor(self.doc[self.mentions[k].head])
        if j in here and not below:
            return None  # "the bowler, whose father Ian played, said he …"
        return j if self.may_join(k, cluster) else None

    def _is_described(self, j: int) -> bool:
        """Whether it is told beside a name who bears it, as of somebody new: *a patient, Ian Lee*."""
        name = self.doc[self.mentions[j].head]
        return name.dep_ in ("appos", "attr") or any(c.dep_ in ("appos", "relcl", "acl") for c in name.rights)

    def told_by_origin(self, k: int) -> int | None:
        """The named subject of the sentence before, of whom a subject tells an age, a country or a body: *the 22-year-old Ghana
        forward*, *the Acme rider*; where that names nobody, the only one named shortly before.
        """
        v = self.view
        if v.role[k] not in _OF_SUBJECTS or v.quote[k] >= 0 or not antecedents.tells_origin(self.doc, self.mentions[k]):
            return None
        named = list(self._named_before(k))
        before = [j for j in named if v.role[j] in _OF_SUBJECTS and v.sentence[j] < v.sentence[k]]
        before = before or named or list(self._named_before(k, _BACK))
        clusters = {id(self.clusters.of[j]) for j in before}
        cluster = self.clusters.of[before[0]] if len(clusters) == 1 else None
        return before[0] if cluster is not None and self.may_join(k, cluster) else None

    def _first_of(self, k: int, j: int) -> int:
        """The first mention of the sentence where `j` and `k` both stand, else `j`."""
        v = self.view
        while v.sentence[j] == v.sentence[k] and j and v.sentence[j - 1] == v.sentence[k]:
            j -= 1
        return j

    def _named_before(self, k: int, back: int = 1) -> Iterator[int]:
        """Persons' names in the sentence of a mention and those before that may be the same, the last first; no byline's."""
        v = self.view
        for j in range(k - 1, -1, -1):
            if v.sentence[k] - v.sentence[j] > back:
                return
            cluster = self.clusters.of[j] if v.quote[j] < 0 and not v.flags[j, 7] else None
            if v.label[j] == features.PERSON and cluster is not None and self.clusters.agrees(k, cluster):
                yield j

    def join(self, k: int, choice: coref_rank.Choice) -> None:
        self.link(k, choice.antecedent, f"ranked first: {self.ranker.reasons(choice)}", choice.margin)

    def link(self, k: int, antecedent: int, why: str, score: float = 1.0) -> None:
        mine, other = self.clusters.of[k], self.clusters.of[antecedent]
        if mine is not None and other is not None and mine is not other:
            self.links.append(CorefLink(k, antecedent, why, score))
            self.clusters.merge(mine, other)

    def may_join(self, k: int, cluster: coref_rank.Cluster) -> bool:
        """Whether none of the contradictions that no score may overrule stands against it."""
        cls, mine = int(self.view.cls[k]), self.clusters.of[k]
        if cls in (features.BARE, features.INDEFINITE):
            return False  # "his campaign for president", "a president": nobody said before
        if cls < features.HE and self.doc[self.mentions[k].head].lower_ in lexicon().of_two:
            return False  # "the latter"
        if mine is not None and (mine.gender | cluster.gender) == 3:
            return False
        told = [j for j in cluster.members if self.mentions[j].kind != "pronoun"]
        if cls in (features.HE, features.SHE) and told and all(self.passing[j] for j in told):
            return False  # "works as an adviser", "the police": not who "she" is
        if (cls < features.HE or cls in (features.HE, features.SHE, features.IT)) and not self.clusters.agrees(
            k, cluster
        ):
            return False
        if cls == features.NAME and not all(
            coref_names.may_join(self.names[k], self.names[j]) for j in cluster.members if j in self.names
        ):
            return False
        if cls in (features.HE, features.SHE) and self._only_quoted(k, cluster):
            return False
        mine_is = self.classes[k]
        if mine_is and any(coref_classes.contradict(mine_is, c) for j in cluster.members if (c := self.classes[j])):
            return False
        return not any(self.clash(k, j) for j in cluster.members[-12:])

    def _only_quoted(self, k: int, cluster: coref_rank.Cluster) -> bool:
        """Whether a story goes on about somebody of whom only a quotation has spoken: *"My aunt sold them," she said. She …*"""
        quote = self.view.quote
        return bool(quote[k] < 0 and all(quote[j] >= 0 for j in cluster.members))

    def clash(self, k: int, j: int) -> bool:
        """Two mentions that cannot be one thing because of where they stand."""
        v = self.view
        if (
            v.cls[k] in (features.ME, features.WE, features.YOU)
            and v.quote[k] >= 0
            and v.quote[j] == v.quote[k]
            and v.cls[j] in (features.ME, features.WE, features.YOU)
            and v.cls[j] != v.cls[k]
        ):
            return True
        inside = v.start[j] <= v.start[k] and v.end[j] >= v.end[k]
        if inside and v.cls[k] not in range(features.HE, features.OTHER):
            return True
        if self.doers.get(k) == self.mentions[j].head:
            return True
        if v.flags[k, 0]:
            return False
        if self._one_of_people(k, j) or self._one_of_people(j, k):
            return True
        if v.cls[k] < features.HE and v.cls[j] < features.HE and v.lemma[k] == v.lemma[j] and self._told_apart(k, j):
            return True
        roles = {int(v.role[k]), int(v.role[j])}
        one_verb = v.verb_at[k] == v.verb_at[j] and len(roles) == 2
        if v.cls[k] < features.HE:  # nobody says "the government" for what the government does something to
            return bool(one_verb and roles <= {0, 1, 2, 8} and v.cls[j] < features.HE)
        return bool(one_verb and roles <= {0, 1, 2, 8, 11} and v.cls[k] < features.OTHER)

    def _one_of_people(self, k: int, j: int) -> bool:
        """Whether one is somebody of a people, the other the people or country: *the Kazakh won*."""
        one, people = self.mentions[k], self.mentions[j]
        named = one.kind == "nominal" and people.kind == "name" and people.label in ("NORP", "GPE")
        return named and self.doc[one.head].text == self.doc[people.head].text

    def _told_apart(self, k: int, j: int) -> bool:
        """Whether two descriptions of one noun each say what the other does not: *the gold medal*, *the silver medal*."""
        if "nominal" not in (self.mentions[k].kind, self.mentions[j].kind):
            return False
        a, b = (set(self.view.before[n].tolist()) - {-1} for n in (k, j))
        return bool(a - b) and bool(b - a)

    def result(self) -> Chains:
        clusters = {id(c): tuple(sorted(c.members)) for c in self.clusters.of if c is not None}
        made = sorted(clusters.values(), key=lambda c: c[0])
        return Chains(tuple(made), tuple(sorted(self.links, key=lambda x: (x.mention, x.antecedent))))


def _telling(view: features.View, k: int) -> tuple[int, int]:
    """Sorts mentions of a group by how much they say: a full name, then any name, a description, a pronoun."""
    cls = int(view.cls[k])
    if cls == features.NAME:
        return 0, k
    if cls in (features.RELATIVE, features.APPOSITION):
        return 9, k
    return (1 if cls < features.HE else 3 if cls in (features.HE, features.SHE) else 5), k

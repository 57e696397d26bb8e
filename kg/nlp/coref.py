"""Coreference within one document: precise sieves first, then pronouns and descriptions by salience.

Entity-centric, after Lee et al. 2013 (deterministic sieves): clusters carry what is known of them, and a link must not
contradict it.  It abstains when two candidates are close.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang.lexicon import load as load_lexicon
from kg.nlp.mentions import relative_antecedent
from kg.nlp.types import TokenMention, TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class CorefLink:
    """Mention `mention` was joined to `antecedent` (indices) because of `why`."""

    mention: int
    antecedent: int
    why: str


@dataclass(frozen=True, slots=True)
class Chains:
    """`chains[k]` lists the indices of the mentions of one thing; every mention is in exactly one chain."""

    chains: tuple[tuple[int, ...], ...]
    links: tuple[CorefLink, ...] = field(default=())


_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TITLES = {"mr.": "m", "mr": "m", "mrs.": "f", "mrs": "f", "ms.": "f", "ms": "f", "sir": "m", "lord": "m", "lady": "f"}
_HER_NOUNS = frozenset(
    [
        "woman",
        "girl",
        "actress",
        "spokeswoman",
        "businesswoman",
        "mother",
        "daughter",
        "sister",
        "wife",
        "queen",
        "princess",
        "congresswoman",
    ]
)
_HIS_NOUNS = frozenset(
    [
        "man",
        "boy",
        "actor",
        "spokesman",
        "businessman",
        "father",
        "son",
        "brother",
        "husband",
        "king",
        "prince",
        "congressman",
    ]
)
_GAP, _SUBJ, _NAMED, _OFTEN, _MARGIN = 3.0, 2.0, 0.5, 0.1, 0.25  # salience, tuned on GUM without its news
_WINDOW = 3  # sentences a pronoun looks back
_DESCRIBED_WINDOW = 12  # sentences a definite description looks back


@dataclass(slots=True)
class _Cluster:
    """What is known of one thing so far."""

    members: list[int]
    kinds: set[str] = field(default_factory=set)  # kinds it may be: Person, Organization, … (empty: unknown)
    classes: set[str] = field(default_factory=set)  # classes of nouns that described it
    heads: set[str] = field(default_factory=set)  # lemmas of its nominal heads and descriptions
    names: list[str] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    country: str | None = None


def chains(doc: Doc, mentions: Sequence[TokenMention], quotes: Sequence[TokenQuote] = ()) -> Chains:
    """Partition mentions into chains.

    Args:
        doc: parsed.
        mentions: candidates in text order (`mentions.find`).
        quotes: attributions; the speaker of a direct quotation is its *I*.
    """
    return _Resolver(doc, mentions, quotes).run()


class _Resolver:
    def __init__(self, doc: Doc, mentions: Sequence[TokenMention], quotes: Sequence[TokenQuote]) -> None:
        self.doc, self.mentions, self.quotes = doc, mentions, quotes
        self.lexicon, self.ontology = load_lexicon(), ontology.load()
        self.of: dict[int, _Cluster] = {}  # mention → cluster
        self.order: list[_Cluster] = []
        self.links: list[CorefLink] = []
        self.by_token = {i: k for k, m in enumerate(mentions) if m.kind == "name" for i in range(m.start, m.end)}
        self.by_token |= {m.head: k for k, m in enumerate(mentions) if m.kind != "name" and m.head not in self.by_token}
        self.sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}

    def run(self) -> Chains:
        self.full_names()
        for k, mention in enumerate(self.mentions):
            if k in self.of:
                continue
            if mention.kind == "name":
                self.name(k)
            elif mention.kind == "nominal":
                self.nominal(k)
            else:
                self.pronoun(k)
        seen: dict[int, _Cluster] = {id(c): c for c in self.of.values()}
        made = sorted((tuple(sorted(c.members)) for c in seen.values()), key=lambda c: c[0])
        return Chains(tuple(made), tuple(self.links))

    # ------------------------------------------------------------ clusters

    def open(self, k: int) -> _Cluster:
        cluster = _Cluster([k])
        self.of[k] = cluster
        self.order.append(cluster)
        self.learn(k, cluster)
        return cluster

    def join(self, k: int, cluster: _Cluster, why: str) -> None:
        self.links.append(CorefLink(k, cluster.members[-1], why))
        cluster.members.append(k)
        self.of[k] = cluster
        self.learn(k, cluster)

    def learn(self, k: int, cluster: _Cluster) -> None:
        mention = self.mentions[k]
        head = self.doc[mention.head]
        if mention.kind == "name":
            text = clean(self.doc[mention.start : mention.end].text)
            if text not in cluster.names:
                cluster.names.append(text)
            cluster.kinds |= _KINDS_OF_LABEL.get(mention.label or "", set())
            before = self.doc[mention.start - 1].lower_ if mention.start else ""
            cluster.gender = cluster.gender or _TITLES.get(before)
        described = [head] if mention.kind == "nominal" else []
        described += [c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
        described += [
            c for c in head.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "NOUN" and mention.kind == "name"
        ]
        if head.dep_ in ("nsubj",):
            described += [c for c in head.head.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
        if head.dep_ == "appos" and head.head.pos_ == "NOUN":
            described.append(head.head)
        if mention.start and mention.kind == "name" and self.doc[mention.start - 1].pos_ == "NOUN":
            described.append(self.doc[mention.start - 1])
        for noun in described:
            lemma = noun.lemma_.casefold()
            cluster.heads.add(lemma)
            cluster.gender = cluster.gender or ("f" if lemma in _HER_NOUNS else "m" if lemma in _HIS_NOUNS else None)
            if cls := self.lexicon.class_of(noun):
                cluster.classes.add(cls)
                if mention.kind == "nominal" and (kind := self.ontology.kind_of(cls)):
                    cluster.kinds.add(kind)
        if mention.kind == "nominal":
            cluster.plural = cluster.plural or head.tag_ in ("NNS", "NNPS")

    # ------------------------------------------------------------ names

    def full_names(self) -> None:
        """Give every person's longest name first, so that a surname before it finds its owner too."""
        full: dict[str, _Cluster] = {}
        for k, mention in enumerate(self.mentions):
            if mention.kind != "name":
                continue
            text = clean(self.doc[mention.start : mention.end].text)
            if " " in text and mention.label not in ("NORP", None):
                if text.casefold() in full:
                    self.join(k, full[text.casefold()], "same name")
                else:
                    full[text.casefold()] = self.open(k)

    def name(self, k: int) -> None:
        mention = self.mentions[k]
        text = clean(self.doc[mention.start : mention.end].text)
        found = self.same_name(text, mention) or self.in_brackets(mention)
        if found:
            self.join(k, found[0], found[1])
        else:
            self.open(k)

    def in_brackets(self, mention: TokenMention) -> tuple[_Cluster, str] | None:
        """*the Federal Security Service (FSB)*: a short form right behind the name."""
        start, end = mention.start, mention.end
        if start < 2 or end >= len(self.doc) or self.doc[start - 1].text != "(" or self.doc[end].text != ")":
            return None
        before = self.by_token.get(start - 2)
        if (
            before is None
            or self.mentions[before].kind != "name"
            or mention.end - mention.start > 1
            or not self.doc[start].text.isupper()
        ):
            return None
        if before not in self.of:
            self.name(before)
        return self.of[before], "short form in brackets"

    def same_name(self, text: str, mention: TokenMention) -> tuple[_Cluster, str] | None:
        folded = text.casefold()
        for cluster in self.order:
            if any(n.casefold() == folded for n in cluster.names):
                return cluster, "same name"
        if mention.label == "NORP":
            return None
        partial = [c for c in self.order if "Person" in c.kinds and any(folded in _ends(n) for n in c.names)]
        if len(partial) == 1 and " " not in text:
            return partial[0], "part of a person's name"
        if text.isupper() and 2 <= len(text) <= 6:
            whole = [c for c in self.order if any(acronym(n) == text for n in c.names)]
            if len(whole) == 1:
                return whole[0], "acronym"
        if mention.label in ("ORG", "MISC", "PRODUCT", "GPE") and " " not in text:
            longer = [
                c
                for c in self.order
                if "Organization" in c.kinds
                and any(n.casefold().split()[0] == folded and len(n.split()) > 1 for n in c.names)
            ]
            if len(longer) == 1 and "Place" not in longer[0].kinds:
                return longer[0], "first word of an organization's name"
        return None

    # ------------------------------------------------------------ descriptions

    def nominal(self, k: int) -> None:
        mention = self.mentions[k]
        head = self.doc[mention.head]
        beside = self.by_token.get(head.i + 1) if head.i + 1 < len(self.doc) else None
        if (
            beside is not None
            and self.mentions[beside].kind == "name"
            and not self.doc[beside and self.mentions[beside].start].is_sent_start
        ):
            if (
                self.mentions[beside].start == head.i + 1
                and self.mentions[beside].label not in ("NORP",)
                and beside in self.of
                and self.lexicon.class_of(head)
            ):
                return self.join(k, self.of[beside], "stands beside the name")
            if (
                beside not in self.of
                and self.mentions[beside].start == head.i + 1
                and self.lexicon.class_of(head)
                and self.mentions[beside].label != "NORP"
            ):
                self.name(beside)
                return self.join(k, self.of[beside], "stands beside the name")
        determiner = next((c.lower_ for c in head.lefts if c.dep_ in ("det", "poss")), None)
        if determiner in _DEFINITE and (found := self.described(k, head)):
            return self.join(k, *found)
        self.open(k)

    def described(self, k: int, head: Token) -> tuple[_Cluster, str] | None:
        lemma, cls = head.lemma_.casefold(), self.lexicon.class_of(head)
        mine = {c.lower_ for c in head.lefts if c.dep_ in ("amod", "compound", "poss", "nummod")}
        here = self.sentence[head.i]
        plural = head.tag_ in ("NNS", "NNPS")
        exact, by_class, by_kind = [], [], []
        for cluster in self.order:
            last = (
                self.mentions[self.last_before(cluster, head.i)]
                if self.last_before(cluster, head.i) is not None
                else None
            )
            if last is None or (plural != cluster.plural and not cluster.names):
                continue
            gap = here - self.sentence[last.head]
            if lemma in cluster.heads and self.compatible(cluster, mine) and gap <= _DESCRIBED_WINDOW:
                exact.append((gap, cluster))
            elif not mine and not plural and cluster.names and cls and gap <= 3:
                if any(self.related(cls, c) for c in cluster.classes):
                    by_class.append((gap, cluster))
                elif (
                    cls in ("Company", "Organization")
                    and cluster.kinds == {"Organization"}
                    and not cluster.classes & {"Country"}
                ):
                    by_kind.append((gap, cluster))
        for pool, why in (
            (exact, f"the {lemma}: described so before"),
            (by_class, f"the {lemma}: of that kind"),
            (by_kind, f"the {lemma}: the organization spoken of"),
        ):
            if pool:
                nearest = min(g for g, _ in pool)
                best = [c for g, c in pool if g == nearest]
                if len(best) == 1 or why.endswith("before"):
                    return best[-1], why
                return None
        return None

    def compatible(self, cluster: _Cluster, mine: set[str]) -> bool:
        """A description must add nothing that tells it apart: *the French team* is not *the team* that is Dutch."""
        if not mine:
            return True
        theirs = {c.lower_ for i in cluster.members for c in self.doc[self.mentions[i].head].lefts}
        return mine <= theirs

    def related(self, a: str, b: str) -> bool:
        return (
            self.ontology.is_a(a, b)
            or self.ontology.is_a(b, a)
            or bool({a, b} <= {"Software", "SocialMediaPlatform", "Product"})
        )

    # ------------------------------------------------------------ pronouns

    def pronoun(self, k: int) -> None:
        token = self.doc[self.mentions[k].head]
        word = token.lower_
        if antecedent := relative_antecedent(token):
            target = self.mention_of(antecedent)
            if target is not None:
                if target not in self.of:
                    self.name(target) if self.mentions[target].kind == "name" else self.nominal(target)
                return self.join(k, self.of[target], "relative pronoun")
        if word in _SPEAKER and (target := self.speaker(token)) is not None:
            return self.join(k, self.of[target], "speaker of the quotation")
        wanted = (
            "m"
            if word in _MALE
            else "f"
            if word in _FEMALE
            else "n"
            if word in _NEUTER
            else "p"
            if word in _PLURAL
            else None
        )
        if wanted and not (wanted == "n" and self.pleonastic(token)) and (found := self.salient(token, wanted)):
            return self.join(k, *found)
        self.open(k)

    def mention_of(self, token: Token) -> int | None:
        """The mention a noun belongs to; an apposition belongs to what it stands beside."""
        for _ in range(3):
            if token.i in self.by_token:
                return self.by_token[token.i]
            if token.dep_ != "appos":
                return None
            token = token.head
        return None

    def speaker(self, token: Token) -> int | None:
        for quote in self.quotes:
            if quote.direct and quote.start <= token.i < quote.end and quote.speaker_head is not None:
                target = self.by_token.get(quote.speaker_head)
                if target is not None:
                    if target not in self.of:
                        self.open(target)
                    return target
        return None

    @staticmethod
    def pleonastic(token: Token) -> bool:
        verb = token.head
        if token.dep_ not in ("nsubj", "nsubjpass"):
            return token.dep_ == "expl"
        return any(c.dep_ in ("acomp", "attr") for c in verb.children) and any(
            c.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl") or (c.dep_ == "mark")
            for x in (verb, *verb.children)
            for c in x.children
        )

    def salient(self, token: Token, wanted: str) -> tuple[_Cluster, str] | None:
        here = self.sentence[token.i]
        scored = []
        for n, cluster in enumerate(self.order):
            last = self.last_before(cluster, token.i)
            if last is None or not self.agrees(cluster, wanted):
                continue
            mention = self.mentions[last]
            gap = here - self.sentence[mention.head]
            if gap > (_WINDOW if wanted != "n" else 1) or self.same_clause(token, mention):
                continue
            role = self.doc[mention.head].dep_
            score = -_GAP * gap + (_SUBJ if role in ("nsubj", "nsubjpass") else 1 if role in ("dobj", "poss") else 0)
            score += (_NAMED if cluster.names else 0) + min(len(cluster.members), 8) * _OFTEN
            scored.append((score, n, cluster))
        scored.sort(key=lambda s: (-s[0], -s[1]))
        if not scored or (wanted in "np" and len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN):
            return None
        return scored[0][2], f"pronoun: most salient of {len(scored)} that agree"

    def agrees(self, cluster: _Cluster, wanted: str) -> bool:
        kinds, clear = cluster.kinds, cluster.kinds or {self.ontology.kind_of(c) for c in cluster.classes}
        if wanted in "mf":
            return "Person" in clear and not cluster.plural and cluster.gender in (None, wanted)
        if wanted == "n":
            return "Person" not in clear and not cluster.plural and "Group" not in kinds
        return cluster.plural or clear == {"Organization"} or "Group" in clear

    def same_clause(self, token: Token, mention: TokenMention) -> bool:
        """Whether a plain pronoun would have to be a reflexive: object and subject of one verb."""
        other = self.doc[mention.head]
        if token.dep_ == "poss" or token.lower_.endswith("self"):
            return token.head.i == other.i
        return token.head.i == other.head.i or (
            token.head.dep_ == "prep" and token.head.head.i == other.head.i and other.dep_ == "nsubj"
        )

    def last_before(self, cluster: _Cluster, token: int) -> int | None:
        before = [i for i in cluster.members if self.mentions[i].head < token]
        return max(before, key=lambda i: self.mentions[i].head) if before else None


_KINDS_OF_LABEL: dict[str, set[str]] = {
    "PERSON": {"Person"},
    "ORG": {"Organization"},
    "GPE": {"Place"},
    "LOC": {"Place"},
    "FAC": {"Place"},
    "NORP": {"Group"},
    "PRODUCT": {"Product"},
    "EVENT": {"Event"},
    "WORK_OF_ART": {"Product"},
    "LAW": {"Product"},
}


def clean(text: str) -> str:
    """A name without its article, possessive and stray marks."""
    text = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", re.sub(r"(?:['’]s|['’])$", "", text)).strip(' .,"“”') or text


def acronym(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Za-zÀ-ɏ]+", name) if w[0].isupper()) if " " in name else ""


def _ends(name: str) -> set[str]:
    words = name.casefold().split()
    return {words[0], words[-1]} if len(words) > 1 else set()

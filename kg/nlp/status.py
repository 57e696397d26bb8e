"""Status: whether a statement is affirmed, how sure, whose word it is, and whether it is said to have happened.

Computed for any predicate token by walking up its clause: each step may negate, hedge, suppose, plan or attribute.
The notions follow FactBank (Saurí & Pustejovsky 2009) and the implicative classes of Karttunen (1971).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.lang.cues import load as load_cues
from kg.lang.lexicon import load as load_lexicon
from kg.model import Certainty, StatusName
from kg.nlp import commitment, grammar
from kg.nlp.quotes import marks
from kg.nlp.types import TokenQuote, TokenStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = frozenset(
    {
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "pcomp",
        "relcl",
        "conj",
        "csubj",
        "dobj",
        "pobj",
        "attr",
        "appos",
        "nsubj",
        "nsubjpass",
        "oprd",
        "compound",
        "amod",
        "nmod",
        "dep",
        "acomp",
        "npadvmod",
        "poss",
    }
)
_CARRIED = frozenset({"attr", "dobj", "nsubjpass", "oprd"})
_TRANSPARENT = frozenset({"conj", "dobj", "attr", "nsubjpass", "oprd", "acomp"})
_HOLDING = frozenset("believe think expect hope fear suspect".split())
_PROFESSING = frozenset("claim purport profess pretend allege".split())
_WANTING = frozenset("seek want demand propose need plan consider expect fear discourage deter".split())
_WORDS = 4  # what stands in quotation marks is somebody's, though the text does not say whose, from so many words on
_RANK: dict[StatusName, int] = {"asserted": 0, "attributed": 1, "planned": 2, "hypothetical": 3, "denied": 4}


@dataclass(slots=True)
class _Reading:
    negative: bool = False
    certainty: Certainty = "certain"
    status: StatusName = "asserted"
    source: int | None = None
    why: list[str] = field(default_factory=list)

    def to(self, status: StatusName, why: str) -> None:
        if _RANK[status] > _RANK[self.status]:
            self.status = status
        self.why.append(why)

    def doubt(self, certainty: Certainty, why: str) -> None:
        if certainty == "possible" or self.certainty == "certain":
            self.certainty = certainty
        self.why.append(why)


class Statuses:
    """The statuses of one document's statements."""

    def __init__(self, doc: Doc, quotes: Sequence[TokenQuote]) -> None:
        self.doc, self.cues, self.lexicon = doc, load_cues(), load_lexicon()
        self.quotes = sorted(quotes, key=lambda q: q.end - q.start)
        self._by_cue: dict[int, list[TokenQuote]] = {}
        for quote in quotes:
            for i in range(*(quote.cue or (0, 0))):
                self._by_cue.setdefault(i, []).append(quote)
        self._marked = [m for m in marks.find(doc, marks.paragraphs(doc)) if m[1] - m[0] >= _WORDS + 2]
        self._cache: dict[tuple[int, bool], TokenStatus] = {}

    def of(self, token: Token, aside: bool = False) -> TokenStatus:
        """The status of what a token says.

        Args:
            token: a verb, an event noun, a role noun, a name.
            aside: whether it is said in passing, within a noun phrase: then only direct speech bears on it.
        """
        key = (token.i, aside)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._compute(token, aside or _aside(token))
        return found

    def _compute(self, token: Token, aside: bool) -> TokenStatus:
        r = _Reading()
        self._attribution(token, r, aside)
        self._own(token, r)
        if token.dep_ == "nsubjpass" and token.pos_ == "NOUN" and self._schedules(token.head):
            r.to("planned", f"subject of {token.head.lower_}")
        if token.pos_ == "VERB" and _is_alternative(token):
            r.doubt("possible", "either … or")
        if not aside:
            self._climb(token, r)
            self._selected(token, r)
        if r.negative and r.status == "asserted":
            r.to("denied", "negated")
        return TokenStatus("negative" if r.negative else "positive", r.certainty, r.status, r.source, "; ".join(r.why))

    def _schedules(self, verb: Token) -> bool:
        """Whether what a passive is said of is to come: *the vote is scheduled*, *the meeting is set to open*."""
        to_come = verb.lemma_ in self.cues.due and any(c.dep_ == "xcomp" for c in verb.children)
        return verb.lemma_ in self.cues.scheduling or to_come

    def _attribution(self, token: Token, r: _Reading, aside: bool) -> None:
        for quote in self.quotes:
            if aside and not quote.direct:
                continue  # what a writer puts beside a name is the writer's, whoever is being reported
            if not quote.covers(token.i) or (quote.cue and quote.cue[0] <= token.i < quote.cue[1]):
                continue
            if quote.stance in ("judges", "holds", "mentions"):
                continue
            r.source = quote.speaker_head if r.source is None else r.source
            if quote.stance == "denies":
                r.to("denied", "denied by the source")
            elif quote.stance in ("asks", "wants", "plans"):
                r.to("planned", "asked for" if quote.stance == "asks" else "wanted or planned")
            elif quote.stance == "notion":
                r.to("hypothetical", "a notion")
            else:
                r.to("attributed", "direct speech" if quote.direct else "reported speech")
        if r.source is None and any(a < token.i < b for a, b in self._marked):
            r.to("attributed", "in quotation marks")

    def _is_content(self, token: Token, cue: Token) -> bool:
        """Whether a token is in what a cue attributes, where its attribution was read; else the tree is believed."""
        found = self._by_cue.get(cue.i)
        return found is None or any(q.covers(token.i) for q in found)

    def _own(self, token: Token, r: _Reading) -> None:
        """Auxiliaries, negation and adverbs of the predicate itself."""
        carriers = [token]
        if self._carried(token):
            carriers.append(token.head)
        for t in carriers:
            for child in sorted(t.children, key=lambda x: x.tag_ == "MD"):  # a negated modal is another modal
                self._modifier(t, child, r)
        verb = token.head if token.dep_ in _CARRIED else token
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ == "ROOT" and verb.sent.text.rstrip().endswith("?"):
            r.to("hypothetical", "question")

    def _carried(self, token: Token) -> bool:
        """Whether the verb above only says the noun or adjective of its subject, so that its negation is theirs."""
        if token.dep_ in ("attr", "oprd", "acomp"):
            return token.pos_ in ("NOUN", "PROPN", "ADJ")
        light = self.lexicon.is_light(grammar.lemma(token.head))
        return token.dep_ in ("dobj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN") and light

    def _selected(self, token: Token, r: _Reading) -> None:
        """What the words that select the event say of how far it is real."""
        for selection in commitment.selections(token):
            word = selection[0].lower_
            if commitment.holds(selection, self.cues.possible_content):
                r.doubt("possible", f"open: {word}")
            elif commitment.holds(selection, self.cues.probable_content):
                r.doubt("probable", f"expected: {word}")
            elif not r.negative and commitment.holds(selection, self.cues.undone):
                r.negative = True
                r.why.append(f"undone: {word}")

    def _modifier(self, head: Token, child: Token, r: _Reading) -> None:
        c, word = self.cues, child.lower_
        if child.dep_ == "neg" or (word in c.negation and child.dep_ in ("det", "advmod", "neg", "preconj", "cc")):
            if not (word == "no" and child.dep_ == "det" and child.head.i != head.i) and not _only(child):
                r.negative = not r.negative
                r.why.append(f"negation: {word}")
        elif child.dep_ in ("dobj", "nsubj", "nsubjpass") and any(
            x.lower_ == "no" and x.dep_ == "det" for x in child.children
        ):
            r.negative = True
            r.why.append("negation: no")
        elif child.dep_ in ("aux", "auxpass") and child.tag_ == "MD":
            self._modal(head, word, r)
        elif child.dep_ in ("advmod", "amod", "compound"):
            if child.dep_ == "advmod" and any(x.lower_ == "no" for x in child.children):
                r.negative = not r.negative
                r.why.append(f"negation: no {word}")
            elif word in c.attributed:
                r.to("attributed", f"hedge: {word}")
            elif word in c.possible:
                r.doubt("possible", f"hedge: {word}")
            elif word in c.probable:
                r.doubt("probable", f"hedge: {word}")
            elif child.dep_ != "advmod" and word in c.hedging_adjectives:
                r.to("attributed" if word in ("alleged", "suspected") else "hypothetical", f"hedge: {word}")
        elif child.dep_ == "mark" and word in c.condition_marks and head.dep_ == "advcl":
            r.to("hypothetical", f"condition: {word}")
        elif child.dep_ == "advcl" and any(x.dep_ == "mark" and x.lower_ in ("if", "unless") for x in child.children):
            r.to("hypothetical", "under a condition")

    def _modal(self, head: Token, word: str, r: _Reading) -> None:
        c = self.cues
        perfect = any(x.dep_ == "aux" and x.lemma_ == "have" for x in head.children)
        if word in c.plan_modals:
            r.to("planned", f"future: {word}")
        elif word in ("may", "might") or (word == "could" and not perfect):
            if word != "could" or not r.negative:  # "could not come": did not
                r.doubt("possible", f"modal: {word}")
            r.to("hypothetical", f"modal: {word}")
        elif word == "can" and grammar.is_passive(head):  # said of nobody's ability
            r.doubt("possible", f"modal: {word}")
            r.to("hypothetical", f"modal: {word}")
        elif word in ("would", "'d") and self._reported_in_past(head):
            r.to("planned", f"future in the past: {word}")
        elif word in c.condition_modals:
            r.to("hypothetical", f"modal: {word}")

    def _reported_in_past(self, verb: Token) -> bool:
        """*announced that it would …*: the speaker's *will*, unless a condition stands beside it."""
        above = verb.head
        return (
            verb.dep_ == "ccomp"
            and above.tag_ in ("VBD", "VBN")
            and above.lemma_.lower() in self.cues.reporting
            and not any(
                x.dep_ == "advcl" and any(y.dep_ == "mark" and y.lower_ == "if" for y in x.children)
                for x in verb.children
            )
            and not any(x.dep_ in ("acomp",) for x in verb.children)
        )

    def _climb(self, token: Token, r: _Reading) -> None:
        """What the clauses above say of this one."""
        node = token
        for _ in range(12):
            head = node.head
            if head == node or (node.dep_ not in _CLAUSAL and node.dep_ != "prep"):
                return
            self._step(node, head, r, token)
            self._open(node, head, r)
            node = head

    def _open(self, node: Token, head: Token, r: _Reading) -> None:
        """What an open end says: *if it votes to leave* (a verb the tagger took for a noun), *promised to wait until they leave*."""
        if node.dep_ == "xcomp" and head.pos_ == "NOUN" and head.dep_ == "advcl":
            self._inherit(head, r)
        until = node.dep_ == "advcl" and any(x.dep_ == "mark" and x.lower_ in ("until", "till") for x in node.children)
        if until and head.lemma_.lower() in self.cues.plan_verbs:
            r.to("hypothetical", f"what it lasts until, complement of {head.lemma_.lower()}")

    def _step(self, node: Token, head: Token, r: _Reading, start: Token) -> None:
        """What one clause or phrase above says; `start` is where the climb began."""
        predicate, verbal = node.pos_ in ("VERB", "AUX"), head.pos_ in ("VERB", "AUX")
        if node.dep_ in ("xcomp", "ccomp") and (verbal or head.pos_ == "ADJ"):
            self._complement(node, head, r, start)
        elif node.dep_ == "acl" and predicate and node.tag_ == "VB":
            word = head.lemma_.lower()
            if word in self.cues.plan_nouns or word in self.cues.unreal_nouns:
                intended = word in ("plan", "decision", "intention", "commitment")
                r.to("planned" if intended else "hypothetical", f"complement of {word}")
        elif node.dep_ == "advcl" and predicate:
            if node.tag_ == "VB" and any(x.dep_ == "aux" and x.lower_ == "to" for x in node.children):
                r.to("hypothetical", "purpose")
        elif node.dep_ == "pcomp" and predicate:
            self._gerund(node, head, r)
        elif node.dep_ in ("relcl", "acl") and node == start:
            if any(x.lemma_ == "depict" for x in (head, head.head)):
                r.to("hypothetical", "depicted")
        elif node.dep_ in _TRANSPARENT and verbal:
            self._argument(node, head, r, start)
        elif node.dep_ == "pobj":
            self._prepositional(head, r)

    def _complement(self, node: Token, head: Token, r: _Reading, start: Token) -> None:
        """*refused to …*, *plans to …*, *said that …*: what a verb or adjective says of the clause it governs."""
        c, word, open_ = self.cues, head.lemma_.lower(), node.dep_ == "xcomp"
        if word in c.negating_verbs and open_:
            r.negative = not r.negative
            r.to("hypothetical", f"complement of {word}")
        elif open_ and word == "be" and node.tag_ == "VB":
            r.to("planned", "is to")
        elif open_ and word in c.plan_verbs and word not in c.factual_verbs and node.pos_ in ("VERB", "AUX"):
            r.to("planned", f"complement of {word}")
        elif (word in _HOLDING and r.status == "asserted") or (word in _PROFESSING and open_):
            r.to("attributed", f"complement of {word}")
        elif word in c.reporting and not open_ and self._is_content(start, head):
            stance = {"denies": "denied", "asks": "planned"}.get(c.reporting[word], "attributed")
            r.to(stance, f"complement of {word}")  # type: ignore[arg-type]
        self._inherit(head, r)

    def _argument(self, node: Token, head: Token, r: _Reading, start: Token) -> None:
        """*seeks a deal*, *denied the theft*: what a verb says of its object, its predicate or what it is coordinated with."""
        word = head.lemma_.lower()
        if node == start and _shares_negation(node, head):
            r.negative = not r.negative
            r.why.append(f"negation before {head.lower_}")
        own = node == start and self._carried(start)  # already read as its own negation
        self._inherit(head, r, skip_negation=own or node.dep_ == "conj")
        if node.dep_ != "dobj":
            return
        definite = any(x.dep_ == "poss" or x.lower_ == "the" for x in node.children)
        if word in self.cues.negating_verbs and not definite:
            r.to("hypothetical", f"object of {word}")
        elif word in _WANTING:
            r.to("planned", f"object of {word}")

    def _prepositional(self, prep: Token, r: _Reading) -> None:
        """*charged with fraud*, *without a deal*, *hopes of a deal*."""
        governor = prep.head.lemma_.lower()
        if prep.dep_ == "prep" and governor in self.cues.verdict_verbs and prep.lower_ in ("of", "for", "with"):
            r.to("attributed", f"allegation: {governor}")
        elif prep.lower_ == "without":
            r.negative = True
            r.why.append("negation: without")
        elif governor in self.cues.unreal_nouns and prep.lower_ in ("of", "for"):
            r.to("hypothetical", f"{governor} {prep.lower_}")

    def _gerund(self, node: Token, prep: Token, r: _Reading) -> None:
        governor = prep.head.lemma_.lower()
        if prep.lower_ == "without":
            r.negative = True
            r.why.append("negation: without")
        elif governor in self.cues.verdict_verbs and prep.lower_ in ("of", "for", "with"):
            r.to("attributed", f"allegation: {governor}")
        elif prep.lower_ in ("before", "to", "at", "from", "against", "about", "instead"):
            r.to("hypothetical", f"after {prep.lower_}")
        elif governor in self.cues.plan_nouns or governor in self.cues.unreal_nouns:
            r.to("hypothetical", f"{governor} {prep.lower_}")

    def _inherit(self, head: Token, r: _Reading, skip_negation: bool = False) -> None:
        """What the governing verb's own auxiliaries say holds for its complement too."""
        for child in head.children:
            if child.dep_ in ("aux", "auxpass") and child.tag_ == "MD":
                self._modal(head, child.lower_, r)
            elif child.dep_ == "neg" and not skip_negation:
                r.to("hypothetical", "under a negation")
            elif child.dep_ == "mark" and child.lower_ in self.cues.condition_marks and head.dep_ == "advcl":
                r.to("hypothetical", f"condition: {child.lower_}")


def _aside(token: Token) -> bool:
    """Whether a noun is said beside a name in passing, so that the clause around them does not bear on it.

    *Broadcom may sue the carmaker Acme* does not doubt that Acme makes cars (presupposition).
    """
    if token.dep_ in ("compound", "nmod"):
        return token.pos_ in ("NOUN", "PROPN") and token.head.pos_ == "PROPN"
    return token.pos_ == "NOUN" and (token.dep_ == "appos" or bool(grammar.name_behind(token)))


def _only(negation: Token) -> bool:
    """*not only*, *not merely*: no negation of what follows."""
    following = negation.doc[negation.i + 1 : negation.i + 2].text.lower()
    return following in ("only", "merely", "just", "simply")


def _shares_negation(verb: Token, first: Token) -> bool:
    """*did not buy or sell*: one negation for both, as one auxiliary; not *did not buy but sold*, *… and he sold*."""
    return (
        verb.dep_ == "conj"
        and verb.tag_ == first.tag_
        and any(c.dep_ == "neg" and not _only(c) for c in first.children)
        and not any(c.dep_ in ("neg", "aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
        and not any(c.dep_ == "cc" and c.lower_ in ("but", "yet") for c in first.children)
    )


def _is_alternative(verb: Token) -> bool:
    """Whether a verb is one of two that are left open: *is either re-elected or replaced*."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(c.dep_ in ("preconj", "cc") and c.lower_ == "either" for c in first.children)

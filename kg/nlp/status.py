"""Status: whether a statement is affirmed, how sure, whose word it is, and whether it is said to have happened.

Computed for any predicate token by walking up its clause: each step may negate, hedge, suppose, plan or attribute.
The notions follow FactBank (Saurí & Pustejovsky 2009) and the implicative classes of Karttunen (1971).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.lang.lexicon import load as load_lexicon
from kg.model import Certainty, StatusName
from kg.nlp import clauses, commitment, fiction, grammar
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

    def __init__(self, doc: Doc, quotes: Sequence[TokenQuote], coming: Container[int] = ()) -> None:
        """
        Args:
            doc: parsed.
            quotes: who is reported to say what.
            coming: tokens of times after the day of publication (`when.coming`).
        """
        self.doc, self.cues, self.lexicon, self._coming = doc, load_cues(), load_lexicon(), coming
        self.quotes = sorted(quotes, key=lambda q: q.end - q.start)
        self._over: dict[int, list[TokenQuote]] = {}  # token → the quotations it is in, the shortest first
        for quote in self.quotes:
            for i in {i for part in ((quote.start, quote.end), *quote.parts) for i in range(*part)}:
                self._over.setdefault(i, []).append(quote)
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
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "NOUN" and self._schedules(token):
            r.to("planned", f"subject of {token.head.lower_}")
        if token.pos_ == "VERB" and _is_alternative(token):
            r.doubt("possible", "either … or")
        if (work := fiction.of(token)) is not None:
            r.to("hypothetical", f"happens in a {work}")
        if not aside:
            self._climb(token, r)
            self._selected(token, r)
        if r.negative and r.status == "asserted":
            r.to("denied", "negated")
        return TokenStatus("negative" if r.negative else "positive", r.certainty, r.status, r.source, "; ".join(r.why))

    def _schedules(self, noun: Token) -> bool:
        """Whether what a noun is the subject of is to come: *the vote is scheduled*, *is due*, *is to be held*, *is set to open*."""
        verb = noun.head
        if noun.dep_ == "nsubj" or verb.lemma_ in load_closed().copula:
            present = verb.tag_ in ("VBZ", "VBP") or not clauses.is_past(verb)
            owed = any(c.dep_ in ("acomp", "oprd") and c.lower_ in self.cues.owed for c in verb.children)
            held = any(c.dep_ == "xcomp" and clauses.is_infinitive(c) and grammar.is_passive(c) for c in verb.children)
            return verb.lemma_ in load_closed().copula and present and (owed or held)
        to_come = verb.lemma_ in self.cues.due and any(c.dep_ == "xcomp" for c in verb.children)
        goals = (o for _, o in grammar.prepositional(verb, *load_closed().benefactive))
        dated = verb.lower_ in self.cues.owed and any(
            o.ent_type_ in ("DATE", "TIME") for o in goals
        )  # "set for June 25"
        return verb.lemma_ in self.cues.scheduling or to_come or dated

    def _attribution(self, token: Token, r: _Reading, aside: bool) -> None:
        name = clauses.told_of_name(token)
        for quote in self._over.get(token.i, ()):
            if aside and not quote.direct:
                continue  # what a writer puts beside a name is the writer's, whoever is being reported
            if name is not None and not quote.direct and quote.covers(name.i):
                continue
            if quote.cue and quote.cue[0] <= token.i < quote.cue[1]:
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
        if clauses.is_inverted(token):
            r.to("hypothetical", "condition: inverted")
        verb = token.head if token.dep_ in _CARRIED else token
        if self._is_to_come(verb):
            r.to("planned", "at a time to come")
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ == "ROOT" and clauses.asks(verb):
            r.to("hypothetical", "question")

    def _is_unproven(self, noun: Token) -> bool:
        """Whether a noun says that nothing tells for what its clause says: *no evidence that she left*; not *no doubt that*."""
        return clauses.is_nobody(noun) and grammar.lemma(noun) in self.cues.proving

    def _is_to_come(self, verb: Token) -> bool:
        """Whether a present stands at a time after publication: *goes on display next month*, *is flying to Oslo on Sunday*."""
        if grammar.lemma(verb) not in self.cues.arranged or not clauses.is_present(verb):
            return False
        for child in verb.children:
            beside = child.dep_ in ("npadvmod", "advmod", "tmod") or (
                child.dep_ == "prep" and child.lower_ in self.cues.dating
            )
            when = [child, *(o for o in child.children if o.dep_ == "pobj")] if child.dep_ == "prep" else [child]
            if beside and any(t.i in self._coming for t in when):
                return True
        return False

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
        if child.dep_ == "neg" and _until(head):
            return  # "not due until October": due then
        if child.dep_ == "cc" and any(x.dep_ == "conj" and x.i > child.i for x in head.children):
            return  # "neither confirmed nor denied": of the second, or of both already
        if child.dep_ == "neg" or (word in c.negation and child.dep_ in ("det", "advmod", "neg", "preconj", "cc")):
            if not (word in load_closed().negative and child.dep_ == "det" and child.head.i != head.i) and not _only(
                child
            ):
                r.negative = not r.negative
                r.why.append(f"negation: {word}")
        elif child.dep_ in ("dobj", "dative", "nsubj", "nsubjpass") and (clauses.is_nobody(child) or _neither(child)):
            r.negative = True
            r.why.append("negation: no")
        elif (
            word in c.nearly and child.i == head.i - 1 and grammar.lemma(head) not in c.gradual and head.pos_ == "VERB"
        ):
            r.doubt("possible", f"hedge: {word}")
        elif child.dep_ in ("aux", "auxpass") and child.tag_ == "MD":
            self._modal(head, word, r)
        elif child.dep_ == "aux" and child.tag_ == "TO" and clauses.is_announced(head):
            r.to("planned", "is to, as headlines have it")
        elif child.dep_ in ("advmod", "amod", "compound"):
            if child.dep_ == "advmod" and _negated(child):
                r.negative = not r.negative
                r.why.append(f"negation before {word}")
            elif word in c.attributed:
                r.to("attributed", f"hedge: {word}")
            elif word in c.possible:
                r.doubt("possible", f"hedge: {word}")
            elif word in c.probable:
                r.doubt("probable", f"hedge: {word}")
            elif child.dep_ != "advmod" and word in c.hedging_adjectives:
                r.to("attributed" if word in c.alleging_adjectives else "hypothetical", f"hedge: {word}")
        elif child.dep_ == "mark" and word in c.condition_marks and head.dep_ == "advcl":
            r.to("hypothetical", f"condition: {word}")
        elif child.dep_ == "advcl" and any(
            x.dep_ == "mark" and x.lower_ in load_closed().conditional for x in child.children
        ):
            r.to("hypothetical", "under a condition")

    def _modal(self, head: Token, word: str, r: _Reading) -> None:
        c = self.cues
        perfect = any(x.dep_ == "aux" and x.lemma_ in load_closed().perfect for x in head.children)
        if word in c.plan_modals:
            r.to("planned", f"future: {word}")
        elif word in load_closed().epistemic or (word in load_closed().conditional_ability and not perfect):
            if word not in load_closed().conditional_ability or not r.negative:  # "could not come": did not
                r.doubt("possible", f"modal: {word}")
            r.to("hypothetical", f"modal: {word}")
        elif word in load_closed().ability and grammar.is_passive(head):  # said of nobody's ability
            r.doubt("possible", f"modal: {word}")
            r.to("hypothetical", f"modal: {word}")
        elif word in load_closed().past_future and self._reported_in_past(head):
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
                x.dep_ == "advcl" and any(y.dep_ == "mark" and y.lower_ in load_closed().hypothesis for y in x.children)
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
            if clauses.is_set_off(node) or clauses.is_beside(node, head) or self._is_given(node):
                return  # it is told in passing, or only set beside what stands above
            if clauses.is_inverted(head):
                r.to("hypothetical", "condition: inverted")
            self._step(node, head, r, token)
            self._open(node, head, r)
            node = head

    def _is_given(self, node: Token) -> bool:
        """Whether a clause tells what went before what stands above, planned or not: *to fill her seat after she resigned*."""
        marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in self.cues.given_marks for c in node.lefts)
        planned = node.head.dep_ in ("xcomp", "advcl") and node.head.head.dep_ in ("ROOT", "conj", "parataxis")
        return node.dep_ == "advcl" and marked and planned and clauses.is_past(node)

    def _open(self, node: Token, head: Token, r: _Reading) -> None:
        """What an open end says: *if it votes to leave* (a verb the tagger took for a noun), *promised to wait until they leave*."""
        if node.dep_ == "xcomp" and head.pos_ == "NOUN" and head.dep_ == "advcl":
            self._inherit(head, r)
        until = node.dep_ == "advcl" and any(
            x.dep_ == "mark" and x.lower_ in load_closed().terminative for x in node.children
        )
        if until and head.lemma_.lower() in self.cues.plan_verbs:
            r.to("hypothetical", f"what it lasts until, complement of {head.lemma_.lower()}")

    def _step(self, node: Token, head: Token, r: _Reading, start: Token) -> None:
        """What one clause or phrase above says; `start` is where the climb began."""
        predicate, verbal = node.pos_ in ("VERB", "AUX"), head.pos_ in ("VERB", "AUX")
        if node.dep_ in ("xcomp", "ccomp") and (verbal or head.pos_ == "ADJ"):
            self._complement(node, head, r, start)
        elif node.dep_ in ("acl", "relcl") and predicate and clauses.is_bare(node):
            self._infinitive_of_noun(node, head, r, start)
        elif node.dep_ == "advcl" and predicate:
            told = clauses.is_behind_ranked(node) or self._is_outcome(node, head)
            if clauses.is_infinitive(node) and not told:
                r.to("hypothetical", "purpose")
        elif node.dep_ == "pcomp" and predicate:
            self._gerund(node, head, r)
        elif node.dep_ in ("relcl", "acl", "ccomp") and predicate and self._is_unproven(head):
            r.to("hypothetical", "of no proof")
        elif node.dep_ in ("relcl", "acl") and node == start:
            if any(x.dep_ == "det" and x.lower_ in self.cues.of_any for x in head.lefts):
                r.to("hypothetical", "of any")
            if any(x.lemma_ in self.cues.depicting for x in (head, head.head)):
                r.to("hypothetical", "depicted")
        elif node.dep_ in _TRANSPARENT and verbal:
            self._argument(node, head, r, start)
        elif node.dep_ == "pobj":
            self._prepositional(node, head, r)

    def _infinitive_of_noun(self, node: Token, noun: Token, r: _Reading, start: Token) -> None:
        """*a plan to build*, *technology to support them*, *a monument to be built*; *the first woman to win* has won."""
        word = noun.lemma_.lower()
        if word in self.cues.negating_nouns:
            r.negative ^= self._is_said(start, node)
        if word in self.cues.intended:
            r.to("planned", f"complement of {word}")
        elif word in self.cues.plan_nouns or word in self.cues.unreal_nouns:
            r.to("hypothetical", f"complement of {word}")
        elif clauses.is_among_ranked(noun) or not clauses.is_infinitive(node):
            return
        elif grammar.is_passive(node):
            r.to("planned", "to be")
        else:
            r.to("hypothetical", f"infinitive of {word}")

    def _is_said(self, start: Token, node: Token) -> bool:
        """Whether a clause's predicate is what a climb began with, so that its negation is meant: not what it tells by the way."""
        said = start.head if self._carried(start) else start
        return said == node or (said.dep_ == "conj" and said in node.conjuncts)

    def _is_outcome(self, node: Token, head: Token) -> bool:
        """Whether an infinitive behind a verb is what came of it, not what for: *went on to cite*, *came to dominate*."""
        word = grammar.verb_key(head)
        if word in self.cues.implicative:
            return True
        first = min((c.i for c in node.children if c.dep_ in ("aux", "neg")), default=node.i)
        return word in self.cues.inchoative and first == head.i + 1 and node.lemma_.lower() in self.cues.becoming

    def _complement(self, node: Token, head: Token, r: _Reading, start: Token) -> None:
        """*refused to …*, *plans to …*, *said that …*: what a verb or adjective says of the clause it governs."""
        c, word, open_ = self.cues, head.lemma_.lower(), node.dep_ == "xcomp"
        if word in c.negating_verbs and open_:
            r.negative ^= self._is_said(start, node)
            r.to("hypothetical", f"complement of {word}")
        elif open_ and word in load_closed().copula and clauses.is_infinitive(node):
            r.to("planned", "is to")
        elif open_ and word in c.selecting and clauses.is_infinitive(node) and _object_before(node, head):
            r.to("planned", f"what {word} is for")
        elif open_ and c.reporting.get(word) == "says" and node.tag_ == "VB" and _object_before(node, head):
            r.to("hypothetical", "purpose")  # "announced a process to suggest designs"
        elif open_ and word in c.plan_verbs and word not in c.factual_verbs and node.pos_ in ("VERB", "AUX"):
            r.to("planned", f"complement of {word}")
        elif open_ and word in c.owed and head.pos_ == "ADJ" and clauses.is_infinitive(node):
            r.to("planned", f"{word} to")
        elif (
            word in c.hearing
            and not open_
            and clauses.is_finite(node)
            and any(x.dep_ == "nsubj" and grammar.lemma(x) in c.tribunals for x in head.lefts)
        ):
            r.to("attributed", "what a court hears")
        elif (word in c.holding and r.status == "asserted") or (word in c.professing and open_):
            r.to("attributed", f"complement of {word}")
        elif word in c.reporting and not open_ and self._is_content(start, head):
            stance = {"denies": "denied", "asks": "planned"}.get(c.reporting[word], "attributed")
            r.to(stance, f"complement of {word}")  # type: ignore[arg-type]
        raised = open_ and word in c.raising and self._is_said(start, node)
        if raised and not r.negative and any(_denies(x) for x in head.children):
            r.negative = True
            r.why.append(f"negation before {word}")
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
        definite = any(x.dep_ == "poss" or x.lower_ in load_closed().definite for x in node.children)
        if word in self.cues.negating_verbs and not definite:
            r.to("hypothetical", f"object of {word}")
        elif word in self.cues.wanting:
            r.to("planned", f"object of {word}")

    def _prepositional(self, noun: Token, prep: Token, r: _Reading) -> None:
        """*charged with fraud*, *without a deal*, *hopes of a deal*."""
        governor = prep.head.lemma_.lower()
        if (verb := grammar.verb_of_as(noun)) is not None and verb.pos_ in ("VERB", "AUX"):
            self._inherit(verb, r)  # "will return as president" makes nobody president
            if verb.lemma_.lower() in self.cues.proposing:
                r.to("planned", f"{verb.lemma_.lower()} as")
        if prep.dep_ == "prep" and governor in self.cues.verdict_verbs and prep.lower_ in load_closed().of_deeds:
            r.to("attributed", f"allegation: {governor}")
        elif prep.lower_ in load_closed().abessive:
            r.negative = True
            r.why.append("negation: without")
        elif governor in self.cues.unreal_nouns and prep.lower_ in load_closed().of_contents:
            r.to("hypothetical", f"{governor} {prep.lower_}")
        elif governor in self.cues.awaiting and prep.lower_ in load_closed().benefactive and prep.head.pos_ == "VERB":
            if not any(x.dep_ == "poss" or x.lower_ in load_closed().pointing for x in noun.children):
                r.to("planned", f"{governor} for")
        elif (
            prep.lower_ in load_closed().of_conditions and governor in self.cues.conditional and prep.head.pos_ == "ADJ"
        ):
            r.to("hypothetical", f"{governor} {prep.lower_}")
        elif prep.lower_ in load_closed().allative and governor in self.cues.due and _is_misread_infinitive(prep):
            r.to("planned", f"{governor} to")

    def _gerund(self, node: Token, prep: Token, r: _Reading) -> None:
        governor = prep.head.lemma_.lower()
        if prep.lower_ in load_closed().abessive:
            r.negative = True
            r.why.append("negation: without")
        elif governor in self.cues.verdict_verbs and prep.lower_ in load_closed().of_deeds:
            r.to("attributed", f"allegation: {governor}")
        elif prep.lower_ in load_closed().comitative and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.lefts):
            self._inherit(prep.head, r)  # "will hold it, with Lee taking a third"
        elif self._went_before(prep):
            return
        elif prep.lower_ in load_closed().unreal_gerund:
            r.to("hypothetical", f"after {prep.lower_}")
        elif governor in self.cues.plan_nouns or governor in self.cues.unreal_nouns:
            r.to("hypothetical", f"{governor} {prep.lower_}")

    def _went_before(self, prep: Token) -> bool:
        """Whether *before leaving*, *prior to leaving* stands beside something that happened and did not keep it from happening."""
        first = prep.head if prep.lower_ in load_closed().allative and prep.head.lower_ in self.cues.prior else prep
        verb = first.head
        if (first == prep) != (prep.lower_ in load_closed().antessive) or verb.pos_ != "VERB":
            return False
        passive = any(grammar.is_passive(c) for c in prep.children if c.dep_ == "pcomp")
        forestalled = passive or grammar.lemma(verb) in self.cues.forestalling
        denied = any(_denies(c) or (c.dep_ in ("nsubj", "nsubjpass") and clauses.is_nobody(c)) for c in verb.children)
        return _told_past(verb) and not denied and not forestalled

    def _inherit(self, head: Token, r: _Reading, skip_negation: bool = False) -> None:
        """What the governing verb's own auxiliaries say holds for its complement too."""
        for child in head.children:
            if child.dep_ in ("aux", "auxpass") and child.tag_ == "MD":
                self._modal(head, child.lower_, r)
            elif child.dep_ == "neg" and not skip_negation:
                r.to("hypothetical", "under a negation")
            elif child.dep_ == "mark" and child.lower_ in self.cues.condition_marks and head.dep_ == "advcl":
                r.to("hypothetical", f"condition: {child.lower_}")


def _neither(noun: Token) -> bool:
    """*neither Ana Prates nor Tom Reyes*; the parser may hang the word on a part of the name."""
    near = (noun, *(c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod", "poss")))
    return any(c.lower_ in load_closed().neither for t in near for c in t.lefts)


def _aside(token: Token) -> bool:
    """Whether a noun is said beside a name in passing, so that the clause around them does not bear on it.

    *Broadcom may sue the carmaker Acme* does not doubt that Acme makes cars (presupposition).
    """
    if token.dep_ in ("compound", "nmod"):
        return token.pos_ in ("NOUN", "PROPN") and token.head.pos_ == "PROPN"
    if token.dep_ == "amod":  # "London-based Acme"
        joined = token.tag_ == "VBN" and token.i > 1 and token.nbor(-1).text == "-"
        return joined and (token.head.pos_ == "PROPN" or any(c.dep_ == "appos" for c in token.head.rights))
    if token.pos_ == "PROPN" and not token.ent_type_ and clauses.is_identified(token):
        return any(c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.i > token.i for c in token.rights)
    if token.pos_ != "NOUN":
        return False
    joined = (token, token.head) if token.dep_ == "conj" else (token,)  # "its patriarch and chairman, Don Fernando"
    known = any(clauses.is_identified(t) for t in joined)
    named = known and any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > token.i for t in joined for c in t.rights)
    return token.dep_ == "appos" or named or bool(grammar.name_behind(token))


def _denies(child: Token) -> bool:
    """Whether a modifier of a verb negates it: *not*, *no longer*, *never before*."""
    if child.dep_ == "neg":
        return not _only(child)
    return child.dep_ == "advmod" and _negated(child)


def _negated(adverb: Token) -> bool:
    """*no longer*, *never before*, *not yet*; not *not only*."""
    words = [x for x in adverb.children if x.i < adverb.i and (x.dep_ == "neg" or x.lower_ in load_closed().negative)]
    return any(not _only(x) for x in words) and adverb.lower_ not in load_closed().restrictive


def _until(head: Token) -> bool:
    """Whether a negation only says when: *not due until October*, *did not leave until Friday*."""
    near = [head, *(c for c in head.children if c.dep_ in ("acomp", "oprd"))]
    preps = [
        c
        for n in near
        for c in n.children
        if c.dep_ == "prep" and c.lower_ in load_closed().terminative and c.i > head.i
    ]
    return any(o.ent_type_ in ("DATE", "TIME") for p in preps for o in p.children if o.dep_ == "pobj")


def _told_past(verb: Token) -> bool:
    """Whether a verb, or the one a participle of it stands beside, is told as past."""
    if verb.dep_ in ("advcl", "xcomp", "acl") and verb.tag_ in ("VBG", "VBN") and not clauses.has_subject(verb):
        return _told_past(verb.head)
    if verb.dep_ == "conj" and not clauses.helpers(verb) and not clauses.is_past(verb):
        return _told_past(verb.head)
    return clauses.is_past(verb)


def _object_before(node: Token, head: Token) -> bool:
    return any(c.dep_ == "dobj" and head.i < c.i < node.i for c in head.children)


def _is_misread_infinitive(to: Token) -> bool:
    """Whether a bare noun behind *to* is a verb that the tagger took for a noun: *was set to land*."""
    found = [c for c in to.children if c.dep_ == "pobj"]
    return bool(found) and found[0].i == to.i + 1 and found[0].tag_ == "NN"


def _only(negation: Token) -> bool:
    """*not only*, *not merely*: no negation of what follows."""
    following = negation.doc[negation.i + 1 : negation.i + 2].text.lower()
    return following in load_closed().restrictive


def _shares_negation(verb: Token, first: Token) -> bool:
    """*did not buy or sell*, *neither bought nor sold*: one negation for both; not *did not buy but sold*, *… and he sold*."""
    if verb.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ in load_closed().negative_additive and c.i < verb.i for c in first.children
    ):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == first.tag_
        and any(c.dep_ == "neg" and not _only(c) for c in first.children)
        and not any(c.dep_ in ("neg", "aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
        and not any(c.dep_ == "cc" and c.lower_ in load_closed().adversative for c in first.children)
    )


def _is_alternative(verb: Token) -> bool:
    """Whether a verb is one of two that are left open: *is either re-elected or replaced*."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(c.dep_ in ("preconj", "cc") and c.lower_ in load_closed().alternative for c in first.children)

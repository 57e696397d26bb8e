"""Which time expression dates what a token says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.cues import load as load_cues
from kg.lang.lexicon import load as load_lexicon
from kg.lang.times import load as load_times
from kg.model import TimeExpr
from kg.nlp import clauses, grammar, intervals
from kg.nlp.types import NUMBERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLIMB = frozenset({"xcomp", "acl", "dobj", "nsubjpass", "attr"})
_DATING = frozenset({"npadvmod", "advmod", "prep", "tmod", "nummod", "amod", "compound", "poss", "obl", "nmod"})
_BEFORE = frozenset({"nummod", "amod", "compound", "poss", "nmod"})
_BEHIND = frozenset({"prep", "npadvmod"})
_DEEPEST = 3


def coming(doc: Doc, times: Sequence[TimeExpr], published: str | None) -> frozenset[int]:
    """The tokens of dates and clock times that lie wholly after the day of publication (ISO 8601); where that is unknown, of *next week*."""
    found = frozenset[int]()
    for time in times:
        later = published and time.earliest and time.earliest[: len(published)] > published
        if time.type in ("DATE", "TIME") and (later or not published):
            span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            if span is not None and (later or _is_said_to_come(doc[span.start])):
                found |= frozenset(t.i for t in span)
    return found


def _is_said_to_come(first: Token) -> bool:
    """Whether a time begins with a word that sets it after the text: *next Saturday*; not *the next day*."""
    return (
        first.lower_ in load_times().future_words
        and first.nbor(-1 if first.i else 0).lower_ not in load_closed().definite
    )


def _ends(token: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in load_closed().completive for c in token.children)


def _describes(participle: Token) -> bool:
    """Whether a participle only says of a noun what it is or does: *a law mandating reports*, *a device attached to his feet*."""
    return participle.dep_ == "acl" and participle.tag_ in ("VBG", "VBN")


def _is_carried(noun: Token) -> bool:
    """Whether a verb only carries a noun, so that both are one happening: *made a decision*."""
    return noun.dep_ in ("dobj", "nsubjpass") and load_lexicon().is_light(grammar.lemma(noun.head))


class Calendar:
    """The time expressions of a document, looked up by the token they depend on."""

    def __init__(self, doc: Doc, times: Sequence[TimeExpr]) -> None:
        self._by_token: dict[int, TimeExpr] = {}
        self._spans: list[tuple[int, int, str]] = []
        self._datelines: set[str] = set()
        for time in sorted(times, key=lambda t: not intervals.is_interval(t)):  # of two ends, neither dates alone
            span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            if span is not None:
                if not intervals.is_interval(time):
                    self._spans.append((span.start, span.end, time.type))
                if _is_dateline(doc, span.start, span.end):
                    self._datelines.add(time.id)
                for token in span:
                    self._by_token.setdefault(token.i, time)

    def spans(self) -> list[tuple[int, int, str]]:
        """(first token, end token, TIMEX3 type) of each time expression."""
        return list(self._spans)

    def at(self, token: Token) -> TimeExpr | None:
        return self._by_token.get(token.i)

    def planned(self, noun: Token) -> TimeExpr | None:
        """The date for which an event is planned: *the hearing is scheduled for June 25*."""
        verb = noun.head
        if verb.lower_ not in load_cues().owed or any(c.dep_ in ("neg", "xcomp") for c in verb.children):
            return None
        dates = (self.at(o) for prep, o in grammar.prepositional(verb, *load_closed().benefactive) if o.i > verb.i)
        return _best([t for t in dates if t is not None and self._dates(t)])

    def behind_places(self, verb: Token) -> TimeExpr | None:
        """The date that the parser hangs on where or what place an event befalls: *taken to a hospital in Porto on Monday*."""
        named = [o for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for o in (c,)]
        return _best(self._behind(named + [o for _, o in grammar.prepositional(verb, *load_closed().whither)]))

    def _behind(self, places: Sequence[Token], depth: int = 0) -> list[TimeExpr]:
        found = []
        for place in places:
            if depth < _DEEPEST and _is_undated(place):
                found += [t for c in place.rights if c.dep_ in _BEHIND for t in self._within(place, c, _BEHIND)]
                found += self._behind([o for _, o in grammar.prepositional(place, *load_closed().whither)], depth + 1)
        return found

    def beside(self, noun: Token) -> TimeExpr | None:
        """The date or time among the modifiers of a noun that is a subject: *a fire yesterday afternoon killed five girls*."""
        return _best([t for c in noun.children for t in self._within(noun, c, _DATING)])

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
            if not climb or (
                token.dep_ == "conj" and any(c.lower_ in load_closed().subsequent for c in token.children)
            ):
                return None
            if (token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX", "NOUN") and token.head.i < token.i) or (
                token.dep_ in _CLIMB and token.head.pos_ in ("VERB", "AUX", "NOUN") and not _describes(token)
            ):
                first = token.head.idx if token.dep_ == "conj" and first is None else first
                climbed += token.dep_ != "conj" and not _is_carried(token)
                if climbed > 1:
                    return None  # "In July, he helped to arrange a meeting": when the meeting was, nobody says
                if (ahead := self._of_content(token.head, token)) is not None:
                    return ahead
                token = token.head
            elif _is_misread(token):
                return self._of_content(token.head.head, token.head)
            else:
                return None
        return None

    def _of_content(self, verb: Token, content: Token) -> TimeExpr | None:
        """What dates what a verb plans, not the planning: *are to travel on Friday*, *was set to land on Monday*."""
        if _looks_ahead(verb, content):
            found = [t for c in verb.children for t in self._within(verb, c, _DATING)]
            return _best([t for t in found if _is_content_time(verb, content, t)])
        return None

    def _among_children(self, token: Token, dating: frozenset[str]) -> TimeExpr | None:
        """The best of what is said of a token, but for what dates something else beside it."""
        found = [t for c in token.children for t in self._within(token, c, dating)]
        content = next((c for c in token.children if _looks_ahead(token, c)), None)
        if content is not None:
            found = [t for t in found if not _is_content_time(token, content, t)]
        if _has_object_clause(token):
            found += self._of_conveying(token)
        elif token.dep_ == "relcl" and token.head.dep_ == "dobj" and _has_object_clause(token.head.head):
            above = self._of_conveying(token.head.head)
            found = [t for t in found if t not in above]
        if _is_present_perfect(token):
            found = [t for t in found if not self._is_over(token, t)]
        elif token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "NOUN":
            found = found or self._of_subject(token, dating)
        return _best(found)

    def _of_subject(self, noun: Token, dating: frozenset[str]) -> list[TimeExpr]:
        """What the parser hangs on the verb, though it stands between subject and perfect; when what is due is due."""
        verb = noun.head
        found = [t for c in verb.children for t in self._within(verb, c, dating)]
        beside = [t for t in found if _is_present_perfect(verb) and self._is_over(verb, t)]
        owed = [c for c in verb.children if c.dep_ in ("acomp", "oprd") and c.lower_ in load_cues().owed]
        return beside or [t for o in owed for c in o.children for t in self._within(o, c, dating)]

    def _is_over(self, verb: Token, time: TimeExpr) -> bool:
        """Whether a time that is over stands between a subject and the *has* of its verb: *the response last week has inspired*.

        No perfect takes such a time, but what the subject tells of does.
        """
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        helper = next((c for c in clauses.helpers(verb) if c.i < verb.i), None)
        if subject is None or helper is None or not subject.idx < time.span.start < helper.idx:
            return False
        return not any(self.at(t) is time and t.lower_ in load_closed().lasting for t in verb.doc[subject.i : helper.i])

    def _of_conveying(self, verb: Token) -> list[TimeExpr]:
        """Times behind the goal of a verb, which the parser hangs on a clause in its object: *took what he made to school on Monday*."""
        inner = next(c for o in verb.children if o.dep_ == "dobj" for c in o.children if c.dep_ == "relcl")
        goal = next(
            (c.i for c in inner.rights if c.dep_ in ("prep", "dative") and c.lower_ in load_closed().goal), None
        )
        later = [c for c in inner.rights if goal is not None and c.i > goal]
        return [t for c in later for t in self._within(inner, c, _DATING)]

    def _within(self, token: Token, child: Token, dating: frozenset[str]) -> list[TimeExpr]:
        """The times a modifier of a token tells."""
        if child.dep_ not in dating:
            return []
        inner = [child]
        if child.dep_ == "prep":
            stretch = self.at(child)
            if stretch is not None and intervals.is_interval(stretch):
                return [stretch]
            if child.lower_ in load_closed().essive:  # "served as mayor from 2008 until 2016"
                ends = [self.at(c) for o in child.children for c in o.children]
                return [t for t in ends if t is not None and intervals.is_interval(t)]
            if _is_bound(token, child):
                return []  # says when it began or ended, not when it happened
            inner += [c for c in child.children if c.dep_ in ("pobj", "pcomp", "advmod", "npadvmod", "amod")]
        elif child.dep_ in ("advmod", "npadvmod"):
            inner += [c for c in child.children if c.dep_ in ("npadvmod", "advmod")]
        return [t for one in inner if (t := self.at(one)) is not None and self._dates(t)]

    def _dates(self, time: TimeExpr) -> bool:
        dated = time.type in ("DATE", "TIME") or intervals.is_interval(time)
        vague = time.value in (None, "PRESENT_REF", "PAST_REF", "FUTURE_REF")
        return dated and not vague and time.id not in self._datelines


def _is_bound(token: Token, prep: Token) -> bool:
    """Whether a preposition only says when something began or ended: *since May*, *from Monday to Friday*; not *not until May*."""
    if prep.lower_ in load_closed().bounding:
        return not (prep.lower_ in load_closed().terminative and _is_denied(token))
    if _is_of_base(token, prep):
        return True
    if prep.lower_ in load_closed().ablative and any(c.dep_ in ("pcomp", "npadvmod", "advmod") for c in prep.children):
        return True  # "fell from a year earlier": what it is compared with
    goal = prep.lower_ in load_closed().allative or (
        prep.lower_ in load_closed().benefactive and token.pos_ == "VERB"
    )  # "put off to 2028", "listed for Monday"
    return goal or (prep.lower_ in load_closed().ablative and _ends(token))


def _is_of_base(token: Token, prep: Token) -> bool:
    """Whether the time of a phrase is that of the number right before it, from which something rose or fell: *to 5 from 3 in 2017*."""
    doc, first = token.doc, token.sent.start
    i = prep.i - 1
    while i > first and (doc[i].tag_ in ("CD", "$") or doc[i].ent_type_ in NUMBERS):
        i -= 1
    return i < prep.i - 1 and doc[i].lower_ in load_closed().ablative and i > token.i


def _is_undated(noun: Token) -> bool:
    """Whether a noun names or means a place, which has no date of its own."""
    return noun.ent_type_ in ("GPE", "LOC", "FAC") or grammar.is_site(noun)


def _best(found: Sequence[TimeExpr]) -> TimeExpr | None:
    return min(found, key=lambda t: (t.type == "TIME", t.span.start)) if found else None


def _is_dateline(doc: Doc, start: int, end: int) -> bool:
    """Whether a full date opens a text or paragraph, with the first sentence right behind it: *Thursday, May 7, 2015 On Tuesday, …*."""
    opens = doc[start].is_sent_start or start == 0
    if not opens or doc[start].lower_ not in load_lexicon().weekdays or not doc[end - 1].text.isdigit():
        return False
    following = next((t for t in doc[end : end + 2] if not t.is_space), None)
    return following is not None and following.text[:1].isupper()


def _looks_ahead(verb: Token, content: Token) -> bool:
    """Whether a verb says of its infinitive that it is to come: *is to*, *is set to*, *plans to*."""
    cues, word = load_cues(), grammar.lemma(verb)
    if content.dep_ == "xcomp" and clauses.is_infinitive(content):
        return (
            word in load_closed().copula
            or word in cues.due
            or (word in cues.plan_verbs and word not in cues.factual_verbs)
        )
    return (
        content.dep_ == "prep"
        and content.lower_ in load_closed().allative
        and word in cues.due
        and any(map(_is_misread, content.children))
    )


def _is_misread(noun: Token) -> bool:
    """Whether a bare noun behind *to* is an infinitive that the tagger took for a noun: *was set to land*."""
    to = noun.head
    return (
        noun.dep_ == "pobj"
        and noun.tag_ == "NN"
        and to.lower_ in load_closed().allative
        and noun.i == to.i + 1
        and to.head.pos_ == "VERB"
    )


def _is_content_time(verb: Token, content: Token, time: TimeExpr) -> bool:
    """Whether a time on a verb that looks ahead is when the infinitive is to happen: always for a *be*, else behind it."""
    return grammar.lemma(verb) in load_closed().copula or time.span.start > content.idx


def _has_object_clause(verb: Token) -> bool:
    """Whether the object of a verb that takes something somewhere has a clause with a verb of another kind."""
    conveying = load_lexicon().conveying
    return grammar.lemma(verb) in conveying and any(
        c.dep_ == "relcl" and grammar.lemma(c) not in conveying and not clauses.is_set_off(c)
        for o in verb.children
        if o.dep_ == "dobj"
        for c in o.children
    )


def _is_present_perfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.children)


def _is_denied(token: Token) -> bool:
    near = (token, token.head) if token.dep_ in ("acomp", "oprd") else (token,)
    return any(c.dep_ == "neg" for t in near for c in t.children)

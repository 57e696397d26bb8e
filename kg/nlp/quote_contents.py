"""Reported speech without marks: for each cue word, the stretch of text that is the source's content.

One function a construction; each gives the content's stretches of tokens, the first one first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lang.attribution import Attribution
from kg.nlp import quote_cues
from kg.nlp.grammar import is_passive
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_OUTER = frozenset(",;:—–-")
_TIMES = frozenset({"DATE", "TIME"})
_OBJECT_PREPS = frozenset({"for", "as", "of", "over", "about", "to", "on", "with", "against", "from", "in"})


@dataclass(frozen=True, slots=True)
class Found:
    """Content found for a cue word: `cue` where the construction widens it, `source` where it is not the subject."""

    spans: tuple[Span, ...]
    stance: str
    cue: Span | None = None


class Reader:
    """Reads the reported speech of one document.

    Args:
        doc: parsed.
        words: the attributing words.
        marked: stretches in quotation marks.
    """

    def __init__(self, doc: Doc, words: Attribution, marked: list[Span]) -> None:
        self.doc, self.words, self.marked = doc, words, marked

    def read(self, token: Token) -> Iterator[TokenQuote]:
        """The attributions a token is the cue word of."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in self.words.verbs:
            yield from self._of_verb(token, lemma)
        elif token.pos_ == "NOUN":
            yield from self._of_noun(token, lemma)
        elif token.pos_ in ("ADJ", "VERB") and lemma in self.words.adjectives:
            yield from self._of_adjective(token)
        elif token.pos_ == "ADV" and token.lower_ in self.words.adverbs:
            yield from self._of_adverb(token)

    # ------------------------------------------------------------------ verbs

    def _of_verb(self, verb: Token, lemma: str) -> Iterator[TokenQuote]:
        cue = quote_cues.verb_group(verb)
        ways: tuple[Callable[[Token, str, Span], Found | None], ...] = (
            self._clause,
            self._infinitive,
            self._predicate,
            self._prepositional,
            self._object,
        )
        for way in ways:
            found = way(verb, lemma, cue)
            if found is not None:
                break
        else:
            return
        cue = found.cue or cue
        heads = quote_cues.sources(verb)
        if not heads and (lemma not in self.words.impersonal if is_passive(verb) else verb.tag_ in ("VB", "VBG")):
            return
        if verb.dep_ == "acl" and (maker := quote_cues.issued(verb.head, self.words)):
            heads, cue = maker[0], (maker[1], cue[1])
        yield from self._made(found, cue, heads)

    def _made(self, found: Found, cue: Span, heads: list[Token], listed: bool = True) -> Iterator[TokenQuote]:
        speaker, head = quote_cues.span_of(heads, cue)
        spans = [s for s in found.spans if s[1] > s[0]]
        if not spans or any(a <= cue[0] < b for a, b in spans):
            return
        if speaker is not None and any(a <= speaker[0] < b and a <= speaker[1] - 1 < b for a, b in spans):
            speaker, head = None, None  # the parser took a part of the content for the source
        (start, end), *rest = spans
        yield TokenQuote(start, end, cue, speaker, head, False, found.stance, tuple(rest), listed)

    def _clause(self, verb: Token, lemma: str, cue: Span) -> Found | None:
        stance = self.words.clause.get(lemma) or self.words.infinitive.get(lemma)
        if stance is None:
            return None
        clauses = [c for c in verb.children if c.dep_ == "ccomp" and not self._is_small(c)]
        if not clauses:
            return self._parenthetical(verb, cue, stance)
        after = [c for c in clauses if c.i > verb.i]
        if not after:
            around = self._around(verb, cue, clauses[0])
            return Found(around, stance) if self._set_off(around[0]) and lemma in self.words.clause else None
        clause = after[0]
        bare = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        if bare:
            stance = self.words.infinitive.get(lemma, stance)
            if lemma not in self.words.infinitive:
                return None
        start = max(clause.left_edge.i, cue[1])
        end = max(self._clause_end(c) for c in after)
        if (before := self._before(verb, cue, clause)) is not None:
            return Found((before, self._closed(self._later(verb, clause, start, end))), stance)
        return Found((self._closed(self._later(verb, clause, start, end)),), stance)

    def _clause_end(self, clause: Token) -> int:
        """The right edge of a clause, without what the parser coordinates with it and is another's word or a new fact."""
        end = clause.right_edge.i + 1
        bare = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.lefts)
        for child in clause.rights:
            if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
                continue
            speaks = child.lemma_.lower() in self.words.clause and any(c.dep_ == "ccomp" for c in child.rights)
            if (speaks and any(c.dep_ == "nsubj" for c in child.lefts)) or (
                bare and child.tag_ in ("VBD", "VBZ", "VBP")
            ):
                joint = [c.i for c in clause.rights if c.dep_ == "cc" and c.i < child.i]
                return max(joint) if joint else child.left_edge.i
        return end

    def _before(self, verb: Token, cue: Span, clause: Token) -> Span | None:
        """What of a clause stands before *X, he said, Y*: its subject or an adverbial, set off by a comma."""
        left = clause.left_edge.i
        if left >= verb.i or clause.i < verb.i:
            return None
        edge = min([cue[0], *(quote_cues.span_of([s], cue)[0][0] for s in self._own(verb))])  # type: ignore[index]
        if edge <= left or self.doc[edge - 1].text not in _OUTER:
            return None
        return self._bare(left, edge)

    def _own(self, verb: Token) -> list[Token]:
        return [
            c for c in verb.children if c.dep_ == "nsubj" and quote_cues.span_of([c], quote_cues.verb_group(verb))[0]
        ]

    def _around(self, verb: Token, cue: Span, clause: Token) -> tuple[Span, ...]:
        """Content before its cue, *X, he said*, with what goes on after it: *X, he said, Y*."""
        first, last = cue
        for child in verb.children:
            if child.dep_ in ("nsubj", "dative", "dobj", "agent", "npadvmod", "prt") or (
                child.dep_ in ("prep", "advmod") and child.i > verb.i
            ):
                a, b = child.left_edge.i, child.right_edge.i + 1
                if a >= clause.left_edge.i and not a <= clause.i < b:
                    first, last = min(first, a), max(last, b)
        start = clause.left_edge.i
        spans = [self._closed(self._bare(start, first))]
        end = clause.right_edge.i + 1
        if end > last and not self._bare(last, end)[0] >= self._bare(last, end)[1]:
            spans.append(self._closed(self._bare(last, end)))
        return tuple(spans)

    def _set_off(self, span: Span) -> bool:
        """Whether a mark stands after a stretch, or a quotation ends with it."""
        mark = next((t for t in self.doc[span[1] :] if not t.is_space), None)
        return mark is not None and (mark.is_punct or self.doc[span[1] - 1].is_punct)

    def _parenthetical(self, verb: Token, cue: Span, stance: str) -> Found | None:
        """*X, officials said.* where the parser hangs the cue on the content instead of the other way round."""
        head = verb.head
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if verb.dep_ not in ("parataxis", "ccomp", "conj", "advcl") or subject is None or head.i > verb.i:
            return None
        edge = min(subject.left_edge.i, cue[0])
        sentence = verb.sent
        if edge <= sentence.start or self.doc[edge - 1].text != "," or verb.dep_ in ("conj", "advcl"):
            return None
        if head.pos_ not in ("VERB", "AUX") or verb.right_edge.i + 3 < sentence.end:
            return None
        return Found((self._closed(self._bare(max(head.left_edge.i, sentence.start), edge)),), stance)

    def _later(self, verb: Token, clause: Token, start: int, end: int) -> Span:
        """A clause's stretch with what the parser hung on the cue instead: no comma before, no time of the saying."""
        for child in sorted(verb.rights, key=lambda c: c.i):
            left = child.left_edge.i
            if left < end or child.dep_ not in ("prep", "advcl", "conj", "ccomp", "advmod", "acl", "npadvmod"):
                continue
            if self._bare(end, left)[1] > end or any(t.text in _OUTER for t in self.doc[end:left]):
                break
            if child.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in child.children):
                break
            end = child.right_edge.i + 1
        return self._bare(start, end)

    def _infinitive(self, verb: Token, lemma: str, cue: Span) -> Found | None:
        stance = self.words.infinitive.get(lemma)
        if stance is None:
            return None
        for child in verb.rights:
            if child.dep_ not in ("xcomp", "advcl") or not any(
                c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts
            ):
                continue
            between = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i]
            if child.dep_ == "advcl" and not (between and stance == "asks"):
                continue
            start = min([child.left_edge.i, *(c.left_edge.i for c in between)])
            return Found((self._closed(self._bare(max(start, cue[1]), self._clause_end(child))),), stance)
        return None

    def _predicate(self, verb: Token, lemma: str, cue: Span) -> Found | None:
        stance = self.words.predicate.get(lemma)
        if stance is None:
            return None
        passive = is_passive(verb)
        rights = list(verb.rights)
        said = next((c for c in rights if c.dep_ == "oprd" or (c.dep_ == "ccomp" and self._is_small(c))), None)
        if said is None:
            said = next((c for c in rights if c.dep_ == "prep" and c.lower_ == "as" and list(c.children)), None)
        if said is None:
            return None
        of = [c for c in rights if c.dep_ in ("dobj", "nsubj", "dative", "prep") and c.i < said.i]
        if passive:
            quoted = any(a <= said.right_edge.i and said.left_edge.i <= b for a, b in self.marked)
            if lemma == "call" and not quoted:
                return None  # what something is named
            return Found((self._closed(self._bare(said.left_edge.i, said.right_edge.i + 1)),), stance)
        if lemma == "refer":
            to = next((c for c in of if c.dep_ == "prep" and c.lower_ == "to"), None)
            if to is not None:
                return Found(
                    (self._closed(self._bare(to.i + 1, said.right_edge.i + 1)),),
                    stance,
                    quote_cues.with_preposition(cue, to),
                )
        if not of and said.dep_ == "prep" and verb.dep_ != "relcl":
            return None
        start = min([said.left_edge.i, *(c.left_edge.i for c in of if c.dep_ != "prep")])
        return Found((self._closed(self._bare(max(start, cue[1]), said.right_edge.i + 1)),), stance)

    def _prepositional(self, verb: Token, lemma: str, cue: Span) -> Found | None:
        wanted = self.words.prepositions.get(lemma)
        if not wanted or self._is_unreal(verb):
            return None
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in wanted and child.i == cue[1]:
                end = max(child.right_edge.i + 1, self._reach(verb, child.i + 1))
                if self._is_time(child) or end <= child.i + 1:
                    continue
                stance = "asks" if (lemma, child.lower_) in _CALLS else "mentions"
                return Found(
                    (self._closed(self._bare(child.i + 1, end)),), stance, quote_cues.with_preposition(cue, child)
                )
        return None

    def _object(self, verb: Token, lemma: str, cue: Span) -> Found | None:
        stance = self.words.object.get(lemma)
        if stance is None or is_passive(verb) or (stance != "judges" and self._is_unreal(verb)):
            return None
        target = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        if target is None or target.tag_ in ("WDT", "WP") or target.lower_ in ("itself", "himself", "herself"):
            return None
        end = max(self._restricted(target), self._reach(verb, target.i))
        return Found((self._closed(self._bare(max(target.left_edge.i, cue[1]), end)),), stance)

    def _is_unreal(self, verb: Token) -> bool:
        """An infinitive, or a verb under a modal: nothing that somebody has said."""
        return any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.lefts)

    def _restricted(self, noun: Token) -> int:
        """Where a noun phrase ends, without a relative clause or participle set off by a comma."""
        end = noun.i + 1
        for child in noun.rights:
            if child.dep_ in ("relcl", "acl", "appos") and self.doc[child.left_edge.i - 1].text in _OUTER:
                break
            if child.dep_ == "prep" and child.lower_ == "by" and any(c.dep_ == "pcomp" for c in child.children):
                break
            if child.dep_ != "punct":
                end = child.right_edge.i + 1
        return end

    def _reach(self, verb: Token, start: int) -> int:
        """Where what belongs to a verb's object ends: its prepositions and clauses, up to a comma or a time."""
        end = start
        for child in verb.rights:
            if child.right_edge.i < start:
                continue
            if child.dep_ == "punct" or self._is_time(child):
                break
            if child.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "dative", "acomp") or (
                child.dep_ == "prep" and child.lower_ in _OBJECT_PREPS
            ):
                end = self._restricted(child) if child.dep_ == "dobj" else child.right_edge.i + 1
            elif child.dep_ not in ("advmod", "prt"):
                break
        return end

    # ------------------------------------------------------------------ nouns, adjectives, adverbs

    def _of_noun(self, noun: Token, lemma: str) -> Iterator[TokenQuote]:
        found = self._noun_clause(noun, lemma) or self._noun_preposition(noun, lemma)
        if found is None:
            return
        heads = quote_cues.owners(noun)
        cue = found.cue or (noun.i, noun.i + 1)
        if not heads and found.stance not in ("says", "notion"):
            return
        if noun.dep_ == "dobj" and self.words.object.get(noun.head.lemma_.lower()) == "mentions":
            return  # *announced plans to*: the verb is the cue
        yield from self._made(found, cue, heads, bool(heads) or found.stance == "says")

    def _noun_clause(self, noun: Token, lemma: str) -> Found | None:
        for child in noun.rights:
            if child.dep_ not in ("acl", "ccomp", "relcl", "xcomp"):
                continue
            if lemma in self.words.clause_nouns and any(x.lower_ == "that" and x.dep_ == "mark" for x in child.lefts):
                stance = "notion" if lemma in self.words.unreal_nouns else "says"
            elif lemma in self.words.infinitive_nouns and any(
                x.dep_ == "aux" and x.lower_ == "to" for x in child.lefts
            ):
                stance = "plans"
            else:
                continue
            return Found(
                (self._closed(self._bare(max(child.left_edge.i, noun.i + 1), child.right_edge.i + 1)),), stance
            )
        return None

    def _noun_preposition(self, noun: Token, lemma: str) -> Found | None:
        wanted = self.words.noun_prepositions.get(lemma)
        for child in noun.rights if wanted else ():
            if child.dep_ == "prep" and child.lower_ in wanted and child.i == noun.i + 1:
                stance = "asks" if child.lower_ == "for" and lemma in self.words.infinitive_nouns else "mentions"
                return Found(
                    (self._closed(self._bare(child.i + 1, child.right_edge.i + 1)),), stance, (noun.i, child.i + 1)
                )
        return None

    def _of_adjective(self, word: Token) -> Iterator[TokenQuote]:
        verb = word.head
        if word.dep_ != "acomp" or verb.pos_ not in ("VERB", "AUX"):
            return
        clause = next((c for c in word.rights if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
        if clause is None:
            clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > word.i), None)
        if clause is None:
            return
        heads = [t for t in quote_cues.sources(verb) if t.dep_ != "expl" and t.lower_ not in ("it", "that", "this")]
        if heads:
            start, _ = quote_cues.verb_group(verb)
            content = self._closed(self._bare(clause.left_edge.i, clause.right_edge.i + 1))
            yield from self._made(Found((content,), "believes"), (start, word.i + 1), heads)

    def _of_adverb(self, adverb: Token) -> Iterator[TokenQuote]:
        """*reportedly* before a verb that is no cue itself: the source is not named."""
        verb = adverb.head
        if adverb.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX"):
            return
        if verb.lemma_.lower() in self.words.clause and any(c.dep_ == "ccomp" for c in verb.children):
            return
        end = verb.right_edge.i + 1
        conj = [c for c in verb.rights if c.dep_ == "conj" and any(x.dep_ == "nsubj" for x in c.children)]
        if conj:
            end = min(c.left_edge.i for c in conj)
        content = self._closed(self._bare(adverb.i + 1, end, conjunctions=True))
        yield from self._made(Found((content,), "says"), (adverb.i, adverb.i + 1), [])

    # ------------------------------------------------------------------ stretches

    def _is_small(self, clause: Token) -> bool:
        """A clause without a verb of its own: *called [the plan risky]*."""
        return clause.pos_ not in ("VERB", "AUX")

    def _is_time(self, token: Token) -> bool:
        if token.dep_ == "npadvmod":
            return True
        return token.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in _TIMES for c in token.children)

    def _bare(self, start: int, end: int, conjunctions: bool = False) -> Span:
        return bare(self.doc, start, end, conjunctions)

    def _closed(self, span: Span) -> Span:
        return closed(self.doc, self.marked, first_sentence(self.doc, self.marked, span))


_CALLS = frozenset(
    (v, p) for v in ("call", "ask", "push", "plead", "beg", "press", "lobby", "pray", "long") for p in ("for", "on")
)


def bare(doc: Doc, start: int, end: int, conjunctions: bool = False) -> Span:
    """A stretch without blanks, commas and dashes at its ends and without the sentence's full stop."""
    while start < end and (doc[start].is_space or doc[start].text in _OUTER):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or doc[end - 1].text in _OUTER
        or doc[end - 1].text in (".", "!", "?")
        or (conjunctions and doc[end - 1].dep_ == "cc")
    ):
        end -= 1
    return start, end


def first_sentence(doc: Doc, marked: Iterable[Span], span: Span) -> Span:
    """A stretch cut where a quotation within it ends a sentence that the splitter has missed."""
    start, end = span
    for _, b in marked:
        if (
            start < b < end
            and "." in doc[b - 2 : b - 1].text + doc[b - 3 : b - 2].text[-1:]
            and doc[b].text[:1].isupper()
        ):
            return start, b
    return span


def closed(doc: Doc, marked: Iterable[Span], span: Span) -> Span:
    """A stretch that cuts no quotation in two: it takes in the marks of what it holds a part of, or leaves them out."""
    start, end = span
    for a, b in marked:
        if a < end < b and a >= start - 1:
            end = b
        if a < start < b and end <= b and start == a + 1:
            start = a
        if a < start < b and end > b and start - a <= 2:
            start = a
    return start, end

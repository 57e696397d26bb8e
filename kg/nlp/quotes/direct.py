"""Direct speech: which stretches in marks are quotations, whose, and by which cue.

A quotation's cue stands right before or right after its marks; what goes on after *he said* in the same paragraph, or
opens the next one, is a further part of the same attribution.  A fragment in marks within a clause (*called it "risky"*)
is left to that clause.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.nlp.clauses import is_infinitive
from kg.nlp.quotes import cues
from kg.nlp.quotes.sheet import Sheet, Span
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDS = frozenset({".", "!", "?", "…"})
_LEADS = frozenset({",", ":", "—", "–", "-", "--"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_SIGNATURE = 12  # tokens a signature behind a quotation has at most
_REACH = 40  # tokens between a quotation and its cue
_MOST_BETWEEN = 14  # tokens between two parts of one quotation


class Direct:
    """Reads the direct speech of one document; the words it takes as cues go to the sheet's `used`."""

    def __init__(self, sheet: Sheet, paragraphs: list[Span]) -> None:
        self.doc, self.words, self.marked, self.used = sheet.doc, sheet.words, sheet.marked, sheet.used
        self._paragraph = [0] * len(self.doc)
        for number, (start, end) in enumerate(paragraphs):
            for i in range(start, end):
                self._paragraph[i] = number

    def read(self) -> list[TokenQuote]:
        """Quotations in text order."""
        out: list[TokenQuote] = []
        for span in self.marked:
            found = self._quotation(span, out)
            if found is not None:
                out.append(found)
        return out

    def _quotation(self, span: Span, before: list[TokenQuote]) -> TokenQuote | None:
        start, end = span
        content = [t for t in self.doc[start + 1 : end - 1] if not t.is_space]
        if not any(t.is_alpha for t in content) or not self._is_whole(span, content):
            return None
        cue = self._cue(span)
        last = before[-1] if before else None
        if cue is not None and last is not None and last.cue and last.cue[0] <= cue[0].i < last.cue[1]:
            before[-1] = replace(last, parts=(*last.parts, span))  # "…," she said, "…"
            return None
        if cue is not None:
            return self._cued(span, *cue)
        if last is not None and self._goes_on(last, span):
            before[-1] = replace(last, parts=(*last.parts, span))
            return None
        if self._previous(start) == ":":
            return self._after_colon(span)
        if (signed := self._signed(end)) is not None:
            return TokenQuote(start, end, None, *signed, True)
        clause = len(content) > 4 and any(t.tag_ in _FINITE for t in content)
        return TokenQuote(start, end, None, None, None, True) if clause and self._is_apart(span) else None

    # ------------------------------------------------------------------ what is a quotation

    def _is_whole(self, span: Span, content: list[Token]) -> bool:
        """Whether a stretch is a quotation by itself and no fragment of the clause around it."""
        start = span[0]
        if self._is_apart(span):
            return True
        before = self.doc[start - 1]
        if before.text in _LEADS:
            return True
        if self._is_cue(before):
            return self._stands_alone(span[1], content)
        first = next((t for t in content if t.is_alpha), None)
        ends = content[-1].text in _ENDS or content[-1].text == ","
        clause = any(t.tag_ in _FINITE for t in content)
        return (
            clause
            and first is not None
            and first.text[0].isupper()
            and (ends or first.is_sent_start)
            and len(content) > 2
        )

    def _stands_alone(self, end: int, content: list[Token]) -> bool:
        """Whether what follows a cue without a comma is a whole quotation, and no subject or object in marks."""
        after = self.doc[end] if end < len(self.doc) else None
        if after is not None and not after.is_punct and not after.is_space and after.pos_ in ("VERB", "AUX"):
            return False
        if after is None or after.is_punct or after.is_space:
            return True
        return any(t.tag_ in _FINITE or t.tag_ == "VB" for t in content) or content[-1].text in _ENDS

    def _is_apart(self, span: Span) -> bool:
        """Whether it starts a paragraph or follows the end of a sentence."""
        start = span[0]
        before = self._previous(start)
        return before is None or before in _ENDS or before[-1:] in "\"”'’"

    def _previous(self, i: int) -> str | None:
        """The last word or mark before a token in its paragraph."""
        for j in range(i - 1, -1, -1):
            if self._paragraph[j] != self._paragraph[i]:
                return None
            if not self.doc[j].is_space:
                return self.doc[j].text
        return None

    def _is_cue(self, token: Token) -> bool:
        return token.pos_ in ("VERB", "AUX") and self.words.speaks(token.lemma_.lower())

    def _goes_on(self, last: TokenQuote, span: Span) -> bool:
        """Whether a quotation without a cue of its own is a further part of the one before."""
        if not last.direct or (last.speaker is None and last.cue is None):
            return False
        ends = [last.end, *(b for _, b in last.parts)]
        if last.cue:
            ends.append(last.cue[1])
        if last.speaker and last.speaker[0] >= last.start:
            ends.append(last.speaker[1])
        end, start = max(ends), span[0]
        gap = [t for t in self.doc[end:start] if not t.is_space]
        if self._paragraph[end - 1] == self._paragraph[start]:
            cue = range(*last.cue) if last.cue else range(0)
            fresh = [
                t for t in gap if t.tag_ in _FINITE and t.i not in cue and not any(a.i in cue for a in t.ancestors)
            ]
            stops = sum(t.text in _ENDS for t in gap)
            return len(gap) <= _MOST_BETWEEN and not fresh and stops <= 1
        return self._paragraph[start] - self._paragraph[end - 1] == 1 and not [t for t in gap if t.is_alpha]

    # ------------------------------------------------------------------ cues

    def _cue(self, span: Span) -> tuple[Token, list[Token]] | None:
        """The cue word beside a quotation and the source's heads."""
        start, end = span
        last = next((t for t in reversed(self.doc[start + 1 : end - 1]) if not t.is_space), None)
        lead = self._previous(start)
        before = self._before(start)
        if before is not None and lead in (",", ":") and not (last is not None and last.text == ","):
            return before
        stop = last is not None and last.text == "."
        after = self._after(end, stop)
        if before is not None and (stop or after is None):
            return before
        return after or before

    def _after(self, end: int, stop: bool) -> tuple[Token, list[Token]] | None:
        """*…," said Ann* and *…," Ann said*."""
        doc, n = self.doc, len(self.doc)
        i = end
        while i < n and (doc[i].is_space or doc[i].text in _LEADS) and self._paragraph[i] == self._paragraph[end - 1]:
            i += 1
        if i >= n or self._paragraph[i] != self._paragraph[end - 1]:
            return None
        if stop and not (doc[i].text[0].islower() and self._is_cue(doc[i])):
            return None
        limit = next((j for j in range(i, min(i + _REACH, n)) if self._stops(j, i)), min(i + _REACH, n))
        return self._inverted(i, limit) or self._straight(i, limit)

    def _stops(self, j: int, first: int) -> bool:
        text = self.doc[j].text
        return self._paragraph[j] != self._paragraph[first] or text in _ENDS or text in '"“”'

    def _inverted(self, i: int, limit: int) -> tuple[Token, list[Token]] | None:
        verb = next((t for t in self.doc[i : min(i + 3, limit)] if t.pos_ not in ("ADV", "AUX")), None)
        if (
            verb is None
            or not self.words.speaks(verb.lemma_.lower())
            or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB")
        ):
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            return None
        own = [c for c in verb.rights if c.dep_ == "nsubj" and c.i < limit]
        if own:
            return verb, cues.sources(verb)
        if verb.i + 1 < limit and (noun := cues.noun_at(self.doc, verb.i + 1, limit)) is not None:
            return verb, [noun]
        return (verb, cues.sources(verb)) if cues.sources(verb) else None

    def _straight(self, i: int, limit: int) -> tuple[Token, list[Token]] | None:
        noun = cues.noun_at(self.doc, i, limit)
        for j in range(i, limit):
            token = self.doc[j]
            if token.pos_ not in ("VERB", "AUX") or not self.words.speaks(token.lemma_.lower()):
                continue
            subject = next((c for c in token.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and i - 1 <= subject.left_edge.i <= i + 1:
                return token, cues.sources(token)
            if subject is None and noun is not None and noun.i < j and self._only_its(noun, j):
                return token, [noun]
        return None

    def _only_its(self, noun: Token, verb: int) -> bool:
        """Whether only the noun's own phrase and adverbs stand between it and a verb."""
        return all(
            t.pos_ in ("ADV", "AUX", "PUNCT") or noun in t.ancestors or t.ent_type_ for t in self.doc[noun.i + 1 : verb]
        )

    def _before(self, start: int) -> tuple[Token, list[Token]] | None:
        """*Ann said: "…*, *Ann told the paper on Monday, "…*."""
        doc, fallback = self.doc, None
        for j in range(start - 1, max(start - 1 - _REACH, -1), -1):
            token = doc[j]
            if self._paragraph[j] != self._paragraph[start] or token.text in _ENDS:
                break
            if token.text in '"“”' and j < start - 1:
                break
            if not self._is_cue(token) or (token.tag_ == "VBN" and not any(c.dep_ == "aux" for c in token.children)):
                continue
            heads = cues.sources(token)
            if not heads and token.is_sent_start and (noun := cues.noun_at(doc, j + 1, start)) is not None:
                heads = [noun]  # "Added Smith, …"
            heads = [h for h in heads if h.i < start]
            if not heads and token.tag_ == "VBG":
                heads, later = _of_participle(token, start)
                if later:
                    continue  # "Writing in her blog, Smith called it …"
            if (not heads and token.tag_ != "VBG") or _names_its_object(token):
                continue
            if token.lemma_.lower() in self.words.clause:
                if token.dep_ in ("relcl", "acl") and self._previous(start) in _LEADS and fallback is None:
                    fallback = (token, heads)
                    continue
                return token, heads
            fallback = fallback or (token, heads)
        if fallback is None or (self._previous(start) not in _LEADS and fallback[0].i != start - 1):
            return None
        return fallback

    def _signed(self, end: int) -> tuple[Span, int] | None:
        """The name behind a dash that closes a quotation's paragraph: *"It is a long game." - Ann Lee*."""
        doc, paragraph = self.doc, self._paragraph[end - 1]
        rest = [t for t in doc[end : end + _SIGNATURE] if not t.is_space and self._paragraph[t.i] == paragraph]
        goes_on = end + _SIGNATURE < len(doc) and self._paragraph[end + _SIGNATURE] == paragraph
        if goes_on or len(rest) < 2 or rest[0].text not in _DASHES or not rest[1].ent_type_ or rest[1].pos_ != "PROPN":
            return None
        speaker, head = cues.span_of([doc[rest[1].i : rest[-1].i + 1].root], (end, end + 1))
        return (speaker, head) if speaker and head is not None else None

    def _cued(self, span: Span, verb: Token, heads: list[Token]) -> TokenQuote:
        self.used.add(verb.i)
        cue = cues.verb_group(verb)
        if verb.dep_ == "acl" and (maker := cues.issued(verb.head, self.words)):
            heads, cue = maker[0], (maker[1], cue[1])
        speaker, head = cues.span_of(heads, cue)
        if speaker is not None and span[0] <= speaker[0] < span[1]:
            speaker, head = None, None
        return TokenQuote(*span, cue, speaker, head, True, self.words.clause.get(verb.lemma_.lower(), "says"))

    def _after_colon(self, span: Span) -> TokenQuote | None:
        """*The minister opposed the plan: "…"* and *Smith: "…"*: the colon is the cue, the sentence's subject the source."""
        colon = next(j for j in range(span[0] - 1, -1, -1) if not self.doc[j].is_space)
        sentence = self.doc[colon].sent
        root = sentence.root if sentence.root.i < colon else self.doc[max(colon - 1, 0)]
        while root.head.i != root.i and root.head.i < colon and root.head.i >= sentence.start:
            root = root.head
        heads = cues.sources(root) if root.pos_ in ("VERB", "AUX") else [root] if root.pos_ in ("PROPN", "NOUN") else []
        speaker, head = cues.span_of([h for h in heads if h.i < colon], (colon, colon + 1))
        return TokenQuote(*span, (colon, colon + 1), speaker, head, True)


def _of_participle(verb: Token, quotation: int) -> tuple[list[Token], bool]:
    """The source of the clause before a quotation that a participle belongs to, and whether its verb only follows it."""
    for above in verb.ancestors:
        if above.i < quotation and above.pos_ in ("VERB", "AUX") and (found := cues.sources(above)):
            return found, above.i > verb.i
    return [], False


def _names_its_object(verb: Token) -> bool:
    """*to add the question, "…"*: an infinitive with an object says nothing."""
    return is_infinitive(verb) and any(c.dep_ == "dobj" for c in verb.rights)

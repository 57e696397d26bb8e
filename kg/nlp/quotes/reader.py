"""Reported speech without marks: which construction a word is the cue of, whose it is, and what is its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.nlp.clauses import is_infinitive
from kg.nlp.grammar import is_passive
from kg.nlp.quotes import cues
from kg.nlp.quotes.clauses import clause, infinitive
from kg.nlp.quotes.phrases import noun_object, predicate, prepositional
from kg.nlp.quotes.sheet import Found, Sheet, Span, is_unreal
from kg.nlp.types import TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Token

Way = Callable[[Sheet, "Token", str, Span], Found | None]
_WAYS: tuple[Way, ...] = (clause, infinitive, predicate, prepositional, noun_object)


def read(sheet: Sheet, token: Token) -> Iterator[TokenQuote]:
    """The attributions a token is the cue word of."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in sheet.words.verbs:
        yield from _of_verb(sheet, token, lemma)
    elif token.pos_ == "NOUN":
        yield from _of_noun(sheet, token, lemma)
    elif token.pos_ in ("ADJ", "VERB") and lemma in sheet.words.adjectives:
        yield from _of_adjective(sheet, token)
    elif token.pos_ == "ADV" and token.lower_ in sheet.words.adverbs:
        yield from _of_adverb(sheet, token)


def _of_verb(sheet: Sheet, verb: Token, lemma: str) -> Iterator[TokenQuote]:
    cue = cues.with_resuming(verb, sheet.words)
    if lemma in sheet.words.observing and (verb.tag_ == "VBG" or is_unreal(verb)):
        return
    found, way = next(((f, way) for way in _WAYS if (f := way(sheet, verb, lemma, cue)) is not None), (None, None))
    if found is None:
        return
    cue = found.cue or cue
    heads = cues.sources(verb)
    if not heads and way is clause and verb.dep_ == "acl" and verb.tag_ == "VBN":
        heads = [verb.head]  # a finite verb that the tagger takes for a participle
    if verb.dep_ == "acl" and is_infinitive(verb):
        heads = []  # "reason to think"
    if way is not clause and not all(cues.can_speak(h, sheet.words) for h in heads):
        return
    if not heads and not _is_impersonal(sheet, verb, lemma, way):
        return
    if verb.dep_ == "acl" and (maker := cues.issued(verb.head, sheet.words)):
        heads, cue = maker[0], (maker[1], cue[1])
    for quote in _made(found, cue, heads):
        yield quote
        yield from _own_words(sheet, found, quote)


def _own_words(sheet: Sheet, found: Found, quote: TokenQuote) -> Iterator[TokenQuote]:
    """What of a phrase is the source's own: its complement and what stands in marks; not listed apart."""
    if found.stance not in ("judges", "holds", "mentions"):
        return
    own = [found.said] if found.said else []
    own += [s for s in sheet.marked if quote.start <= s[0] and s[1] <= quote.end]
    for start, end in own:
        if (start, end) != (quote.start, quote.end) or found.said:
            yield replace(quote, start=start, end=end, stance="says", parts=(), listed=False)


def _is_impersonal(sheet: Sheet, verb: Token, lemma: str, way: Way) -> bool:
    """Whether a verb attributes though it names no source: *is believed to*, *was accused of*; no bare form does."""
    if is_passive(verb):
        return lemma in sheet.words.impersonal and (_has_auxiliary(verb) or sheet.words.object.get(lemma) == "accuses")
    return verb.tag_ not in ("VB", "VBG") and way is clause


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in (*verb.lefts, *(verb.head.lefts if verb.dep_ == "conj" else ())))


def _made(found: Found, cue: Span, heads: list[Token], listed: bool = True) -> Iterator[TokenQuote]:
    speaker, head = cues.span_of(heads, cue)
    spans = [s for s in found.spans if s[1] > s[0]]
    if not spans or any(a <= cue[0] < b for a, b in spans):
        return
    if speaker is not None and any(a <= speaker[0] < b and a <= speaker[1] - 1 < b for a, b in spans):
        speaker, head = None, None  # the parser took a part of the content for the source
    (start, end), *rest = spans
    yield TokenQuote(start, end, cue, speaker, head, False, found.stance, tuple(rest), listed)


def _of_noun(sheet: Sheet, noun: Token, lemma: str) -> Iterator[TokenQuote]:
    found = _noun_clause(sheet, noun, lemma) or _noun_preposition(sheet, noun, lemma)
    if found is None:
        return
    heads = cues.owners(noun)
    if not heads and found.stance not in ("says", "notion"):
        return
    if noun.dep_ == "dobj" and sheet.words.object.get(noun.head.lemma_.lower()) == "mentions":
        return  # *announced plans to*: the verb is the cue
    yield from _made(found, found.cue or (noun.i, noun.i + 1), heads, bool(heads) or found.stance == "says")


def _noun_clause(sheet: Sheet, noun: Token, lemma: str) -> Found | None:
    for child in noun.rights:
        if child.dep_ not in ("acl", "ccomp", "relcl", "xcomp"):
            continue
        if lemma in sheet.words.clause_nouns and any(
            x.lower_ in load_closed().complementizer and x.dep_ == "mark" for x in child.lefts
        ):
            stance = "notion" if lemma in sheet.words.unreal_nouns else "says"
        elif lemma in sheet.words.infinitive_nouns and is_infinitive(child):
            stance = "plans"
        else:
            continue
        return Found((sheet.stretch(max(child.left_edge.i, noun.i + 1), child.right_edge.i + 1),), stance)
    return None


def _noun_preposition(sheet: Sheet, noun: Token, lemma: str) -> Found | None:
    wanted = sheet.words.noun_prepositions.get(lemma, frozenset())
    for child in noun.rights if wanted else ():
        if child.dep_ == "prep" and child.lower_ in wanted and child.i == noun.i + 1:
            stance = (
                "asks"
                if child.lower_ in load_closed().benefactive and lemma in sheet.words.infinitive_nouns
                else "mentions"
            )
            return Found((sheet.stretch(child.i + 1, child.right_edge.i + 1),), stance, (noun.i, child.i + 1))
    return None


def _of_adjective(sheet: Sheet, word: Token) -> Iterator[TokenQuote]:
    """*is confident that …*."""
    verb = word.head
    if word.dep_ != "acomp" or verb.pos_ not in ("VERB", "AUX"):
        return
    content = next((c for c in word.rights if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if content is None:
        content = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > word.i), None)
    heads = [t for t in cues.sources(verb) if t.dep_ != "expl" and t.lower_ not in load_closed().empty]
    if content is not None and heads:
        span = sheet.stretch(content.left_edge.i, content.right_edge.i + 1)
        yield from _made(Found((span,), "believes"), (cues.verb_group(verb)[0], word.i + 1), heads)


def _of_adverb(sheet: Sheet, adverb: Token) -> Iterator[TokenQuote]:
    """*reportedly* before a verb that is no cue itself: the source is not named."""
    verb = adverb.head
    if adverb.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX"):
        return
    if verb.lemma_.lower() in sheet.words.clause and any(c.dep_ == "ccomp" for c in verb.children):
        return
    end = verb.right_edge.i + 1
    conj = [c for c in verb.rights if c.dep_ == "conj" and any(x.dep_ == "nsubj" for x in c.children)]
    if conj:
        end = min(c.left_edge.i for c in conj)
        while end > adverb.i and sheet.doc[end - 1].dep_ == "cc":
            end -= 1
    yield from _made(Found((sheet.stretch(adverb.i + 1, end),), "says"), (adverb.i, adverb.i + 1), [])

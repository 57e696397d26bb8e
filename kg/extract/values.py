"""Literal objects as they stand in text: dates, words, phrases, sums of money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.numbers import is_vague, parse
from kg.lang import senses, territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as load_lexicon
from kg.lang.numbers import load as load_numbers
from kg.model import TimeExpr, Value
from kg.nlp import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAX_PHRASE = 12
_LANDS = frozenset({"GPE", "NORP"})


def date(time: TimeExpr) -> Value | None:
    """A calendar value as an XSD literal, as precise as the text; None where it is no date."""
    for pattern, datatype in (
        (r"\d{4}-\d\d-\d\d", "xsd:date"),
        (r"\d{4}-\d\d", "xsd:gYearMonth"),
        (r"\d{4}", "xsd:gYear"),
    ):
        if time.value and re.fullmatch(pattern, time.value):
            return Value(time.value, datatype)
    return None


def _is_strange(word: Token) -> bool:
    """Whether a word with a capital is no common noun, office or people's."""
    known = load_lexicon()
    proper = word.pos_ in ("NOUN", "PROPN") and word.text.istitle() and len(word) > 2 and word.nbor(1).text != "-"
    forms = {word.lower_, word.lemma_.casefold()}
    return proper and not (
        forms & set(known.nouns) or territories.find(word.text) or any(senses.load().of("n", f) for f in forms)
    )


def title(noun: Token, words: int = 1) -> tuple[int, int]:
    """A noun with what narrows it, without articles and plain adjectives: *social media platform*, *secretary of state*.

    Args:
        noun: the head.
        words: how many words up to the noun belong to it in any case: the lexical unit.
    """
    start, doc = noun.i - words + 1, noun.doc
    while start > 0 and (further := _further(noun, start)) is not None:
        start = further
    while start < noun.i - words + 1 and start and _is_cut(doc[start - 1], start):
        start += 1  # of "pan-democracy camp councillor" no "camp councillor"
    return start, _behind_of(noun)


def _further(noun: Token, start: int) -> int | None:
    """Where a title begins with what stands before it, or None where that is no part of it."""
    doc, before = noun.doc, noun.doc[start - 1]
    if (shadow := _is_shadow(before, noun)) is not None:
        return shadow
    if _is_none_of(noun, before, start):
        return None
    if start > 1 and before.dep_ == "cc" and _shares(doc[start - 2], doc[start], noun):
        return start - 2  # "trade and industry commissioner"
    if _is_beside(noun, before, start):
        return None
    if before.lower_ in load_lexicon().lesser and before.head.i in range(start, noun.i + 1):
        return start - 1  # "deputy prime minister"
    return start - 1 if _narrows(noun, before, start) else None


def _is_none_of(noun: Token, before: Token, start: int) -> bool:
    """Whether a word before a title is a name, an address or half a word."""
    rank = grammar.written_out(before) != before.lower_  # "Lt. Gov."
    named = before.ent_type_ and before.ent_type_ != noun.ent_type_ and not _is_department(before, noun) and not rank
    if named or _is_acronym_of_body(before):
        return True  # Acme CEO Ana Prates: the company is no part of the title
    if before.lower_ in load_coref().titles and before.lower_ not in load_lexicon().nouns and not rank:
        return True  # "Ms Justice Ana Prates"
    doc = noun.doc  # half a word: "company-owned site", not "then-Deputy Secretary"
    return start > 2 and doc[start - 2].text == "-" and doc[start - 3].lower_ not in load_lexicon().bygone


def _is_beside(noun: Token, before: Token, start: int) -> bool:
    """Whether a word before a title says of what, or is another title."""
    if noun.text.isupper() and len(noun) > 1 and before.text.istitle() and before.lower_ not in load_lexicon().lesser:
        return True  # "Labour MP": a party is no part of the title
    if noun.text.islower() and _is_strange(before):
        return True  # "Acme analyst": a name that the recogniser missed
    # two offices: "chairperson President Ana Prates"
    return noun.doc[start].text[:1].isupper() and before.text.islower() and _is_office(before)


def _narrows(noun: Token, before: Token, start: int) -> bool:
    """Whether a word narrows the title that begins behind it."""
    ranked = before.dep_ == "amod" and before.lower_ in load_lexicon().of_office
    inside = before.head.i in range(start, noun.i + 1) or (
        (before.dep_ == "compound" or ranked) and noun.dep_ == "compound" and before.head.i > noun.i
    )
    of_compound = before.dep_ == "amod" and (before.head.i != noun.i or before.lower_ in load_lexicon().of_office)
    participle = before.dep_ == "amod" and before.tag_ in ("VBG", "NNP")
    return inside and (before.dep_ == "compound" or of_compound or participle)


_LONGEST_FIELD = 4  # words of what an office is for


def _behind_of(noun: Token) -> int:
    """Where a title ends with what it is for: *secretary of state*, *director of flight operations*; not *head of Acme*."""
    doc, end = noun.doc, noun.i + 1
    if end + 1 >= len(doc) or doc[end].lower_ not in load_closed().genitive or doc[end].head != noun:
        return end
    field = next((c for c in doc[end].rights if c.dep_ == "pobj"), None)
    if field is None or field.i - end > _LONGEST_FIELD:
        return end
    narrowing = doc[end + 1 : field.i]
    if field.i == end + 1:
        department = noun.lemma_.casefold() in load_lexicon().of_state and _is_alone(field)
        return field.i + 1 if department or not (field.ent_type_ or _begins_a_name(field)) else end
    common = field.tag_ in ("NN", "NNS") and not field.ent_type_
    plain = all(t.dep_ in ("compound", "amod") and t.is_lower and not t.ent_type_ for t in narrowing)
    return field.i + 1 if common and plain else end


def _is_shadow(before: Token, noun: Token) -> int | None:
    """Where a title begins whose department is taken for a body's name with the word for a lesser office: *Shadow Home* Secretary."""
    first = before.doc[grammar.name_span(before).start]
    shadow = before.ent_type_ == "ORG" and first.lower_ in load_lexicon().lesser
    return first.i if shadow and noun.lemma_.casefold() in load_lexicon().of_state else None


def _is_cut(left_out: Token, start: int) -> bool:
    """Whether a word left out of a title belongs to the title's first word."""
    if left_out.head.i != start or left_out.ent_type_ == "ORG":
        return False  # *NASA* is no part of a *mission director*
    if left_out.tag_ == "JJ" and left_out.ent_type_ in ("ORDINAL", "DATE"):
        return True  # "a sixth year student"
    hyphen = "-" in (left_out.text, left_out.nbor(-1).text if left_out.i else "")
    return hyphen or left_out.dep_ in ("compound", "nmod", "punct")


def _begins_a_name(word: Token) -> bool:
    """Whether a word with a capital begins a body's name elsewhere: *director of Verity*, *Verity Therapeutics*."""
    return word.text[:1].isupper() and any(e[0].text == word.text and e.label_ == "ORG" for e in word.doc.ents)


def _is_acronym_of_body(before: Token) -> bool:
    """Whether an acronym that is no name here is one elsewhere in the document: *IMF managing director*."""
    acronym = before.text.isupper() and len(before) > 1 and not before.ent_type_
    return acronym and any(e.text == before.text and e.label_ == "ORG" for e in before.doc.ents)


def _is_department(before: Token, noun: Token) -> bool:
    """Whether a word before an office, taken for an organization, says of what it is: *State Senator*, *Defence Secretary*."""
    alone = before.ent_iob_ == "B" and before.nbor(1).ent_iob_ != "I" and before.dep_ == "compound"
    first = before.nbor(-1) if before.i else None
    if not alone or (first is not None and first.pos_ == "PROPN" and first.lower_ not in load_lexicon().lesser):
        return False  # but "Deputy Defense Secretary"
    known = noun.lemma_.casefold() in load_lexicon().of_state and senses.load().of("n", before.lower_)
    return before.ent_type_ == "ORG" and (before.lower_ in load_lexicon().institutions.state or bool(known))


def _shares(first: Token, second: Token, noun: Token) -> bool:
    """Whether a noun before *and* narrows an office with the one behind it, and is no office itself."""
    narrows = first.dep_ in ("compound", "nmod", "amod") and noun.i >= first.head.i >= second.i
    return narrows and not first.ent_type_ and not _is_office(first) and second.i < noun.i


def _is_office(token: Token) -> bool:
    return load_lexicon().nouns.get(token.lower_) == "Person"


def _is_common(token: Token) -> bool:
    """Whether a word taken for an organization is a common noun: *State*, *Defence*."""
    return _is_alone(token) and bool(senses.load().of("n", token.lower_))


def _is_alone(token: Token) -> bool:
    """Whether one word is all of a name: *State* in *Secretary of State*, taken for an organization."""
    rest = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.ent_type_ == "ORG" and token.ent_iob_ == "B" and (rest is None or rest.ent_iob_ != "I")


def plain(doc: Doc, start: int, end: int) -> str:
    """A title as one would write it alone: in lower case but for names and acronyms."""
    short = load_lexicon().short_titles
    words = (
        t.text_with_ws
        if (t.ent_type_ not in ("", "ORDINAL") and not _is_common(t) and t.lower_ not in short) or t.text.isupper()
        else grammar.written_out(t) + t.whitespace_
        for t in doc[start:end]
    )
    return "".join(words).strip()


def phrase(noun: Token) -> tuple[int, int]:
    """A noun phrase up to its relative clause, without its article: *conspiracy to commit fraud*."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for child in noun.rights:
        if (
            child.dep_ in ("relcl", "appos", "advcl", "parataxis")
            or child.tag_ == "VBN"
            or (child.dep_ in ("cc", "conj") and not noun.ent_type_ and _is_listed(noun))
            or (child.dep_ == "punct" and child.text in ",;—–(")
        ):
            end = min(end, child.left_edge.i)
    while start < noun.i and noun.doc[start].tag_ in ("DT", "PRP$", "PDT", "CC"):
        start += 1
    end = min(end, start + _MAX_PHRASE)
    while end > noun.i + 1 and noun.doc[end - 1].pos_ in ("PUNCT", "ADP", "CCONJ", "DET", "PART"):
        end -= 1
    return start, max(end, noun.i + 1)


def _is_listed(noun: Token) -> bool:
    """Whether others of its kind stand behind a noun, each told by itself: *fraud and bribery*; not *years and months*."""
    return all(c.pos_ in ("NOUN", "PROPN") for c in noun.rights if c.dep_ == "conj")


def term(noun: Token) -> tuple[Value, tuple[int, int]] | None:
    """How long somebody is punished: *six years*, *a six-year prison sentence*, *life*; None for what is no time."""
    lexicon = load_lexicon()
    doc = noun.doc
    if grammar.lemma(noun) in lexicon.terms:
        if noun.dep_ == "conj":
            return None  # told with what it goes on from
        start, end = noun.left_edge.i, noun.i + 1
        if doc[start].tag_ == "DT":
            start += 1
        for more in (c for c in noun.rights if c.dep_ == "conj" and grammar.lemma(c) in lexicon.terms):
            end = more.i + 1
        if not any(t.like_num for t in doc[start:end]) and grammar.lemma(noun) not in lexicon.for_life:
            return None
    else:
        start, end = phrase(noun)
        told = any(t.like_num or t.lower_ in lexicon.for_life for t in doc[start:end])
        end = next((t.i for t in doc[noun.i + 1 : end] if t.ent_type_ == "DATE" and t.tag_ == "NNP"), end)
        while end > noun.i + 1 and doc[end - 1].pos_ == "ADP":
            end -= 1
        if not told:
            return None
    return Value(doc[start:end].text), (start, end)


def _is_sum(number: Token) -> bool:
    """Whether a number is more likely one of money than of something else."""
    return number.ent_type_ == "MONEY" or number.lower_ in load_numbers().scales


def money(noun: Token) -> tuple[Value, tuple[int, int]] | None:
    """The sum a noun phrase names, as *amount currency code*, and its token span; None where there is none."""
    first, last = noun.left_edge.i, max(noun.i, *(c.i for c in noun.subtree if c.dep_ not in ("relcl", "appos"))) + 1
    doc, known = noun.doc, load_numbers()
    if last < len(doc) and doc[last].lower_ in known.nouns and doc[last - 1].like_num and _is_sum(doc[last - 1]):
        last += 1  # "13.2 trillion won", the last word taken for a verb
    joined = doc[last - 1].is_digit or doc[last - 1].like_num
    if last < len(doc) and joined and not doc[last - 1].whitespace_ and doc[last].lower_ in known.scales:
        last += 1  # "€1.9m"
    text = doc[first:last].text
    found = known.money.search(text)
    if found is None:
        return None
    words = [
        (found["number"] or found["number2"]).strip(".,").lower(),
        (found["scale"] or found["scale2"] or "").lower(),
    ]
    amount = parse([known.one if w in known.articles else w for w in words if w])
    currency = known.currency(found) or known.currency_in(found, {e.text for e in doc.ents if e.label_ in _LANDS})
    if amount is None or currency is None:
        return None
    span = doc.char_span(doc[first].idx + found.start(), doc[first].idx + found.end(), alignment_mode="expand")
    before = doc[max(first, span.start - 3) : span.start]
    written = f"{amount:f}".rstrip("0").rstrip(".")
    return Value(f"{written} {currency}", approximate=any(is_vague(t.lower_) for t in before)), (span.start, span.end)

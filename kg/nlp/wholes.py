"""Names put right by what stands beside them and elsewhere in the article.

The recogniser cuts names that are new to it (*Real* Madrid, Paris *Saint-Germain*), takes letters behind a name and ranks
before it for bodies (*Timothy Leigh KC*, *Det Insp Marc Lee*), and misses that who has an age is a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import given, senses, territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import honorifics

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int, str]
_MARKS = frozenset({",", ".", ";", ")", "("})
_SCORE = re.compile(r"\s(\d{1,3}[-–]\d{1,3})$")
_YOUNGEST, _OLDEST = 6, 109
_OWNERS = frozenset({"'", "’", "'s", "’s"})
_PLACES = frozenset({"GPE", "LOC"})
_TOWNS = frozenset({"City", "Region"})
_NO_SURNAME = frozenset({"group", "location", "possession", "communication"})
_LOOSE = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART", "FAC", "MISC"})


def is_legal_form(word: str) -> bool:
    """Whether a word is a company's legal form (*Inc.*, *GmbH*, *plc*)."""
    plain = word.casefold().replace(".", "")
    return plain in territories.legal_forms() or plain in load_lexicon().legal_forms


def mend(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """The names of a document with what was cut completed, and what is no name left out; in text order."""
    spans = _longer(doc, _of_saints(doc, _districts(doc, sorted(_apart(doc, spans))), unknown))
    spans = _completed(doc, _joined(doc, _of_members(doc, [_of_state(doc, s) for s in spans]), unknown))
    spans = [s for s in _begun(doc, _past_particles(doc, spans)) if not _is_department(doc, *s[:2])]
    spans = [_with_number(doc, _without_score(doc, s)) for s in _without_letters(doc, spans, unknown)]
    spans = [s for s in (_bare(doc, span) for span in spans) if s is not None]
    spans = [_as_town(doc, _in_byline(doc, _in_dateline(doc, s)), unknown) for s in spans]
    return _aged(doc, _addresses(doc, _without_kin(doc, spans, unknown)))


def _without_kin(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """Names without the word for several of a family that opens a sentence: *Brothers Jake and Logan Paul*."""
    persons = {start for start, _, label in spans if label == "PERSON"}

    def opens(start: int, end: int) -> bool:
        joined = doc[end : end + 1].text in load_closed().additive and end + 1 in persons
        several = bool(doc[start].is_sent_start) and doc[start].lower_ in load_lexicon().pairs
        return several and end - start == 2 and joined and given.gender(doc[start + 1].text) is not None

    loose = ("PERSON", "ORG", unknown)
    return [(a + 1, b, "PERSON") if label in loose and opens(a, b) else (a, b, label) for a, b, label in spans]


def _as_town(doc: Doc, span: Span, unknown: str) -> Span:
    """A name behind the word for a town or region as a place's: *in the village of Bani Zayd*."""
    start, end, label = span
    if (
        start < 2
        or doc[start - 1].lower_ not in load_closed().genitive
        or label not in ("PERSON", "ORG", "PRODUCT", unknown)
    ):
        return span
    noun = doc[start - 2]
    site = (
        noun.tag_ == "NN"
        and load_lexicon().nouns.get(noun.lower_) in _TOWNS
        and load_lexicon().nouns.get(doc[end - 1].lower_) is None
    )
    return (start, end, "GPE") if site and end - start < 4 else span


def _longer(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Names of bodies with what stands behind them: a legal form of several words, a common noun behind a preposition."""
    out: list[Span] = []
    for start, end, label in spans:
        if out and start < out[-1][1]:
            continue  # "SAB" and "CV" of "Grupo Alfarero SAB de CV"
        if label not in ("PERSON", "NORP"):
            form = _past_form(doc, start, end)
            end, label = (form, "ORG") if form > end else (_past_matter(doc, start, end, label), label)
            end = _past_list(doc, start, end) if label == "ORG" else end
        out.append((start, end, label))
    return out


def _past_form(doc: Doc, start: int, end: int) -> int:
    """Where a legal form of several words ends that begins behind a name or at its last word: *Grupo Alfarero SAB de CV*."""
    for first in (end - 1, end):
        widths = [n for n in (5, 4, 3, 2) if first + n <= len(doc)]
        width = next((n for n in widths if _joined_form(doc, first, n) in load_lexicon().long_forms), 0)
        if width and first > start and doc[first].text[:1].isupper():
            return max(end, first + width)
    return end


def _joined_form(doc: Doc, first: int, width: int) -> str:
    words = (t.lower_.replace(".", "") for t in doc[first : first + width])
    return " ".join(w for w in words if w and w != ",")


def _past_matter(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name of a body ends that tells with a preposition what it is for: *Institute for Cooperation on Agriculture*."""
    if not doc[end - 1].text[:1].isupper() or doc[start].text in load_lexicon().initial_ranks:
        return end
    while label == "ORG" and end + 1 < len(doc) and doc[end].lower_ in load_lexicon().naming_prepositions:
        at = end + 1 + (doc[end + 1].lower_ in load_closed().definite)
        word = doc[at] if at < len(doc) else None
        common = (
            word is not None and word.tag_ in ("NNP", "NNPS") and word.text[1:].islower() and word.text[0].isupper()
        )
        if word is None or not common or word.ent_type_ not in ("", "ORG") or not _is_matter(word):
            break
        end = at + 1
    return end


def _past_list(doc: Doc, start: int, end: int) -> int:
    """Where a name ends that stops before the last of what the body is for: *Commission for Conciliation, Mediation and Arbitration*."""
    prep = next((t for t in doc[start + 1 : end] if t.lower_ in load_lexicon().naming_prepositions), None)
    listed = prep is not None and any(t.text == "," for t in doc[prep.i + 1 : end])
    at = end + (doc[end : end + 1].text == ",")
    if not listed or at + 1 >= len(doc) or doc[at].lower_ not in load_closed().joint:
        return end
    last, one = doc[at + 1], doc[at + 1].text[:1].isupper() and doc[at + 1].tag_ in ("NNP", "NNPS")
    return at + 2 if one and _is_matter(last) and last.head in doc[start:end] else end


def _is_matter(word: Token) -> bool:
    """Whether a capitalised word is a common noun's: neither a territory's nor, with the word behind it, another name's."""
    behind = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    known = load_lexicon()
    alone = behind is None or behind.tag_ not in ("NNP", "NNPS")
    alone = alone and word.lower_ not in known.weekdays | known.months
    return alone and territories.find(word.text) is None and bool(senses.load().of("n", word.lower_))


def _is_department(doc: Doc, start: int, end: int) -> bool:
    """Whether a word only says of what somebody is an officer: *Vice President, Finance,*, *Finance chief Ana Prates*."""
    behind = doc[end] if end < len(doc) else None
    first = end - start == 1 and doc[start].is_sent_start and doc[start].text.istitle()
    if first and behind is not None and behind.tag_ == "NN" and load_lexicon().nouns.get(behind.lower_) == "Person":
        return doc[start].lower_ in load_lexicon().departments | load_lexicon().state_matters
    if (
        end - start > 1
        or start < 2
        or doc[start - 1].text != ","
        or doc[start].lower_ not in load_lexicon().departments
    ):
        return False
    office = doc[start - 2]
    return office.text[:1].isupper() and load_lexicon().nouns.get(office.lower_) == "Person"


def _in_byline(doc: Doc, span: Span) -> Span:
    """A name of a byline, which is a person's right behind *by* or *and*, and at its head: *By ROSARIO DELA PEÑA*, *Ana Prates, Editor*."""
    start, end, _ = span
    at, before = doc[start].idx, doc[start - 1].lower_ if start else ""
    inside = any(kind == "byline" and a <= at < b for kind, (a, b) in doc.user_data.get("furniture", ()))
    first = doc[end : end + 1].text == "," and 1 < end - start < 4 and honorifics.may_be_somebody(doc, start, end)
    heads = first and any(kind == "byline" and a == at for kind, (a, _) in doc.user_data.get("furniture", ()))
    return (start, end, "PERSON") if heads or (inside and before in load_lexicon().signing) else span


def _addresses(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Where somebody lives is a place, whatever it is called: *Ann Lee, 57, of Thornhill Bank, Halifax, said*."""
    towns = {start for start, _, label in spans if label in _PLACES}
    return [
        (a, b, "GPE" if _is_address(doc, a) and doc[b : b + 1].text == "," and b + 1 in towns else n)
        for a, b, n in spans
    ]


def _is_address(doc: Doc, start: int) -> bool:
    before = [t.text for t in doc[max(start - 4, 0) : start]]
    return (
        len(before) == 4
        and before[0] == before[2] == ","
        and before[1].isdigit()
        and before[3] in load_closed().genitive
    )


def _apart(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    """A name and the country behind its comma as two: *University of Ibadan, Nigeria*, *Enugu, Nigeria*."""
    for start, end, label in spans:
        comma = next((i for i in range(start + 1, end - 1) if doc[i].text == ","), None)
        state = territories.find(doc[comma + 1 : end].text) if comma and label not in ("PERSON", "NORP") else None
        if comma is None or state is None or not state.is_country:
            yield start, end, label
            continue
        yield start, comma, label
        yield comma + 1, end, "GPE"


def _of_saints(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """A school, hospital or church with the saint it is named after: *St Oswald's Primary School*; no town's: *St Albans's Labour Party*."""
    out: list[Span] = []
    for start, end, label in spans:
        saint = out[-1] if out and out[-1][1] == start - 1 and doc[start - 1].tag_ == "POS" else None
        if saint is not None and doc[saint[0]].text in load_lexicon().saints and label in ("ORG", "FAC", unknown):
            town = doc[saint[0] : saint[1]].text
            plain = all(senses.load().of("n", t.lower_) or senses.load().of("a", t.lower_) for t in doc[start:end])
            plain = plain and doc[end - 1].lower_ in load_lexicon().of_saints
            if plain and territories.find(town) is None and territories.around(town) is None:
                out[-1] = (saint[0], end, label)
                continue
        out.append((start, end, label))
    return out


def _districts(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """A part of the land with what it is a part of as one name: *Western District of Virginia*."""
    out: list[Span] = []
    for start, end, label in spans:
        place = label in _PLACES or territories.find(doc[start:end].text) is not None
        before = out[-1] if out and out[-1][1] == start - 1 and place else None
        if before is not None and doc[start - 1].lower_ in load_closed().genitive:
            part = doc[before[0] : before[1]]
            if len(part) > 1 and part[-1].text in load_lexicon().parted and part[0].lower_ in load_lexicon().sides:
                out[-1] = (before[0], end, "LOC")
                continue
        out.append((start, end, label))
    return out


def _begun(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Names with the words before them that the recogniser left out or took for others: *Havbris* ASA, *Josphat* Mwakio."""
    out: list[Span] = []
    for start, end, label in spans:
        form = end - start == 1 and is_legal_form(doc[start].text) and doc[start].text[:1].isupper()
        low = out[-1][1] if out else 0
        beside = bool(out) and low == start and out[-1][2] != "PERSON"
        long = end - start > 1 and label != "PERSON" and is_legal_form(doc[end - 1].text)  # Bintang "Utama Berhad"
        proper = beside and doc[start - 1].tag_ == "NNP" and territories.find(doc[start - 1].text) is None
        if (form and beside and doc[start - 1].head == doc[start]) or (long and proper):
            out[-1] = (out[-1][0], end, "ORG")  # of one phrase with the name before it
            continue
        while start > low and (form or label == "PERSON") and _begins(doc[start - 1], doc[start:end].root):
            start -= 1
        out.append((start, end, "ORG" if form else label))
    return out


def _begins(before: Token, name: Token) -> bool:
    """Whether a word right before a name is its first: a proper noun of its phrase that is no title and no common word."""
    word = before.text
    plain = before.tag_ == "NNP" and before.dep_ == "compound" and before.head == name and not before.ent_type_
    common = any(senses.load().of(pos, before.lower_) for pos in "nva") or before.lower_ in load_coref().titles
    return plain and word[:1].isupper() and not word.isupper() and word.isalpha() and not common


def _in_dateline(doc: Doc, span: Span) -> Span:
    """A name of a dateline, which is a place unless it stands in brackets: *LUBBOCK, Texas (AP)*."""
    start, end, label = span
    at = doc[start].idx
    inside = any(kind == "dateline" and a <= at < b for kind, (a, b) in doc.user_data.get("furniture", ()))
    if not inside or label in _PLACES or (start and doc[start - 1].text in ("(", "/")):
        return span
    return start, end, "GPE"


def _of_members(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Bodies named by whose they are as one name: *the East African Packagers' Forum*, *the Farmers' Union*."""
    wholes = [(*edges, "ORG") for token in doc if (edges := _members_body(token)) is not None]
    kept = [s for s in spans if not any(s[0] < end and start < s[1] for start, end, _ in wholes)]
    return sorted([*kept, *wholes])


def _members_body(mark: Token) -> tuple[int, int] | None:
    """The edges of a body's name around the mark of its owners."""
    if mark.text not in _OWNERS or not 0 < mark.i < len(mark.doc) - 1:
        return None
    owners, body = mark.nbor(-1), mark.nbor(1)
    last = owners.dep_ == "conj" and owners.head.head == body  # "National Smelter and Allied Workers"
    plural = owners.text[:1].isupper() and owners.text.endswith(load_lexicon().plural_endings)
    plural = plural and (owners.head == body or last)
    known, word = load_lexicon(), body.lower_
    cls = known.nouns.get(word) or known.endings.get(word) if plural and body.text[:1].isupper() else None
    if owners.ent_type_ == "PERSON" or cls is None or ontology.load().kind_of(cls) != "Organization":
        return None
    start, doc = owners.i, mark.doc
    while start > owners.left_edge.i and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ != "DET":
        start -= 1
    return _past_joint(doc, start), body.i + 1


def _of_state(doc: Doc, span: Span) -> Span:
    """The agency whose name is what it is for and its country: *Environment Canada*, *Statistics Norway*."""
    start, end, label = span
    if label != "GPE" or end - start > 1 or start == 0:
        return span
    matter, state = doc[start - 1], doc[start]
    ours = matter.dep_ == "compound" and matter.head == state and matter.text.istitle() and matter.tag_[:2] == "NN"
    alone = start < 2 or not doc[start - 2].text[:1].isupper() or doc[start - 2].is_punct
    if not (ours and alone) or matter.ent_type_ or state.dep_ in ("compound", "nmod", "poss"):
        return span
    country = territories.find(state.text)
    known = load_lexicon().state_matters
    return (start - 1, end, "ORG") if country is not None and country.is_country and matter.lower_ in known else span


def _past_joint(doc: Doc, start: int) -> int:
    """Where the name of a body of several trades begins: *the Atlantic Longshore and Harbour Workers' Union*."""
    if start < 3 or doc[start - 1].lower_ not in load_closed().joint:
        return start
    first = start - 1
    while first and doc[first - 1].text[:1].isupper() and doc[first - 1].tag_ in ("NNP", "NNPS", "JJ", "NN"):
        first -= 1
    return first if first < start - 1 and first and doc[first - 1].lower_ in load_closed().definite else start


def _joined(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """A place and a name of nothing known, side by side in one phrase, as one name: *Paris Saint-Germain*.

    So are two words taken for two places that nobody knows: *Moravska* *Hypotecni*.
    """
    out: list[Span] = []
    for start, end, label in spans:
        if out and out[-1][1] == start and out[-1][2] in _PLACES:
            first, strange = doc[start - 1], label in _PLACES and _strange(doc, out[-1]) and _strange(doc, (start, end))
            one = first.dep_ == "compound" and start <= first.head.i < end and first.tag_ == "NNP"
            if one and (label == unknown or strange):
                out[-1] = (out[-1][0], end, label)
                continue
        state = doc[out[-1][0] : end].text if out and out[-1][1] == start and out[-1][2] == "NORP" else ""
        if state and label == unknown and territories.find(state) is not None:
            out[-1] = (out[-1][0], end, "GPE")  # "British" "Virgin Islands"
            continue
        out.append((start, end, label))
    return out


def _strange(doc: Doc, span: Sequence[int]) -> bool:
    text = doc[span[0] : span[1]].text
    return span[1] - span[0] == 1 and territories.find(text) is None and territories.around(text) is None


def _completed(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Names of which only a part was found here, and the whole elsewhere: *Madrid* in *Real Madrid*."""
    wholes: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for start, end, label in spans:
        words = tuple(t.text for t in doc[start:end])
        if len(words) > 1 and all(w[:1].isupper() or w in "-’'" for w in words):
            for part in {words[0], words[-1]}:
                wholes.setdefault(part, []).append((words, label))
    out: list[Span] = []
    for n, (start, end, label) in enumerate(spans):
        low = spans[n - 1][1] if n else 0
        high = spans[n + 1][0] if n + 1 < len(spans) else len(doc)
        alone = end - start == 1 or (is_legal_form(doc[end - 1].text) and end - start - (doc[end - 2].text == ",") == 2)
        for words, known in wholes.get(doc[start].text, []) if alone else ():
            k = words.index(doc[start].text)
            a, b = start - k, start - k + len(words)
            if low <= a and b <= high and tuple(t.text for t in doc[a:b]) == words and doc[a].sent == doc[start].sent:
                start, end, label = a, max(b, end), known
                break
        out.append((start, end, label))
    return out


def _past_particles(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Persons' names with the surname that begins behind its small words: *Ruben van der* Heijde."""
    out: list[Span] = []
    for start, end, label in spans:
        if out and start < out[-1][1]:
            continue
        cut = label == "PERSON" and end - start > 1 and end < len(doc) and doc[end - 1].text in load_lexicon().particles
        begun = label == "PERSON" and end + 1 < len(doc) and doc[end].text in load_lexicon().particles
        surname = end + 1 if begun else end  # "Henrik" af Forselles
        named = (cut or begun) and doc[surname].text[:1].isupper() and doc[surname].tag_ in ("NNP", "NNPS")
        out.append((start, surname + 1 if named and not doc[surname].is_sent_start else end, label))
    return out


def _without_letters(doc: Doc, spans: Sequence[Span], unknown: str) -> list[Span]:
    """Names without the letters that stand behind a person's: *Timothy Leigh KC*, *Ann Lee, M.D., Ph.D.*"""
    ends, out = {end for _, end, label in spans if label == "PERSON"}, []
    for start, end, label in spans:
        behind = start
        while behind and (doc[behind - 1].text == "," or _is_letters(doc[behind - 1].text)):
            behind -= 1
        if end - start == 1 and _is_letters(doc[start].text) and behind in ends:
            continue
        first, common = doc[start].text, doc[end - 1].text in load_lexicon().common_letters
        somebody = common and end - start == 3 and given.gender(first) is not None and _is_surname(doc, start + 1)
        if somebody and label in ("PERSON", "ORG", unknown):
            end, label = end - 1, "PERSON"  # "Ronan Fives SC"
        while label == "PERSON" and end - start > 2 and _is_letters(doc[end - 1].text):
            end -= 1
        out.append((start, end, label))
    return out


def _is_surname(doc: Doc, at: int) -> bool:
    """Whether a word may be a surname: neither a place, nor a body's or a common noun that no family has for a name."""
    word, kinds = doc[at].text, senses.load().of("n", doc[at].lower_)
    plain = territories.find(word) is None and _NO_SURNAME.isdisjoint(s.rstrip("+") for s in kinds)
    return plain and honorifics.may_be_somebody(doc, at, at + 1)


def _is_letters(word: str) -> bool:
    return word.replace(".", "") in load_lexicon().letters


def _with_number(doc: Doc, span: Span) -> Span:
    """A name with the number word that ends it: *League One*, *Air Force One*."""
    start, end, label = span
    number = end < len(doc) and doc[end].tag_ == "CD" and doc[end].text.istitle() and doc[end].is_alpha
    return (start, end + 1, label) if number and not doc[end].is_sent_start else span


def _without_score(doc: Doc, span: Span) -> Span:
    """A name without the score behind it: *beat Mbabane 2-0*; a *Boeing 737-800* has none."""
    start, end, label = span
    if label == "PRODUCT" or (found := _SCORE.search(doc[start:end].text)) is None:
        return span
    while end - 1 > start and doc[end - 1].idx >= doc[start].idx + found.start(1):
        end -= 1
    return start, end, label


def _bare(doc: Doc, span: Span) -> Span | None:
    """A name without the ranks before it; None where it is nothing but ranks: *Det Insp*."""
    start, end, label = span
    known, first = load_lexicon(), doc[start].text
    person = first.istitle() and label in _LOOSE and honorifics.may_be_somebody(doc, start + 1, end)
    person = label == "PERSON" or (person and first in known.initial_ranks)  # "Prof Ngo Solange"
    person = person and not _is_vessel(doc, start, end)
    while start < end and (
        doc[start].lower_.rstrip(".") in known.ranks
        or (start > span[0] and doc[start].lower_ in known.later_ranks)
        or (person and doc[start].text in known.initial_ranks and end - start > 1)
    ):
        start += 1
        if start < end and doc[start].text == ".":
            start += 1
    if start == end:
        return None
    return start, end, "PERSON" if start > span[0] else label


def _is_vessel(doc: Doc, start: int, end: int) -> bool:
    """Whether a short rank is a word for a thing, and no given name stands behind it: *Brig Amsterdam*."""
    word, behind = doc[start], doc[start + 1].text if start + 1 < end else ""
    thing = word.text.istitle() and senses.load().of("n", word.lower_)[:1] == ("artifact",)
    return thing and given.gender(behind) is None


def _aged(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Who has an age is a person, wherever the name or its last word stands: *Ledecka, 26,*.

    Not in a table of names with numbers (*Norway, 16, and Germany, 12*), nor what is known for a place or a body.
    """
    found = [s for s in spans if _has_age(doc, s)]
    rows = Counter(doc[start].sent.start for start, _, label in found if label != "PERSON")
    persons = {
        doc[end - 1].text for start, end, label in found if label == "PERSON" or rows[doc[start].sent.start] == 1
    }
    return [
        (a, b, "PERSON" if doc[b - 1].text in persons and b - a <= 4 and label in _LOOSE else label)
        for a, b, label in spans
    ]


def _has_age(doc: Doc, span: Span) -> bool:
    start, end, _ = span
    if (
        end + 2 >= len(doc)
        or doc[end].text not in (",", "(")
        or not re.fullmatch(r"\d{1,3}", doc[end + 1].text, re.ASCII)
    ):
        return False
    text, closes = doc[start:end].text, doc[end + 2].text
    if territories.find(text) or territories.around(text) or text.casefold() in load_lexicon().known:
        return False
    if doc[end - 1].tag_ == "NNPS" or doc[end - 1].text.isupper():
        return False
    return _YOUNGEST <= int(doc[end + 1].text) <= _OLDEST and closes == (")" if doc[end].text == "(" else ",")

"""Names: the entity recogniser's spans, repaired at their edges, completed and made consistent over a document.

The recogniser's labels are only a first vote; `kg.resolve` decides an entity's type by all its mentions together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lang import senses, territories
from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as load_lexicon
from kg.lang.times import load as load_times
from kg.nlp import acronyms, headlines, honorifics, nicknames, products, scripts, wholes, works
from kg.nlp.nicknames import QUOTES
from kg.nlp.types import Name
from kg.nlp.wholes import is_legal_form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
UNKNOWN = "MISC"  # a proper name the recogniser passed over
_EDGE_TAGS = frozenset(
    {"DT", "PRP$", "POS", "CC", "IN", "TO", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "RB"}
)
_MARKS = frozenset({*QUOTES, "©", "®", "™"})


def find_names(doc: Doc) -> list[Name]:
    """All names of a document in text order, none overlapping another.

    Args:
        doc: analysed by the pipeline (tags, dependencies and `doc.ents` set).
    """
    taken = [False] * len(doc)
    common = {t.text for t in doc if t.text.islower()}
    spans: list[tuple[int, int, str]] = []
    for ent in doc.ents:
        if ent.label_ in LABELS and (edges := _trim(doc, ent.start, ent.end, common)):
            spans.append((*edges, ent.label_))
    spans = list(_adjacent(doc, list(_split(doc, spans))))
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    spans = [(*_extend(doc, start, end, label, taken), label) for start, end, label in spans]
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    spans += _missed(doc, taken)
    foreign = list(scripts.find(doc, spans, UNKNOWN))
    spans = sorted(_disjoint([*foreign, *(s for s in spans if not _within(s, foreign))]))
    short = acronyms.find(doc, spans, UNKNOWN)
    spans = sorted(_disjoint([*short, *(s for s in spans if not _within(s, short))]))
    spans = sorted(_disjoint(products.mend(doc, spans, UNKNOWN)))
    spans = [s for s in map(partial(_tidied, doc), spans) if not _is_prefixed(doc, *s[:2])]
    spans = [s for s in spans if not _is_seat(doc, *s[:2]) and (s[1] - s[0] > 1 or not _is_no_single(doc, s[0]))]
    spans = wholes.mend(doc, _disjoint([*spans, *_repeated(doc, spans, common)]), UNKNOWN)
    spans = headlines.mend(doc, works.mend(doc, honorifics.mend(doc, spans)))
    return _consistent(doc, nicknames.mend(doc, spans))


def _within(span: tuple[int, int, str], others: list[tuple[int, int, str]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b, _ in others)


_SEAT = re.compile(r"[A-Z]{1,3}\s?[-–]\s?[A-Z][\w.]*(\s[A-Z]\w+)?")


def _is_seat(doc: Doc, start: int, end: int) -> bool:
    """Whether letters in brackets behind a name say party and state: *Senator John McCain (R-AZ)*."""
    if start < 2 or end >= len(doc) or (doc[start - 1].text, doc[end].text) != ("(", ")"):
        return False
    return doc[start - 2].pos_ == "PROPN" and bool(_SEAT.fullmatch(doc[start:end].text))


def _is_no_single(doc: Doc, i: int) -> bool:
    """A word that is no name: a unit, a time zone, the first of a sentence, two countries at once (*the U.S.–Mexico border*)."""
    parts = re.split(r"[–—/-]", doc[i].text)
    if i and doc[i - 1].is_digit and not doc[i - 1].whitespace_:
        return True  # "4GB"
    countries = len(parts) == 2 and all(territories.find(p) is not None for p in parts)
    if len(parts) == 2 and parts[0].islower() and parts[1].casefold() in load_times().months:
        return True  # "mid-May"
    if "]" in doc[i].text[1:-1]:
        return True  # "T]he"
    return countries or doc[i].text in load_lexicon().time_zones or _only_opens(doc, i)


def _tidied(doc: Doc, span: tuple[int, int, str]) -> tuple[int, int, str]:
    """A name without what only stands behind it: the word before a credit, a score."""
    start, end, label = span
    if end - start > 1 and doc[start].is_sent_start and doc[start].tag_ in ("VBD", "VBN") and _says(doc[start]):
        start += 1  # "Remarked Center for Biological Diversity scientist …"
    start, end = _whole_words(doc, _past_prefix(doc, start, end), end)
    if label == UNKNOWN and 2 <= end - start <= 3 and doc[start].lower_ in load_lexicon().royal:
        label = "PERSON"  # "Princess Ubolratana"
    while end - start > 1 and end < len(doc) and doc[end].text == ":" and doc[end - 1].text in load_lexicon().credits:
        end -= 1  # "… with the mayor Image: somebody"
    while end - start > 1 and doc[end - 1].text == "|":
        end -= 1  # "Lagos Business Ledger | Tuesday"
    while end - start > 1 and doc[end - 1].is_digit and end < len(doc) and doc[end].text in products.SCORE_MARKS:
        end -= 1  # "Sweden 1 – 0 Belgium"
    end = _before_amount(doc, start, _before_phrase(doc, start, end))
    while end - start > 1 and doc[end - 1].is_lower and doc[end - 1].tag_ in ("VBD", "VBZ", "VBP"):
        end -= 1  # "Mary Quant described"
    for i in range(start + 1, end - 1):
        if doc[i].text == "(" and ")" not in doc[i:end].text:
            return start, i, label
    return start, end, label


def _whole_words(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name that the tokeniser cut inside a word: *3G iPhone*, *NASA* T-shirt."""
    if end - start > 1 and start and doc[start - 1].is_digit and not doc[start - 1].whitespace_:
        start -= 1
    last, behind = doc[end - 1], doc[end : end + 1].text
    if end - start > 1 and len(last) == 1 and not last.whitespace_ and behind == "-":
        end -= 1
    return start, end


def _past_prefix(doc: Doc, start: int, end: int) -> int:
    """Where a name begins behind an adjective: *Pro-Beijing* DAB."""
    if doc[start].lower_.split("-", 1)[0] not in load_lexicon().prefixes:
        return start
    width = 3 if start + 1 < end and doc[start + 1].text == "-" else 1 if "-" in doc[start].text else 0
    return start + width if start + width < end else start


def _before_amount(doc: Doc, start: int, end: int) -> int:
    """Where a name ends that swallowed a number of something: *Humberto 785 miles north*, *Humberto 75* miles."""
    for i in range(start + 1, min(end, len(doc) - 1)):
        noun = doc[i + 1]
        if not doc[i].like_num or noun.tag_ not in ("NN", "NNS"):
            continue
        if noun.lower_ in load_lexicon().multiples or senses.load().of("n", noun.lemma_)[:1] == ("quantity",):
            return i  # "visited Bishkek four times"
    return end


def _before_phrase(doc: Doc, start: int, end: int) -> int:
    """Where the name of a body ends that a phrase follows: behind its legal form, *Blues Incorporated* for The Rolling Stones."""
    forms = (i for i in range(start + 1, end - 2) if is_legal_form(doc[i].text) and doc[i + 1].tag_ == "IN")
    return next((i + 1 for i in forms if len(doc[i]) > 4), end)


def _says(verb: Token) -> bool:
    """Whether a verb introduces what somebody says."""
    return verb.lemma_.casefold() in load_attribution().verbs or verb.lower_ in load_attribution().verbs


def _only_opens(doc: Doc, i: int) -> bool:
    """Whether a word is capitalised only because it opens its sentence: *Fashion designer Mary Quant*."""
    token = doc[i]
    if (
        not token.is_sent_start
        or token.tag_ != "NN"
        or token.dep_ != "compound"
        or token.head.tag_ not in ("NN", "NNS")
    ):
        return False
    elsewhere = any(t.text == token.text and not t.is_sent_start for t in doc)
    return not elsewhere and bool(senses.load().of("n", token.lower_))


def _adjacent(doc: Doc, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Halves of one name that the recogniser took for two: *Princess Ana* *Prates*, *Youth Forum* *Zimbabwe*."""
    held: tuple[int, int, str] | None = None
    for span in sorted(spans, reverse=True):
        if held is not None and span[1] == held[0] and (label := _joined(doc, span, held)):
            held = (span[0], held[1], label)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _joined(doc: Doc, first: tuple[int, int, str], second: tuple[int, int, str]) -> str | None:
    """The label of two names side by side that are one; None where they are two."""
    last = doc[first[1] - 1]
    if first[2] == "NORP" and second[2] == "GPE" and territories.find(doc[first[0] : second[1]].text) is not None:
        return "GPE"  # "British" "Virgin Islands"
    if last.dep_ != "compound" or last.head.i not in range(second[0], second[1]) or not _proper(last):
        return None
    if second[2] == "PERSON" and load_coref().titles.get(doc[first[0]].lower_) in ("m", "f"):
        return "PERSON"
    if first[2] == second[2] == "PERSON":
        return "PERSON"  # "Andrés Manuel" "López Obrador"
    if first[2] == "PERSON" and first[1] - first[0] == 1 and second[2] == "GPE" and second[1] - second[0] == 2:
        named, ends = doc[second[0] : second[1]], doc[second[1] - 1].dep_ not in ("compound", "nmod")
        if ends and territories.find(named.text) is None:
            return "PERSON"  # "Carmen" "Yulín Cruz"
    if (
        second[2] == "PERSON"
        and first[1] - first[0] == 1
        and first[2] in ("NORP", "GPE")
        and _is_given(doc, first[0], first[2])
    ):
        return "PERSON"
    if first[2] == "PERSON" and second[2] in ("PERSON", "GPE", "NORP") and second[1] - second[0] == 1:
        surname = doc[second[0]]  # "Tuilaepa Sailele" "Malielegaoi"
        if surname.dep_ not in ("compound", "nmod") and territories.find(surname.text) is None:
            return "PERSON"
    ends = doc[second[1] - 1].dep_ not in ("compound", "nmod", "poss")
    whole = first[1] - first[0] > 1 or (last.is_upper and len(last) > 2)  # "CNN" "Philippines"
    text = doc[second[0] : second[1]].text
    known = (territories.find(text) or territories.around(text)) is not None
    if first[2] == "ORG" and second[2] == "GPE" and ends and not known and second[1] - second[0] == 2:
        return "ORG"  # "Sotavento" "Engenharia Namibia"
    place = second[2] == "GPE" and known
    return "ORG" if first[2] == "ORG" and place and ends and whole else None


def _is_given(doc: Doc, i: int, label: str) -> bool:
    """Whether a word taken for a people or a place is somebody's given name: nobody knows it, and it stands where no place does."""
    word = doc[i]
    if word.tag_ != "NNP" or territories.find(word.text) is not None or senses.load().of("n", word.lower_):
        return False
    if i == 0 or doc[i - 1].is_space or doc[i].is_sent_start:
        return label == "NORP" or not word.has_vector  # "Seydina" "Amadou Konaté"
    before = doc[i - 1]
    titled = before.text[:1].isupper() and _is_role(before)  # "Archbishop Sławoj" "Leszek Głódź"
    strange = territories.around(word.text) is None and before.dep_ not in ("prep", "agent", "compound")
    return label == "NORP" or titled or strange  # "since Panagiotis" "Lemos-Carras"


def _is_prefixed(doc: Doc, start: int, end: int) -> bool:
    """Whether a name only makes up an adjective: *pro-Beijing*, *anti-American*."""
    prefixes, first = load_lexicon().prefixes, doc[start]
    if end - start == 1 and first.lower_.split("-", 1)[0] in prefixes and "-" in first.text:
        return True
    if first.lower_ in prefixes and end - start == 3 and doc[start + 1].text == "-":
        return True
    return start >= 2 and end - start == 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in prefixes


def _split(doc: Doc, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """*the mayor of Porto Ana Prates*: a place that stands alone elsewhere, and a person."""
    places = {doc[a].text for a, b, label in spans if label == "GPE" and b - a == 1}
    for start, end, label in spans:
        if commas := _list(doc, start, end, label):
            for a, b in pairwise([start - 1, *commas, end]):
                a += 1 + (doc[a + 1].tag_ == "CC")
                yield a, b, label
        elif (
            label == "PERSON"
            and end - start >= 3
            and doc[start].text in places
            and start
            and doc[start - 1].lower_ in load_closed().genitive
        ):
            yield start, start + 1, "GPE"
            yield start + 1, end, label
        elif label == "PERSON" and end - start >= 2 and _is_told(doc, start):
            yield start, start + 1, "ORG"
            yield start + 1, end, label
        else:
            yield start, end, label


def _is_told(doc: Doc, i: int) -> bool:
    """Whether an acronym behind a verb of speech is told, and no part of the name behind it: *told NPR Hamza bin Laden had …*."""
    acronym = doc[i].is_upper and doc[i].is_alpha and len(doc[i]) > 2 and not doc[i + 1].is_upper
    return acronym and i > 0 and doc[i - 1].pos_ == "VERB" and _says(doc[i - 1])


def _list(doc: Doc, start: int, end: int, label: str) -> list[int]:
    """The commas of a list that the recogniser took for one name: *Mac OS X, iOS 5, and iCloud*."""
    commas = [i for i in range(start + 1, end - 1) if doc[i].text == ","]
    if label in ("GPE", "LOC", "LAW", "WORK_OF_ART") or not commas:
        return []
    if any(t.text in load_closed().in_names for t in doc[start : commas[0]]):
        return []  # "Department of Food, Farming and Health"
    plain = doc[commas[-1] + 1].tag_ != "CC" and any(t.tag_ == "CC" for t in doc[commas[-1] + 1 : end])
    if plain and len(commas) == 1:
        return []  # "Educational, Scientific and Cultural Organization"
    parts = [doc[i + 1 + (doc[i + 1].tag_ == "CC")] for i in commas]
    names = all(p.text[:1].isupper() or products.INNER_CAPITAL.search(p.text) for p in parts)
    long = any(b - a > 2 for a, b in pairwise([start - 1, *commas, end]))
    return commas if names and long and not any(is_legal_form(p.text) for p in parts) else []


def _trim(doc: Doc, start: int, end: int, common: set[str]) -> tuple[int, int] | None:
    while start < end and (doc[start].tag_ in _EDGE_TAGS or doc[start].is_space or doc[start].text in _MARKS):
        start += 1
    while end > start and (
        doc[end - 1].tag_ in ("POS", ",", ":", "``", "''", "-LRB-", "CC", "IN", "DT")
        or doc[end - 1].is_space
        or doc[end - 1].text in QUOTES
        or (doc[end - 1].text == "." and end - start > 1)
        or (doc[end - 1].tag_ == "-RRB-" and "(" not in doc[start:end].text)
    ):
        end -= 1
    while (
        end - start > 1
        and doc[end - 1].tag_ in ("NN", "NNP")
        and _is_role(doc[end - 1])
        and doc[end - 1].dep_ == "compound"
    ):
        end -= 1  # "Apple CEO" before "Tim Cook" is a company and an office
    if end - start > 2 and doc[end - 1].tag_ == "NNP" and _is_role(doc[end - 1]) and doc[end - 2].dep_ == "compound":
        end -= doc[end - 1].dep_ == "appos"  # "Jeff Rathke, the State Department Spokesperson,"
    while (
        end - start > 1
        and doc[start].text.islower()
        and doc[start].text not in load_lexicon().joiners
        and load_lexicon().nouns.get(doc[start].lower_)
    ):
        start += 1  # "bank HSBC"
        start += start < end - 1 and doc[start].lower_ in load_closed().genitive  # "council of Acme University"
    for i in range(start, end):  # a name never crosses a line
        if doc[i].is_space and "\n" in doc[i].text:
            end = i
            break
    if end - start == 1 and _is_no_name(doc, start, common):
        return None
    if start >= end or not any(c.isupper() or c.isdigit() for c in doc[start:end].text):
        return None
    return start, end


def _is_no_name(doc: Doc, i: int, common: set[str]) -> bool:
    """A single word that is an office, or a common word that only begins its sentence."""
    token = doc[i]
    if _is_role(token):
        return True
    if not token.is_sent_start or token.is_upper or token.ent_type_ == "NORP":
        return False
    if token.ent_type_ == "GPE":  # "Rescuers", "Repaid"
        part = "n" if token.tag_ == "NNS" else "v" if token.tag_ in ("VBN", "VBD", "VBG") else ""
        told = part and any(senses.load().of(part, w) for w in (token.lower_, token.lemma_.casefold()))
        return bool(told) and territories.find(token.text) is None and territories.around(token.text) is None
    return token.tag_ not in ("NNP", "NNPS", "NN") or token.lower_ in common


def _extend(doc: Doc, start: int, end: int, label: str, taken: list[bool]) -> tuple[int, int]:
    """Take in what the recogniser cut off: hyphenated halves, legal forms, the rest of a capitalised compound."""
    while start >= 2 and _is_hyphen(doc, start - 1) and _proper(doc[start - 2]) and not taken[start - 2]:
        start -= 2
    while end + 1 < len(doc) and doc[end].tag_ in ("HYPH", ":") and doc[end].text in "-–" and _proper(doc[end + 1]):
        if taken[end + 1] or (doc[end].whitespace_ and not doc[end - 1].whitespace_):
            break
        end += 2
    if label in ("ORG", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "LOC"):
        while start and _proper(doc[start - 1]) and not taken[start - 1] and doc[start - 1].head.i in range(start, end):
            start -= 1
        while (
            end < len(doc)
            and _proper(doc[end])
            and not taken[end]
            and doc[end - 1].head.i >= end
            and doc[end].pos_ != "NUM"
            and doc[end - 1].dep_ == "compound"
            and not _is_role(doc[end])
        ):
            end += 1
    if label == "PERSON" and _surname_follows(doc, end, taken):
        end += 1
    if label == "GPE" and end < len(doc) and _proper(doc[end]) and not taken[end] and doc[end - 1].head.i == end:
        end += territories.find(doc[start : end + 1].text) is not None  # "Tyumen" Oblast
    if label == "ORG" and end + 1 < len(doc) and doc[end].tag_ == "IN" and doc[end].ent_iob_ == "I":
        rest = end + 1  # the recogniser stopped in the middle: "the Commission on" Religious Freedom
        while rest < len(doc) and _proper(doc[rest]) and not taken[rest]:
            rest += 1
        end = rest if rest > end + 1 else end
    if label == "ORG":
        start, end = _couple(doc, start, end), _campus(doc, start, end, taken)
    if label in ("ORG", "PERSON", "PRODUCT"):
        end = _legal_form(doc, end)
    return start, _generation(doc, end) if label == "PERSON" else end


def _is_hyphen(doc: Doc, i: int) -> bool:
    """Whether a mark joins the words around it: *Harvard–Smithsonian*."""
    return doc[i].tag_ == "HYPH" or (doc[i].text in "-–" and not doc[i].whitespace_ and not doc[i - 1].whitespace_)


def _couple(doc: Doc, start: int, end: int) -> int:
    """Where a name begins that two persons share: *the Bill and Melinda Gates Foundation*."""
    if start < 2 or doc[start - 1].lower_ not in load_closed().joint or not _proper(doc[start - 2]):
        return start
    first = doc[start - 2]
    whole = first.dep_ in ("nmod", "compound") and first.head.i in range(start, end) and end - start > 2
    whole = whole and doc[end - 1].tag_ != "NNPS"  # "the State and Homeland Security Departments" are two
    return start - 2 if whole and start > 2 and doc[start - 3].lower_ in load_closed().definite else start


def _campus(doc: Doc, start: int, end: int, taken: list[bool]) -> int:
    """Where the name of a university of several towns ends: *University of California, Los Angeles*, *… of Hawaii at Mānoa*."""
    of = next((i for i in range(start + 1, end) if doc[i].lower_ in load_closed().genitive), None)
    state = territories.find(doc[of + 1 : end].text) if of is not None else None
    if of is None or state is None or doc[of - 1].text not in load_lexicon().campus_heads or end + 1 >= len(doc):
        return end
    town, at = end + 1, doc[end].lower_ in load_closed().adessive
    while town < len(doc) and (town == end + 1 or doc[town].ent_iob_ == "I" or _is_hyphen(doc, town)):
        if not (doc[town].ent_type_ == "GPE" or (at and _proper(doc[town])) or (town > end + 1 and at)):
            break
        town += 1
    known = territories.find(doc[end + 1 : town].text) is not None
    joined = at or (doc[end].text == "," and not state.is_country)
    return town if joined and town > end + 1 and not known else end


def _surname_follows(doc: Doc, end: int, taken: list[bool]) -> bool:
    """Whether the recogniser stopped before the surname: *Steve* Peers, where *Trump Tower* is none."""
    if end >= len(doc) or taken[end] or not _proper(doc[end]) or _is_role(doc[end]):
        return False
    whole = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end and doc[end].dep_ not in ("compound", "nmod")
    if doc[end].ent_type_:  # "Theresa" May
        alone = doc[end].ent_iob_ == "B" and not any(t.ent_iob_ == "I" for t in doc[end + 1 : end + 2])
        return whole and alone and doc[end].ent_type_ == "DATE" and doc[end].is_alpha
    meant = set(senses.load().of("n", doc[end].lower_)) - {"person"}
    return whole and not doc[end].is_upper and not meant


def _generation(doc: Doc, end: int) -> int:
    """*Martin Luther King, Jr.*"""
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    return at + 1 if at < len(doc) and doc[at].lower_.strip(".") in load_lexicon().generations else end


def _legal_form(doc: Doc, end: int) -> int:
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at < len(doc) and doc[at].text[:1].isupper() and not doc[at].is_stop and is_legal_form(doc[at].text):
        return at + 1
    return end


def _is_role(token: Token) -> bool:
    """Whether a capitalised word is an office or occupation: *Minister*, *CEO*."""
    return load_lexicon().nouns.get(token.lower_) == "Person"


def _proper(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def _past_hyphen(doc: Doc, end: int, taken: list[bool]) -> int:
    """Where a name goes on: behind the other half of a hyphenated word."""
    joined = end + 1 < len(doc) and doc[end].tag_ == "HYPH" and _proper(doc[end + 1]) and not taken[end + 1]
    return end + 2 if joined else end


def _missed(doc: Doc, taken: list[bool]) -> list[tuple[int, int, str]]:
    """Runs of proper nouns that carry no label: names the recogniser passed over."""
    titles = [span for kind, span in doc.user_data.get("furniture", ()) if kind != "text"]
    words, out, i = load_lexicon(), [], 0
    while i < len(doc):
        token = doc[i]
        dated = token.lower_ in words.weekdays or token.lower_ in words.months
        if taken[i] or dated or not _proper(token) or token.ent_type_ or any(a <= token.idx < b for a, b in titles):
            i += 1
            continue
        end = _past_hyphen(doc, i + 1, taken)
        while end < len(doc) and not taken[end] and (_proper(doc[end]) or _joins(doc, end, taken)):
            if doc[end].lower_ in words.weekdays:
                break  # "Prime Minister's Questions Wednesday"
            end = _past_hyphen(doc, end + 1, taken)
        if _looks_like_a_name(doc, i, end):
            out.append((i, end, UNKNOWN))
        i = end
    return out


def _joins(doc: Doc, i: int, taken: list[bool]) -> bool:
    return doc[i].lower_ in load_lexicon().joiners and i + 1 < len(doc) and _proper(doc[i + 1]) and not taken[i + 1]


def _looks_like_a_name(doc: Doc, start: int, end: int) -> bool:
    first = doc[start]
    if _is_role(doc[end - 1]):
        return False
    if end - start == 1:
        if len(first.text) < 2 or (first.dep_ in ("compound", "nmod", "amod") and first.head.ent_type_ == "PERSON"):
            return False  # a title before a person's name
        if first.is_sent_start and first.text.lower() in doc.vocab and not first.is_oov and first.text.istitle():
            return first.vocab[first.lower_].is_oov
    return bool(re.search(r"[A-Za-zÀ-ɏ]{2}", doc[start:end].text))


def _repeated(doc: Doc, spans: list[tuple[int, int, str]], common: set[str]) -> Iterator[tuple[int, int, str]]:
    """What is a name in one place is one wherever it stands again, and so is a person's last name alone."""
    taken = {i for start, end, _ in spans for i in range(start, end)}
    known: dict[str, tuple[int, str]] = {}
    for start, end, label in spans:
        if doc[start].text[:1].isupper() or products.INNER_CAPITAL.search(doc[start].text):
            known.setdefault(doc[start:end].text, (end - start, label))
        if label == "PERSON" and end - start > 1:
            known.setdefault(doc[end - 1].text, (1, label))
    known |= {word: (1, "ORG") for word in _first_words(doc, spans) if word not in known}
    widths = sorted({n for n, _ in known.values()}, reverse=True)
    for token in doc:
        if not _may_begin(token, common):
            continue
        for width in widths:
            end = token.i + width
            found = known.get(doc[token.i : end].text) if end <= len(doc) else None
            if found and found[0] == width and not taken.intersection(range(token.i, end)):
                taken.update(range(token.i, end))
                yield token.i, end, found[1]
                break


def _first_words(doc: Doc, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    """First words of bodies' names that stand alone with a capital in the midst of a sentence: *Verity* Therapeutics."""
    titles = [span for kind, span in doc.user_data.get("furniture", ()) if kind != "text"]
    firsts = {doc[start].text for start, end, label in spans if label == "ORG" and end - start > 1}
    for token in doc[1 : len(doc) - 1]:
        if token.text not in firsts or token.is_sent_start or len(token) < 4 or token.is_upper or token.is_stop:
            continue
        alone = not any(t.text[:1].isupper() or t.text in "-–" for t in (token.nbor(-1), token.nbor(1)))
        known = _is_role(token) or territories.find(token.text) is not None
        if alone and not known and token.pos_ in ("NOUN", "PROPN") and not any(a <= token.idx < b for a, b in titles):
            yield token.text


def _may_begin(token: Token, common: set[str]) -> bool:
    """Whether a word can begin a name: not a common word that is only capitalised at the head of its sentence."""
    if not (token.text[:1].isupper() or products.INNER_CAPITAL.search(token.text)) or token.is_stop:
        return False
    return len(token.text) > 2 and (
        token.tag_ in ("NNP", "NNPS") or not token.is_sent_start or token.lower_ not in common
    )


def _disjoint(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest spans that do not overlap; one that is no longer than those kept overlaps them with an end."""
    out: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if start not in taken and end - 1 not in taken:
            out.append((start, end, label))
            taken.update(range(start, end))
    return out


def _consistent(doc: Doc, spans: list[tuple[int, int, str]]) -> list[Name]:
    """Give equal names one label: the one most of them carry (an unlabelled one never wins)."""
    votes: dict[str, Counter[str]] = {}
    for start, end, label in spans:
        if label != UNKNOWN:
            votes.setdefault(doc[start:end].text, Counter())[label] += 1
    out = []
    for start, end, label in spans:
        counts = votes.get(doc[start:end].text)
        best = max(sorted(counts), key=lambda x: (counts[x], x == "NORP")) if counts else label
        if best == UNKNOWN:
            best = _territory_label(doc[start:end].text) or best
        out.append(Name(start, end, doc[start:end].root.i, best))
    return out


def _territory_label(text: str) -> str | None:
    return "GPE" if territories.find(text) or territories.around(text) else None

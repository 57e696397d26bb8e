"""When two names are one thing's: the precise part of coreference, decided by the names alone.

Full names, parts of a person's name, acronyms with their expansion, legal forms, other names of one territory.  Two
different full names of persons are never one person here, nor may a learned link make them so (`may_join`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lang import given, territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as lexicon
from kg.nlp import acronyms, honorifics, institutions, introduced, scripts, short_forms
from kg.nlp.institutions import Body
from kg.nlp.types import TokenMention
from kg.nlp.wholes import is_legal_form

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACES = short_forms.PLACES
SAME = "same name"
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.&]{1,7}s?$")


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared: without article, case marks, title and legal form."""

    mention: int
    text: str  # cleaned, as written
    words: tuple[str, ...]  # case-folded, without accents, title and legal form
    label: str | None
    body: Body | None = None  # of a name that every country has one of: the Senate

    @property
    def key(self) -> str:
        return f"{self.body.name}/{self.body.owner or ''}" if self.body else " ".join(self.words)

    @property
    def is_person(self) -> bool:
        return self.label == "PERSON"


def clean(text: str) -> str:
    """A name without its article, possessive and stray marks."""
    text = _article().sub("", text.strip())
    plain = re.sub(r"\s+", " ", re.sub(r"(?:['’]s|['’])$", "", text)).strip(' .,"“”') or text
    if re.search(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$", plain) and f"{plain}." in text:
        return f"{plain}."  # "R.I."
    return f"{plain}." if plain.rpartition(" ")[2] in lexicon().dotted_generations and " " in plain else plain


def acronym(name: str) -> str:
    """The initials of a name's capitalised words; empty for one word."""
    return "".join(w[0] for w in re.findall(r"[A-Za-zÀ-ɏ]+", name) if w[0].isupper()) if " " in name else ""


def forms(doc: Doc, mentions: Sequence[TokenMention]) -> list[NameForm]:
    """The names among the mentions, ready to compare."""
    out = []
    bodies = institutions.find(doc, mentions)
    for k, m in enumerate(mentions):
        if m.kind != "name":
            continue
        text = clean(doc[m.start : m.end].text)
        words = [territories.unaccented(w).casefold() for w in re.split(r"[\s,]+", text) if w]
        if m.label == "PERSON":
            words = words[honorifics.count(words) :]
        if len(words) > 1 and m.label == "PERSON" and words[-1].strip(".") in lexicon().generations:
            words = words[:-1]
        while len(words) > 1 and m.label in ("ORG", "PRODUCT", "MISC") and _is_mere_form(words[-1]):
            words = words[:-1]
        if 1 < len(words) < 4 and words[-2] in lexicon().storms:
            words = words[-1:]  # "Tropical Storm Humberto", "Hurricane Humberto"
        out.append(NameForm(k, text, tuple(words), m.label, bodies.get(k)))
    return out


def _is_mere_form(word: str) -> bool:
    """Whether a name means the same without its last word: *Acme Inc.*, not *the Lee Foundation*."""
    return is_legal_form(word) and lexicon().nouns.get(word) != "Organization"


def same(doc: Doc, mentions: Sequence[TokenMention]) -> list[tuple[int, int, str]]:
    """(mention, earlier or fuller mention, why) for every name that is another name's thing for certain."""
    found = forms(doc, mentions)
    groups: dict[str, list[NameForm]] = defaultdict(list)
    links: list[tuple[int, int, str]] = []
    for form in found:
        if form.key in groups:
            links.append((form.mention, groups[form.key][0].mention, SAME))
        groups[form.key].append(form)
    for key in _joint(doc, mentions, groups):
        del groups[key]  # part of no other name, and no part of it is short for it
    heads = [g[0] for g in groups.values()]
    surnames = {f.words[-1] for f in heads if len(f.words) == 1 and _is_person(groups[f.key])}
    persons = [
        f
        for f in heads
        if len(f.words) > 1
        and (
            _is_person(groups[f.key])
            or (len(f.words) == 2 and (_misread(f, surnames) or _is_introduced(doc, mentions, f, surnames)))
        )
    ]
    named = {key: short_forms.Group(doc, mentions, group) for key, group in groups.items()}
    for form in heads:
        group = named[form.key]
        body = short_forms.find(group, list(named.values()))
        target, why = (None, "")
        if body is None or not group.is_called_body():
            target, why = _fuller_person(mentions, group, persons, named)
        if target is None:
            target, why = _expansion(form, heads)
        if target is None and body is not None:
            target, why = body, "short for the full name"
        if target is None:
            target, why = _territory(form, heads)
        if target is not None:
            links.append((form.mention, target.mention, why))
    return [*links, *_bracketed(doc, mentions, found), *introduced.find(doc, mentions)]


def _joint(doc: Doc, mentions: Sequence[TokenMention], groups: dict[str, list[NameForm]]) -> list[str]:
    """The keys of names made of two others that the text lists beside each other: *Wandoo Tessier*, of *Wandoo and Tessier*."""
    alone = {key: {doc[mentions[f.mention].head] for f in g} for key, g in groups.items() if len(g[0].words) == 1}

    def listed(one: str, other: str) -> bool:
        heads = alone.get(other, set())
        return bool(heads) and any(heads.intersection(t.conjuncts) for t in alone.get(one, ()))

    return [key for key, g in groups.items() if len(g[0].words) == 2 and listed(*g[0].words)]


def _is_person(group: Sequence[NameForm]) -> bool:
    return 2 * sum(f.is_person for f in group) >= len(group)


def _as_kin(group: short_forms.Group) -> bool:
    """Whether a name's first mention is introduced as somebody's kin: *her mother, Gloria Morgan Vanderbilt*."""
    head = group.doc[group.mentions[0].head]
    beside = [head.head] if head.dep_ == "appos" else []
    beside += [c for c in head.children if c.dep_ in ("compound", "appos", "nmod")]
    kin = (t for t in beside if t.pos_ == "NOUN" and t.lemma_.casefold() in lexicon().kin)
    return any(not t.conjuncts for t in kin)  # "Higuchi, her mother and her sister" are three


def _told_apart(whole: short_forms.Group, short: short_forms.Group) -> bool:
    """Whether a longer and a shorter name of persons are two persons': one is introduced behind the other as kin, or both
    stand in one list: *Maria Silva Pereira and Maria Silva*.
    """
    later, earlier = (short, whole) if whole.first.mention < short.first.mention else (whole, short)
    if _as_kin(later) and not _as_kin(earlier):
        return True
    heads = [[g.doc[m.head] for m in g.mentions] for g in (whole, short)]
    return any(a in b.conjuncts for a in heads[0] for b in heads[1])


def _misread(form: NameForm, surnames: set[str]) -> bool:
    """Whether a name of two words taken for a place or nothing is a person's, called by the surname elsewhere."""
    loose = form.label in ("GPE", "MISC") and form.words[-1] in surnames
    return loose and all(w.isalpha() for w in form.words) and territories.find(form.text) is None


def _is_introduced(doc: Doc, mentions: Sequence[TokenMention], form: NameForm, surnames: set[str]) -> bool:
    """The same of a name taken for a body's, behind the word for a person: *co-author Tak-Sing Wong*."""
    start = mentions[form.mention].start
    before = doc[start - 1] if start else None
    noun = before.lemma_.casefold().removeprefix(lexicon().jointly) if before is not None else ""
    told = before is not None and before.tag_ == "NN" and lexicon().nouns.get(noun) == "Person"
    return form.label == "ORG" and form.words[-1] in surnames and told


def _fuller_person(
    mentions: Sequence[TokenMention],
    group: short_forms.Group,
    persons: list[NameForm],
    named: dict[str, short_forms.Group],
) -> tuple[NameForm | None, str]:
    """The one person whose name this one is part of."""
    form, words = group.first, group.words
    if form.label == "NORP" or (form.label in _PLACES and group.is_place()):
        return None, ""
    alone, size = len(words) == 1, len(words)
    longer = [p for p in persons if len(p.words) > size]
    last = [p for p in longer if p.words[-size:] == words and not _is_namesake(words, p, persons)]
    last = _of_gender(last, _gender(group))
    first = [p for p in longer if alone and p.words[0] == words[0]]
    inside = [
        p
        for p in longer
        if not alone and p.words[0] == words[0] and p.words[-1] == words[-1] and set(words) <= set(p.words)
    ]
    begun = [p for p in longer if not alone and p.words[:size] == words and load_closed().genitive.isdisjoint(p.words)]
    middle = [  # "Rosselló" of "Ricardo Rosselló Nevares"
        p for p in longer if alone and words[0] in p.words[1:-1] and _is_person(group.forms) and not _as_kin(group)
    ]
    for found, why in (
        (inside, "short for the full name"),
        (last, "surname of the only person so called"),
        (begun, "given name and first surname of the only person so called"),
        (first, "given name of the only person so called"),
        (middle, "first surname of the only person so called"),
    ):
        whole: NameForm | None = None
        if len({p.words for p in found}) == 1:
            whole = found[0]
        elif found and _related(found):
            whole = max(found, key=lambda p: len(p.words))
        elif found:
            whole, why = _spoken_of(group.doc, mentions, form, found, named), "the first in the article so called"
            if whole is None:
                return None, ""
        if whole is not None and not _told_apart(named[whole.key], group):
            return whole, why
    return None, ""


def _gender(group: short_forms.Group) -> str:
    """Whose name the titles before it say that it is: `f`, `m`, or "" where they say neither."""
    titles = load_words().titles
    beside = (group.doc[i].lower_ for m in group.mentions for i in (m.start - 1, m.start) if i >= 0)
    told = {titles.get(word) for word in beside} & {"f", "m"}
    return min(told) if len(told) == 1 else ""  # type: ignore[type-var]


def _of_gender(found: list[NameForm], gender: str) -> list[NameForm]:
    """Those whose given name says what the title before a surname says, else those who may bear it: *Mrs Lee* is not *Ron Lee*."""
    told = [given.gender(p.words[0]) for p in found]
    sure = [p for p, g in zip(found, told, strict=True) if g == gender]
    return found if not gender else sure or [p for p, g in zip(found, told, strict=True) if not g]


def _is_namesake(words: tuple[str, ...], whole: NameForm, persons: list[NameForm]) -> bool:
    """Whether a shorter name is another's of the family: *Hendrik Lee*, where *Leopold Hendrik Lee* is *Leopold Lee*, too."""
    return len(words) > 1 and any(p.words == (whole.words[0], words[-1]) for p in persons)


_LEAD = 2  # sentences that introduce whom an article is about


def _spoken_of(
    doc: Doc,
    mentions: Sequence[TokenMention],
    form: NameForm,
    found: list[NameForm],
    named: dict[str, short_forms.Group],
) -> NameForm | None:
    """Whom of several persons of one name the article means by it: who alone was named before, or is nobody's kin, or whom it is about."""
    at = mentions[form.mention].start
    before = sorted((p for p in found if mentions[p.mention].start < at), key=lambda p: p.mention)
    if not before:
        return None
    if not _as_kin(named[before[0].key]) and all(_as_kin(named[p.key]) for p in before[1:]):
        return before[0]  # "Denise Lee …  Her husband, Keith Lee, …": Lee is she
    lead = next((s.end for n, s in enumerate(doc.sents, 1) if n == _LEAD), len(doc))
    alone = len({p.words for p in before}) == 1
    return before[0] if alone or mentions[before[0].mention].start < lead else None


def _related(found: list[NameForm]) -> bool:
    """Whether fuller names nest in each other (*John Smith*, *John Adam Smith*): one person after all."""
    longest = max(found, key=lambda p: len(p.words))
    return all(set(p.words) <= set(longest.words) and p.words[0] == longest.words[0] for p in found)


def _expansion(form: NameForm, heads: list[NameForm]) -> tuple[NameForm | None, str]:
    """The only longer name whose initials an acronym spells."""
    letters = form.text.replace(".", "")
    if not _ACRONYM.match(form.text) or not 2 <= len(letters) <= 7:
        return None, ""
    longer = [f for f in heads if not set(form.words) <= set(f.words)]  # "US" is not short for "US Senate"
    longer = [f for f in longer if not is_legal_form(f.text.split()[-1])]  # nor "AI" for "Apple Inc."
    whole = [f for f in longer if letters in {acronym(x) for x in (f.text, _without_of(f.text))}]
    whole = whole or [f for f in longer if letters == acronym(_without_of(_without_country(f.text)))]
    if len(whole) != 1 or (whole[0].is_person and len(letters) == 2 and not form.is_person):
        return None, ""  # "PE" is not Pauline Eddery
    return whole[0], "acronym"


def _without_country(name: str) -> str:
    """A name without the country it begins with: *US* Food and Drug Administration."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and territories.find(first) is not None else name


def _without_of(name: str) -> str:
    return _small().sub("", name)


def _territory(form: NameForm, heads: list[NameForm]) -> tuple[NameForm | None, str]:
    """An earlier name of the same country or region."""
    if form.label not in _PLACES or (here := territories.find(form.text)) is None:
        return None, ""
    for other in heads:
        if other is form:
            return None, ""
        if other.label in _PLACES and (there := territories.find(other.text)) is not None and there.code == here.code:
            return other, "names of one territory"
    return None, ""


def _bracketed(doc: Doc, mentions: Sequence[TokenMention], found: list[NameForm]) -> list[tuple[int, int, str]]:
    """*World Health Organization (WHO)*: the name in brackets, or in another script, is another name of the one before."""
    by_end = {mentions[f.mention].end: f for f in found}
    out = []
    for form in found:
        m = mentions[form.mention]
        if scripts.is_foreign(doc[m.start].text):
            behind = by_end.get(scripts.named_before(doc, m.start) or -1)
            if behind is not None:
                out.append((form.mention, behind.mention, "name in another script"))
            continue
        if (edge := short_forms.defined(doc, m)) is not None and (whole := by_end.get(edge)) is not None:
            out.append((form.mention, whole.mention, "name defined in brackets"))
            continue
        if m.start < 2 or m.end >= len(doc):
            continue
        opening = doc[m.start - 2 : m.start].text
        before = by_end.get(m.start - 2 if opening == ", or" else m.start - 1)
        bracketed = doc[m.start - 1].text == "(" and doc[m.end].text == ")"
        if before is None or not (bracketed or opening == ", or"):
            continue
        if acronyms.is_short_for(form.text, before.text):
            out.append((form.mention, before.mention, "name in brackets" if bracketed else "name behind or"))
    return out


def may_join(a: NameForm, b: NameForm) -> bool:
    """Whether a learned link may make two different names one thing's: only where one holds the other's words."""
    if a.key == b.key:
        return True
    if a.body and b.body:
        return False  # Puerto Rico's Senate, the U.S. Senate
    if (a.body or b.body) and (territories.find(a.text) or territories.find(b.text)):
        return False  # Tunisia, the Tunisia Parliament
    if "NORP" in (a.label, b.label) or (a.label in _PLACES and b.label in _PLACES):
        return False
    if a.is_person != b.is_person and None not in (a.label, b.label) and "MISC" not in (a.label, b.label):
        return False
    here, there = territories.find(a.text), territories.find(b.text)
    if here is not None and there is not None and here.code != there.code:
        return False  # "American Samoa" is not "Samoa"
    weak = load_words().weak
    x, y = set(a.words) - weak, set(b.words) - weak
    if {a.label, b.label} == {"ORG", "PRODUCT"} and any(c.isdigit() for w in x ^ y for c in w):
        return False  # "Airbus" is not the "Airbus A350"
    if a.is_person and b.is_person:
        return (
            (len(a.words) == 1 or len(b.words) == 1)
            and bool(x & y)
            and (a.words[-1] == b.words[-1] or a.words[0] == b.words[0])
        )
    return bool(x) and bool(y) and (x <= y or y <= x)


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(sorted(lexicon().articles))})\s+", re.IGNORECASE)


@cache
def _small() -> re.Pattern[str]:
    """Words that no acronym has a letter of."""
    words = load_closed().in_names | load_closed().definite | load_closed().additive
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)

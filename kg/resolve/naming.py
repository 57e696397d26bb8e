"""What a node of the graph is called: by the names of all its mentions, or by the description where it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.lang.closed import load as load_closed
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as load_lexicon
from kg.nlp import acronyms, honorifics, scripts, works
from kg.nlp.coref import clean
from kg.nlp.entities import LABELS, QUOTES
from kg.nlp.types import TokenMention
from kg.nlp.wholes import is_legal_form
from kg.resolve.votes import subtype

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.resolve.entities import Draft

_MAX_LABEL = 80  # characters


def name(
    doc: Doc, mentions: Sequence[TokenMention], draft: Draft, told: Mapping[int, str] = MappingProxyType({})
) -> None:
    """Set the label of an entity in the making, and whether it is a name: the fullest name that is its own, else what it is called.

    Args:
        doc, mentions: its document.
        draft: its members, kind and identity are known.
        told: what `shared` found in the document.
    """
    names = Counter(
        clean(doc[mentions[k].start : mentions[k].end].text)
        for k in draft.members
        if mentions[k].kind == "name" and mentions[k].label != "NORP"
    )
    draft.named = bool(names)
    names = Counter({n: count for n, count in names.items() if not scripts.is_foreign(n)}) or names
    names = Counter({n: count for n, count in names.items() if not load_lexicon().nouns.get(n.casefold())}) or names
    if draft.kind == "Person":
        names = Counter(map(_without_address, names.elements()))
    if draft.territory is not None:
        draft.label, draft.named = draft.territory.name, True
    elif draft.team_of is not None:
        draft.label, draft.named = f"{draft.team_of.name} national team", True
    elif draft.body_of is not None and draft.body_of[0] == "Government":
        draft.label, draft.named = f"Government of {draft.body_of[1].name}", True
    elif draft.institution is not None and draft.institution.territory is not None:
        draft.label, draft.named = draft.institution.label, True
    elif names:
        longest = max(sorted(names), key=lambda n: (_words(n), names[n]))
        common = max(sorted(names), key=lambda n: (names[n], len(n)))
        whole = draft.in_full or draft.kind == "Person"
        whole = whole or (draft.kind == "Place" and longest.endswith(f" {common}"))  # "the Channel"
        whole = whole or _cut_short(draft, common, longest)
        wholes = (told[k] for k in draft.members if k in told and draft.kind == "Person")
        longest = next((whole for whole in wholes if whole.startswith(f"{longest} ")), longest)
        draft.label = longest if whole or common.isupper() or acronyms.stands_for(common, longest) else common
        draft.label = _with_article(doc, mentions, draft)
    else:
        norp = next((k for k in draft.members if mentions[k].kind == "name"), None)
        k = norp if norp is not None else min(draft.members, key=lambda k: (mentions[k].kind == "pronoun", k))
        draft.label = _describe(doc, mentions[k])
        draft.named = norp is not None or _named_by_place(doc, mentions[k])


def _with_article(doc: Doc, mentions: Sequence[TokenMention], draft: Draft) -> str:
    """A work's label with the article that its title begins with: *The Weight of Snow*."""
    cls = subtype("Product", draft.votes) if draft.kind == "Product" else None
    for m in (mentions[k] for k in draft.members if cls in works.KINDS and mentions[k].kind == "name"):
        start = m.start - (m.start > 0 and not works.opens(doc[m.start]))
        told = works.opens(doc[start]) and not doc[start].is_sent_start
        if told and clean(doc[m.start : m.end].text) == draft.label:
            return f"{doc[start].text} {draft.label}"
    return draft.label


def _cut_short(draft: Draft, name: str, longest: str) -> bool:
    """Whether a body's most common name is a part of its full one that lacks more than a legal form: *Verity* of *Verity Foods*."""
    words, whole = name.split(), [w for w in longest.replace(",", "").split() if not is_legal_form(w)]
    part = whole[: len(words)] == words or (len(words) == 1 and words[0] in whole)
    proper = all(w[:1].isupper() for w in whole)
    return draft.kind == "Organization" and part and proper and len(whole) > len(words)


def _named_by_place(doc: Doc, mention: TokenMention) -> bool:
    """Whether a noun for a site right behind a name, without an article, ends that name: *at Waterloo station*."""
    noun, first = doc[mention.head], mention.head - 1
    if mention.kind != "nominal" or noun.tag_ != "NN" or noun.lemma_ not in load_lexicon().sites or first < 1:
        return False
    while first > mention.start and doc[first - 1].pos_ == "PROPN":
        first -= 1
    named = doc[noun.i - 1].pos_ == "PROPN" and doc[noun.i - 1].head in (noun, noun.head)
    return named and first == mention.start and not any(c.dep_ in ("det", "poss", "nummod") for c in noun.lefts)


def _words(name: str) -> int:
    """How many words of its own a name has: *Ms Lee* has one."""
    words, titles = name.replace("-", " ").split(), load_words().titles
    return len(words) - (len(words) > 1 and words[0].casefold() in titles)


def _without_address(name: str) -> str:
    """A person's name without the polite word before it: *Ms Shalini Devarajan*, *Madam Goh Siew Ling*."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold().rstrip(".") in load_lexicon().address else name


def shared(doc: Doc, mentions: Sequence[TokenMention]) -> dict[int, str]:
    """Mentions by a given name → the name with the surname that is told of both: *Ana*, of *the sisters Ana and Rosa Prates*."""
    named = [(k, m) for k, m in enumerate(mentions) if m.kind == "name"]
    starts = {m.start: m for _, m in named if m.label == "PERSON" and m.end - m.start > 1}
    out = {}
    for k, m in named:
        other, word = starts.get(m.end + 1), doc[m.start].text
        if other is None or m.end - m.start > 1 or doc[m.end].lower_ not in load_closed().additive:
            continue
        mere = word != doc[other.end - 1].text and not _is_titled(doc, m.start)
        if mere and _are_kin(doc, m.start, other.end):
            out[k] = f"{word} {clean(doc[other.start + 1 : other.end].text)}"
    return out


def _is_titled(doc: Doc, start: int) -> bool:
    """Whether a title or an office stands right before a name, so that it is a surname: *President Biden*."""
    before = doc[start - 1].lower_ if start else ""
    return bool(before) and (
        honorifics.count([before, ""]) > 0
        or (load_lexicon().nouns.get(before) == "Person" and doc[start - 1].text.istitle())
    )


def _are_kin(doc: Doc, start: int, end: int) -> bool:
    """Whether a noun right before or behind two names says that they have one surname: *, brothers from Almaty*; no parents, no couple."""
    beside = [*doc[max(start - 2, 0) : start], *(doc[end + 1 : end + 4] if doc[end : end + 1].text == "," else ())]
    return any(t.lower_ in load_lexicon().pairs for t in beside)


def _describe(doc: Doc, mention: TokenMention) -> str:
    start, end = mention.start, mention.head + 1
    of = next(
        (c for c in doc[mention.head].rights if c.lower_ in load_closed().genitive and c.i == mention.head + 1), None
    )
    if of is not None and of.right_edge.i < mention.end and of.right_edge.i - of.i <= 5:
        end = of.right_edge.i + 1
    start += doc[start].lower_ in load_lexicon().bygone and doc[start].tag_ == "RB"  # "Aroha, then a student"
    while start < mention.head and doc[start].tag_ in ("DT", "PRP$", "WP$", "PDT", "CC"):
        start += 1  # "either the drug"
    while start < mention.head and doc[start].text in QUOTES:
        start += 1
    start = _past_owner(doc, start, mention.head)
    text = " ".join(doc[start:end].text.split())
    first = doc[start]
    if (
        first.is_sent_start
        and first.pos_ not in ("PROPN", "X")
        and first.ent_type_ not in LABELS
        and text[1:2].islower()
    ):
        text = text[0].lower() + text[1:]  # a capital that only opens the sentence
    return text[-_MAX_LABEL:]


def _past_owner(doc: Doc, start: int, head: int) -> int:
    """Where a description that holds a name begins behind whose it is: *Ana's Adria squad*."""
    mark = next((t.i for t in doc[start:head] if t.tag_ == "POS"), head)
    named = any(t.tag_ == "NNP" and t.dep_ == "compound" and t.head.i == head for t in doc[mark + 1 : head])
    return mark + 1 if named else start

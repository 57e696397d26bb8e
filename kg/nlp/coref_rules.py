"""The precise rules of coreference: names, relative pronouns, apposition, speakers of quotations, what is called so once.

They are what sieves begin with (Lee et al. 2013): each joins a mention to another with no regard to what else is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang.coref import GENDERS, SPEAKER, THING
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as lexicon
from kg.nlp import antecedents, coref_names
from kg.nlp import coref_features as features
from kg.nlp.mentions import relative_antecedent
from kg.nlp.types import TokenMention, TokenQuote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Joined = tuple[int, int, str]  # mention, other mention, why
_OWNERS = dict.fromkeys(GENDERS, ("PERSON",)) | {THING: ("ORG", "GPE")}
_KINDS_OF_LABEL = {
    "PERSON": ("Person",),
    "ORG": ("Organization", "Product"),
    "GPE": ("Place", "Country"),
    "LOC": ("Place",),
    "FAC": ("Place",),
    "PRODUCT": ("Product", "Organization"),
    "WORK_OF_ART": ("Product",),
    "EVENT": ("Event",),
    "LAW": ("Product",),
    "MISC": ("Organization", "Product", "Place", "Event"),
}
HEADED = frozenset(
    {"ORG", "FAC", "EVENT", "MISC", "WORK_OF_ART", "PRODUCT", "LAW"}
)  # labels of names whose head stands for them
_SAID_WITHIN, _NAMED_WITHIN = (
    8,
    20,
)  # sentences between a description and the last mention of what is called so, named so


def find(view: features.View, quotes: Sequence[TokenQuote]) -> list[Joined]:
    """What names and constructions leave no doubt of."""
    doc, mentions = view.doc, view.mentions
    out = coref_names.same(doc, mentions)
    persons = {k for k, m in enumerate(mentions) if m.label == "PERSON"}
    persons |= {k for k, other, why in out if mentions[k].kind == "name" and other in persons and "name" in why}
    first = list(antecedents.fronted(doc, mentions, persons))
    said = {k for k, _, _ in first}
    owner, pronouns = _owners(mentions), load_words().pronouns
    for k, m in enumerate(mentions):
        token, target, why = doc[m.head], None, ""
        if m.form == "relative" and (noun := relative_antecedent(token)) is not None:
            target, why = owner.get(noun.i), "relative pronoun"
        elif m.kind == "name" and (noun := _so_named(doc[m.head])) is not None:
            target, why = owner.get(noun.i), "the noun it is the name of"
        elif m.form == "apposition" and k not in said:
            target, why = _apposed(doc, token, mentions, owner), "apposition"
        elif m.kind == "pronoun" and load_words().pronouns.get(token.lower_) == SPEAKER:
            target, why = _speaker(m, quotes, owner), "speaker of the quotation"
        elif m.kind == "pronoun" and (listed := _listed_before(token, mentions, owner)) is not None:
            target, why = listed, "the name its noun is listed with"
        elif m.kind == "pronoun" and pronouns.get(token.lower_) in GENDERS:
            target, why = _subject_ahead(token, mentions, owner), "subject of the clause its phrase opens"
        if target is not None and target != k:
            out.append((k, target, why))
    genders = [("", "m", "f")[g] for g in view.gender.tolist()]
    return [
        *out,
        *first,
        *antecedents.within(doc, mentions, owner, genders),
        *antecedents.led(doc, mentions, owner, genders),
    ]


def _so_named(name: Token) -> Token | None:
    """The noun that a participle gives a name: *a woman named Ana Prates*, *a welder from Mosul named Saad*."""
    verb = name.head
    given = name.dep_ in ("oprd", "dobj", "attr", "appos") and verb.lower_ in lexicon().calling
    noun = verb.head
    if not given or verb.dep_ != "acl" or noun.pos_ != "NOUN":
        return None
    between = [c for c in noun.rights if c.i < verb.i]
    return noun if noun.i == verb.i - 1 or (between and all(c.dep_ == "prep" for c in between)) else None


def _listed_before(pronoun: Token, mentions: Sequence[TokenMention], owner: dict[int, int]) -> int | None:
    """The name a possessor goes back to in a list: *Ana Reyes and her brother, Tom*, *Acme and its parent*."""
    noun, labels = pronoun.head, _OWNERS.get(load_words().pronouns.get(pronoun.lower_, ""), ())
    if pronoun.dep_ != "poss" or noun.dep_ != "conj" or noun.head.i > pronoun.i:
        return None
    k = owner.get(noun.head.i)
    return k if k is not None and mentions[k].kind == "name" and mentions[k].label in labels else None


def _subject_ahead(pronoun: Token, mentions: Sequence[TokenMention], owner: dict[int, int]) -> int | None:
    """The person a pronoun in a fronted phrase looks ahead to: *After his arrest, Brenton Tarrant stayed …* (cataphora)."""
    top = pronoun
    while top.dep_ not in ("prep", "advcl") or top.head.pos_ not in ("VERB", "AUX"):
        if top.head == top:
            return None
        top = top.head
    sentence, verb = top.sent, top.head
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if (
        subject is None
        or subject == antecedents.doer(pronoun)
        or top.left_edge.i != sentence.start
        or subject.left_edge.i <= top.right_edge.i
    ):
        return None
    between = [t.text for t in pronoun.doc[top.right_edge.i + 1 : subject.left_edge.i]]
    k = owner.get(subject.i)
    named = k is not None and mentions[k].kind == "name" and mentions[k].label in ("PERSON", "MISC")
    return k if named and between[:1] == [","] else None


def _apposed(doc: Doc, head: Token, mentions: Sequence[TokenMention], owner: dict[int, int]) -> int | None:
    beside = [head.head.i] if head.dep_ == "appos" else []
    beside += [c.i for c in head.children if c.dep_ == "appos"]
    beside += [head.i + 1] if head.i + 1 < len(doc) else []
    return next((owner[i] for i in beside if i in owner and mentions[owner[i]].kind == "name"), None)


def described(view: features.View, rules: Sequence[Joined]) -> list[Joined]:
    """*The platform*, where just one thing with a name is called a platform in the whole text: its next mention before."""
    group = united(len(view), rules)
    ids = {word: n for n, word in enumerate(view.strings)}
    headed = _headed(view, group, ids)
    said: dict[int, set[int]] = {}  # lemma → groups it is said of
    with_it: dict[int, set[int]] = {}  # group → further words said of it
    label: dict[int, str | None] = {}
    for k, words in enumerate(view.described):
        apposed = view.mentions[k].form == "apposition"
        for w in [*words, int(view.lemma[k])] if apposed else words:
            said.setdefault(w, set()).add(group[k])
        if apposed:
            with_it.setdefault(group[k], {-1}).update(view.words[k].tolist())
        if view.cls[k] == features.NAME:
            label.setdefault(group[k], view.mentions[k].label)
            for office, others in _offices(view, k, ids):
                said.setdefault(office, set()).add(group[k])
                with_it.setdefault(group[k], {-1}).update(others)
    out, last = [], {}
    for k in range(len(view)):
        holders, so_called = set(), False
        if view.cls[k] in (features.DEFINITE, features.DEMONSTRATIVE):
            holders = said.get(int(view.lemma[k]), set())
            so_called = not holders
            holders = holders or headed.get(int(view.lemma[k]), set())
        if len(holders) == 1 and group[k] not in holders:
            (g,) = holders
            plain = view.number[k] == features.SINGULAR and not view.flags[k, 2:4].any()
            adds = set(view.before[k].tolist()) - ({-1} if so_called else with_it.get(g, {-1}))
            near = g in last and view.sentence[k] - view.sentence[last[g]] <= (
                _NAMED_WITHIN if so_called else _SAID_WITHIN
            )
            holds = label.get(g) == "PERSON" and _of_whoever_holds_it(view, k)
            may_be = so_called or _may_be(view, label.get(g), k)
            if plain and near and not adds and g in label and not holds and may_be:
                out.append((k, last[g], "the only one the text calls so"))
        last[group[k]] = k
    return out


def _headed(view: features.View, group: Sequence[int], ids: Mapping[str, int]) -> dict[int, set[int]]:
    """Head words and the names that have them, -1 for what is only called so: *the foundation* is the *Nuffield Foundation*."""
    found: dict[int, set[int]] = {}
    for k, m in enumerate(view.mentions):
        head = view.doc[m.head].lower_
        if m.kind == "name" and m.label in HEADED and m.end - m.start > 1 and head in ids:
            found.setdefault(ids[head], set()).add(group[k])
        elif m.kind == "nominal" and view.cls[k] not in (features.DEFINITE, features.DEMONSTRATIVE):
            found.setdefault(int(view.lemma[k]), set()).add(-1)
    return found


def _of_whoever_holds_it(view: features.View, k: int) -> bool:
    """Whether an office is told of in general: *Citizens do not elect the prime minister*; or told whose: *the judge in that case*."""
    m = view.mentions[k]
    verb = view.doc[m.head]
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return m.end > m.head + 1 or (verb.tag_ in ("VB", "VBZ", "VBP") and not antecedents.is_credit(verb))


def _offices(view: features.View, k: int, ids: Mapping[str, int]) -> Iterator[tuple[int, list[int]]]:
    """The office in capitals right before a person's name, and the words that narrow it: *Board Chair Ana Prates*."""
    m, doc = view.mentions[k], view.doc
    first = m.start
    while first and doc[first - 1].tag_ == "NNP" and doc[first - 1].text[1:].islower():
        first -= 1
    office = doc[m.start - 1].lower_ if first < m.start and m.label == "PERSON" else ""
    if lexicon().nouns.get(office) == "Person" and office in ids:
        yield ids[office], [ids[t.lower_] for t in doc[first : m.start - 1] if t.lower_ in ids]


def _may_be(view: features.View, label: str | None, k: int) -> bool:
    """Whether a description is of a kind that a name's label allows (a company is no person)."""
    cls = lexicon().class_of(view.doc[view.mentions[k].head])
    kind = ontology.load().kind_of(cls) if cls else None
    return kind is not None and kind in _KINDS_OF_LABEL.get(label or "", ())


def united(n: int, rules: Sequence[Joined]) -> list[int]:
    """The group each mention is in after the rules, named by its first mention."""
    parent = list(range(n))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for k, other, _ in rules:
        a, b = root(k), root(other)
        parent[max(a, b)] = min(a, b)
    return [root(k) for k in range(n)]


def _speaker(m: TokenMention, quotes: Sequence[TokenQuote], owner: dict[int, int]) -> int | None:
    for quote in quotes:
        if quote.direct and quote.covers(m.start) and quote.speaker_head is not None:
            return owner.get(quote.speaker_head)
    return None


def _owners(mentions: Sequence[TokenMention]) -> dict[int, int]:
    """Token → mention: every token of a name, the head of others."""
    out: dict[int, int] = {}
    for k, m in enumerate(mentions):
        for i in range(m.start, m.end) if m.kind == "name" and m.form != "nested" else (m.head,):
            if m.form != "nested":
                out.setdefault(i, k)
    return out

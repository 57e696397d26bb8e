"""Whom a pronoun stands for by the grammar around it, and what it never stands for.

*A nurse by training, she …* is what she is; *who led the party until his dismissal* tells of one man; *as an adviser* and
*the latter* open no story of their own, and a byline none at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import territories
from kg.lang.attribution import load as load_attribution
from kg.lang.closed import load as load_closed
from kg.lang.coref import GENDERS, THING
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as lexicon
from kg.nlp.grammar import is_body, is_one
from kg.nlp.mentions import relative_antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.nlp.types import TokenMention

Found = tuple[int, int, str]
FRONTED = "what its sentence first says of its subject"
_DEEPEST = 8  # heads between a pronoun and the relative clause it stands in
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def told_in_passing(doc: Doc, mentions: Sequence[TokenMention]) -> list[bool]:
    """For each mention whether no *he* or *she* stands for it alone: what somebody is or does, a byline, no person at all."""
    bylines = [span for kind, span in doc.user_data.get("furniture", ()) if kind == "byline"]
    return [any(a <= doc[m.start].idx < b for a, b in bylines) or _is_passing(doc, m) for m in mentions]


def _is_passing(doc: Doc, m: TokenMention) -> bool:
    if m.kind == "name":  # "Police" at the head of a sentence
        return m.label != "PERSON" and m.end - m.start == 1 and _is_no_person(doc, m.head)
    return m.kind == "nominal" and (_is_as(doc[m.head]) or _is_no_person(doc, m.head))


def _is_as(noun: Token) -> bool:
    """Whether a noun, or the first it is coordinated with, says what somebody is: *as president and a member of the board*."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return noun.dep_ in ("pobj", "prep") and noun.head.lower_ in load_closed().essive and not noun.ent_type_


def _is_no_person(doc: Doc, i: int) -> bool:
    """Whether a noun is one for bodies, groups or things alone, or for one of two things: *police*, *the firm*, *the latter*."""
    if doc[i].lower_ in lexicon().of_two:
        return True
    cls = lexicon().class_of(doc[i])
    return cls is not None and ontology.load().kind_of(cls) not in ("Person", None)


def tells_origin(doc: Doc, m: TokenMention) -> bool:
    """Whether a description with *the* says of one person an age, a country or a body: *the 22-year-old Ghana forward*."""
    noun = doc[m.head]
    people = territories.is_demonym(noun.text) and noun.tag_ in ("NN", "NNP") and not noun.conjuncts
    if (
        m.kind != "nominal"
        or m.form
        or doc[m.start].lower_ not in load_closed().definite
        or not (people or is_one(noun))
    ):
        return False
    people = (people or noun.ent_type_ == "NORP") and m.head > m.start + 1  # "the Kazakh" may be either of two
    told = (t.ent_type_ in ("NORP", "GPE", "ORG") or t.lower_ in lexicon().aged for t in doc[m.start + 1 : m.head])
    return people or (lexicon().class_of(noun) == "Person" and any(told))


# ---------------------------------------------------------------- in front of a clause


def fronted(doc: Doc, mentions: Sequence[TokenMention], persons: Container[int]) -> Iterator[Found]:
    """What a sentence first says of its subject: *A nurse by training, she …*, *A graduate of Yale, Ana Prates …*.

    Args:
        doc: parsed.
        mentions: in text order.
        persons: the mentions that are names of persons, whatever the recogniser calls them.
    """
    begun = {m.extent[0]: k for k, m in enumerate(mentions) if m.kind in ("name", "pronoun") and not m.form}
    begun |= {m.start: k for k, m in enumerate(mentions) if m.kind in ("name", "pronoun") and not m.form}
    for k, m in enumerate(mentions):
        j = begun.get(_behind_comma(doc, m))
        if (
            j is not None
            and j != k
            and (j in persons or mentions[j].kind == "pronoun")
            and _is_subject(doc, mentions[j])
        ):
            yield k, j, FRONTED


def _behind_comma(doc: Doc, m: TokenMention) -> int:
    """Where a sentence goes on behind the comma that ends the description of somebody it begins with; -1 for none."""
    noun, first = doc[m.head], doc[m.start]
    if m.kind != "nominal" or m.form not in ("", "apposition") or not first.is_sent_start or noun.tag_ != "NN":
        return -1
    told = first.lower_ in load_words().indefinite or first.dep_ in ("amod", "compound", "nmod") or first == noun
    if not told or lexicon().class_of(noun) != "Person":
        return -1
    comma = next((t.i for t in doc[m.head + 1 : noun.sent.end - 1] if t.text == ","), -1)
    if comma < 0 or (noun.dep_ in _SUBJECTS and noun.i < noun.head.i < comma):
        return -1  # "A nurse was hurt, Ana Prates said"
    return comma + 1


def _is_subject(doc: Doc, m: TokenMention) -> bool:
    """Whether a name or *he* or *she* is the subject of a clause, and no mere credit: *she said*, between commas."""
    subject = doc[m.head]
    somebody = m.kind == "name" or load_words().pronouns.get(subject.lower_) in GENDERS
    if not somebody or subject.dep_ not in _SUBJECTS:
        return False
    return not is_credit(subject.head) or doc[subject.head.i + 1 : subject.head.i + 2].text != ","


def is_credit(verb: Token) -> bool:
    """Whether a verb tells what somebody says."""
    said = load_attribution().verbs
    return verb.lemma_.casefold() in said or verb.lower_ in said


# ---------------------------------------------------------------- behind a clause


def led(
    doc: Doc, mentions: Sequence[TokenMention], owner: Mapping[int, int], genders: Sequence[str]
) -> Iterator[Found]:
    """*Its* or *his* that opens a sentence with an office or kin and the name of that one: whom the sentence before is about.

    *Acme, which makes pumps, said so.  Its chairman, Tom Reyes, …* tells of Acme.

    Args:
        doc: parsed.
        mentions: in text order.
        owner: token → mention.
        genders: of each mention, "m", "f" or "" where nothing says it.
    """
    for k, m in enumerate(mentions):
        whose = doc[m.head]
        of = load_words().pronouns.get(whose.lower_)
        opens = m.kind == "pronoun" and whose.dep_ == "poss" and whose.is_sent_start and whose.i > 0
        if not opens or (of != THING and of not in GENDERS) or not _is_held(whose.head):
            continue
        j = owner.get(subject.i) if (subject := _told_before(whose)) is not None else None
        if j is None:
            continue
        if _is_of_body(doc, mentions[j]) if of == THING else _may_own(doc, mentions[j], genders[j], of):
            yield k, j, "whom the sentence before is about"


def _told_before(opening: Token) -> Token | None:
    """The one subject of the sentence before, where that reports nothing of somebody else."""
    root = next((t for t in opening.nbor(-1).sent if t.head == t), None)
    if root is None or (is_credit(root) and any(c.dep_ == "ccomp" for c in root.rights)):
        return None
    subjects = [c for c in root.lefts if c.dep_ in _SUBJECTS]
    return subjects[0] if len(subjects) == 1 else None


def _may_own(doc: Doc, m: TokenMention, gender: str, of: str) -> bool:
    """Whether a subject is one person whom *his* or *her* may stand for."""
    named = m.kind == "name" and m.label == "PERSON" and not doc[m.head].conjuncts
    one = named or (m.kind == "nominal" and is_one(doc[m.head]))
    same = m.kind == "pronoun" and load_words().pronouns.get(doc[m.head].lower_) == of
    return same or (one and gender in ("", GENDERS[of]))


def _is_held(noun: Token) -> bool:
    """Whether a word for somebody is followed by the name of that one."""
    named = (c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ == "PERSON")
    bodies = territories.legal_forms()  # "its developer, Ardesia Srl": no person
    return lexicon().class_of(noun) == "Person" and any(c.lower_ not in bodies for c in named)


def _is_of_body(doc: Doc, m: TokenMention) -> bool:
    """Whether a name or description is a body's."""
    return m.label == "ORG" if m.kind == "name" else m.kind == "nominal" and is_body(doc[m.head])


# ---------------------------------------------------------------- beside a clause


def doers(doc: Doc, mentions: Sequence[TokenMention]) -> dict[int, int]:
    """Pronouns, and the subject token that acts on them, which is somebody else (`doer`)."""
    found = ((k, doer(doc[m.head])) for k, m in enumerate(mentions) if m.kind == "pronoun")
    return {k: subject.i for k, subject in found if subject is not None}


def doer(pronoun: Token) -> Token | None:
    """The subject that does what a participle tells of a pronoun: *Sentencing her, Judge Ana Prates said …* (Chomsky's binding)."""
    verb = pronoun.head
    if pronoun.dep_ not in ("dobj", "dative") or verb.tag_ != "VBG" or pronoun.lower_ in load_words().reflexive:
        return None
    if any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return None
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" else verb.head
    if verb.dep_ not in ("advcl", "pcomp") or above.pos_ != "VERB":
        return None
    return next((c for c in above.lefts if c.dep_ == "nsubj"), None)


# ---------------------------------------------------------------- in a relative clause


def within(
    doc: Doc, mentions: Sequence[TokenMention], owner: Mapping[int, int], genders: Sequence[str]
) -> Iterator[Found]:
    """*He* and *his* in a clause below what is told of *who*: *Ana met Jo, who led the party until his dismissal*.

    Args:
        doc: parsed.
        mentions: in text order.
        owner: token → mention.
        genders: of each mention, "m", "f" or "" where nothing says it.
    """
    words = load_words()
    named = [m.start for m in mentions if m.kind == "name" and m.label == "PERSON"]
    for k, m in enumerate(mentions):
        token = doc[m.head]
        if m.kind != "pronoun" or words.pronouns.get(token.lower_) not in GENDERS:
            continue
        who = _who_above(token)
        noun = relative_antecedent(who) if who is not None else None
        j = owner.get(noun.i) if who is not None and noun is not None else None
        if who is None or j is None or bisect_right(named, who.i) < bisect_left(named, token.i):
            continue
        own = GENDERS[words.pronouns[token.lower_]]
        if genders[j] == own or (genders[j] == "" and mentions[j].kind == "nominal" and is_one(doc[mentions[j].head])):
            yield k, j, "of whom the relative clause tells"


def _who_above(pronoun: Token) -> Token | None:
    """The *who* that is the subject of the relative clause above; None where the pronoun is another part of that clause."""
    node, below = pronoun, False
    for _ in range(_DEEPEST):
        if node.dep_ == "relcl":
            who = next(
                (c for c in node.lefts if c.lower_ in load_closed().person_relative and c.dep_ in _SUBJECTS), None
            )
            return who if who is not None and below and who.i < pronoun.i else None
        if node.head == node:
            return None
        # "who told him" is of somebody else, and so may be what is said: "who said he was ill"
        below = below or node.dep_ in ("poss", "advcl")
        node = node.head
    return None

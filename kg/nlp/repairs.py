"""Repairs of the parse where it errs by system: words and clauses here, names and what they are hung on in `kg.nlp.apposed`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lang import given, territories
from kg.lang.closed import load as load_closed
from kg.lang.coref import THING
from kg.lang.coref import load as load_coref
from kg.lang.lexicon import load as lexicon
from kg.lang.times import load as load_times
from kg.nlp.apposed import HIGH, SUBJECTS, appositions, is_somebody, titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
_OBJECTS = frozenset({"dobj", "dative", "ccomp", "xcomp", "prt"})
_TIMES = frozenset({"DATE", "TIME"})


def mend(doc: Doc) -> Doc:
    """All repairs, in place, each on what those before it made."""
    of_words = (
        undergone,
        demonyms,
        headings,
        objects,
        bought,
        dated,
        ones,
        offices,
        managers,
        passives,
        participles,
        named,
    )
    of_names = (letters, titles, appositions, owned, lists, parents, second_offices)
    for repair in (*of_words, *of_names):
        repair(doc)
    return doc


def demonyms(doc: Doc) -> Doc:
    """Part somebody's name from the word for their country before it: *Kazakh Aigerim Nurpeisova*."""
    found, mended = list(doc.ents), False
    for n in reversed(range(len(found))):
        name = found[n]
        if name.label_ == "PERSON" and len(name) > 2 and territories.is_demonym(name[0].text) and name[1].tag_ == "NNP":
            found[n : n + 1] = [
                _entity(doc, name.start, name.start + 1, "NORP"),
                _entity(doc, name.start + 1, name.end, "PERSON"),
            ]
            mended = True
    if mended:
        doc.set_ents(found)
    return doc


def _entity(doc: Doc, start: int, end: int, label: str) -> Span:
    from spacy.tokens import Span as NewSpan

    return NewSpan(doc, start, end, label=label)


def headings(doc: Doc) -> Doc:
    """Read the verb of a headline, which the parser takes for a noun before another: *Court orders brewer to pay $5 million*."""
    for verb in doc[1:]:
        if verb.tag_ != "VBZ" or verb.dep_ not in ("nmod", "compound"):
            continue
        thing, act = verb.head, verb.head.head
        if thing.dep_ != "nsubj" or verb.i > thing.i:
            continue
        if act.dep_ != "ROOT" or act.tag_ != "VB" or not any(c.dep_ == "aux" and c.tag_ == "TO" for c in act.lefts):
            continue
        before = [c for c in (*verb.lefts, *thing.lefts) if c.i < verb.i]
        verb.head, verb.dep_, verb.pos_ = verb, "ROOT", "VERB"
        thing.head, thing.dep_ = verb, "dobj"
        act.head, act.dep_ = verb, "xcomp"
        for child in before:
            child.head = verb
        if before and before[-1].pos_ in ("NOUN", "PROPN"):
            before[-1].dep_ = "nsubj"
            for child in before[:-1]:
                child.head = before[-1]
    return doc


def objects(doc: Doc) -> Doc:
    """Join two objects side by side, of which the second alone has no article: *won the world under-20 title*."""
    for second in doc[2:]:
        if second.dep_ != "dobj":
            continue
        first = next((t for t in second.head.rights if t.i == second.left_edge.i - 1), None)
        if first is None or first.dep_ != "dobj" or second.left_edge == first:
            continue
        bare = first.tag_ == "NN" and not any(True for _ in first.rights) and any(c.dep_ == "det" for c in first.lefts)
        plain = second.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in second.lefts)
        if bare and plain and not first.ent_type_:
            for child in list(first.lefts):
                child.head = second
            first.head, first.dep_ = second, "compound"
    return doc


def bought(doc: Doc) -> Doc:
    """Join the rest of a list with the object of a relative clause, not as a second subject of the verb behind: *A manager who
    spent it on cruises, a tub and a pony was jailed*.
    """
    for second in doc[4:]:
        if second.dep_ not in SUBJECTS or second.tag_ not in ("NN", "NNS"):
            continue
        comma = second.left_edge.i - 1
        first = next((c for c in second.head.lefts if c.dep_ in SUBJECTS and c.i < comma), None)
        if first is None or doc[comma].text != "," or not any(c.dep_ == "cc" for c in second.rights):
            continue
        inner = doc[comma - 1]
        if inner.dep_ in ("dobj", "pobj") and inner.pos_ == "NOUN" and _below_clause(inner, first):
            second.head, second.dep_ = inner, "conj"
    return doc


def _below_clause(inner: Token, noun: Token) -> bool:
    """Whether a word belongs to a clause with a verb that says something of a noun: relative, participle or infinitive."""
    return any(t.dep_ in ("relcl", "acl") and t.head == noun for t in inner.ancestors)


def dated(doc: Doc) -> Doc:
    """Part a month or day from the name behind it: *In December Kenya's regulator opened an inquiry*."""
    for day in doc[1:]:
        if day.dep_ != "compound" or day.ent_type_ != "DATE" or day.head.ent_type_ in ("", *_TIMES):
            continue
        prep, behind = day.nbor(-1), day.nbor(1)
        bare = prep.dep_ == "prep" and not any(c.dep_ in ("pobj", "pcomp") for c in prep.rights)
        if bare and behind.ent_type_ == day.head.ent_type_ and day.lower_ in _days():
            day.head, day.dep_ = prep, "pobj"
    return doc


@cache
def _days() -> frozenset[str]:
    return frozenset(load_times().months) | frozenset(load_times().weekdays)


def ones(doc: Doc) -> Doc:
    """Hang *one of his aides* on the name behind it, as other descriptions are: *One of his aides, Ana Prates, was hurt*."""
    for name in doc[3:]:
        if name.dep_ != "appos":
            continue
        one = name.head
        if one.lower_ not in load_closed().prop_word or name.ent_type_ != "PERSON" or one.i > name.i:
            continue
        if one.dep_ == "ROOT" or not any(c.lower_ in load_closed().genitive for c in one.rights):
            continue
        marks = [c for c in one.rights if c.dep_ == "punct"]
        name.head, name.dep_ = one.head, one.dep_
        one.head, one.dep_ = name, "appos"
        for mark in marks:
            mark.head = name
    return doc


def parents(doc: Doc) -> Doc:
    """Join the second of two somebodies with the first, not with whom they are said to be something of: *the son of a runner
    and a skater*, *the daughter of an Irish nurse and a Dutch builder*."""
    for second in doc:
        if second.dep_ != "conj" or not _is_an(second):
            continue
        first = second.head
        joint = next((t for t in doc[first.i + 1 : second.i] if t.dep_ == "cc" and t.head == first), None)
        if joint is None or _is_an(first) or not is_somebody(second):
            continue
        inner = doc[joint.i - 1]
        of_whom = inner.dep_ == "pobj" and inner.head.lower_ in load_closed().genitive and inner.head.head == first
        if of_whom and _is_an(inner) and is_somebody(inner):
            second.head = joint.head = inner
    return doc


def second_offices(doc: Doc) -> Doc:
    """Join a second office with the first, not with whom or where that is held: *the member for Leeds and chairman of the board*."""
    for second in doc:
        if second.dep_ != "conj" or second.tag_ != "NN" or not is_somebody(second):
            continue
        name, joint = second.head, doc[second.left_edge.i - 1] if second.left_edge.i else second
        bare = not any(c.dep_ in ("det", "poss", "nummod") for c in second.lefts)
        if not bare or joint.lower_ not in load_closed().additive or name.pos_ != "PROPN" or name.dep_ != "pobj":
            continue
        first = name.head.head
        if name.head.lower_ in load_closed().of_posts and first.tag_ == "NN" and is_somebody(first):
            second.head = first
            if joint.head == name:
                joint.head = first
    return doc


def _is_an(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in load_coref().indefinite for c in noun.lefts)


def named(doc: Doc) -> Doc:
    """Part somebody from what they are made: *named Michelle Reyes president*, which the parser takes for one phrase."""
    for office in doc[2:]:
        if office.dep_ != "dobj":
            continue
        verb, name = office.head, office.nbor(-1)
        if verb.lemma_.casefold() not in lexicon().naming or name.head != office:
            continue
        if name.ent_type_ == "PERSON" and name.dep_ == "compound" and is_somebody(office) and office.tag_ == "NN":
            for child in [c for c in office.lefts if c != name]:
                child.head = name
            name.head, name.dep_, office.dep_ = verb, "dobj", "oprd"
    return doc


def passives(doc: Doc) -> Doc:
    """Read *is majority-owned by Acme*, *is 51% owned by Acme*, *is 70-per-cent owned by Acme* as passives, which the parser takes for adjectives."""
    for token in doc:
        if token.tag_ not in ("VBN", "VBD") or not any(c.dep_ == "agent" for c in token.rights):
            continue
        verb = token.head
        if token.dep_ == "acomp" and verb.lower_ in load_closed().copulas:
            for child in [c for c in verb.children if c != token]:
                child.head = token
            token.head, token.dep_ = (token if verb.dep_ == "ROOT" else verb.head), verb.dep_
            verb.head, verb.dep_ = token, "auxpass"
        share = token.head.head.head if token.head.dep_ == "pobj" else token.head  # "31 per cent owned"
        said = token.dep_ == "acl" and share.dep_ == "attr" and share.head.lower_ in load_closed().copulas
        if said and lexicon().shares.intersection(t.lower_ for t in doc[share.i : token.i]):
            _lift(token, share)
        helper = next((c for c in token.lefts if c.dep_ == "auxpass"), None)
        if helper is not None:
            for child in [c for c in (*token.lefts, *helper.lefts) if c.dep_ == "nsubj"]:
                child.head, child.dep_ = token, "nsubjpass"
    return doc


def _lift(participle: Token, share: Token) -> None:
    """Make a participle behind a share the verb of its clause: *is 70-per-cent owned by Acme*."""
    verb = share.head
    for child in [c for c in verb.children if c != share]:
        child.head = participle
    participle.head, participle.dep_ = (participle if verb.dep_ == "ROOT" else verb.head), verb.dep_
    verb.head, verb.dep_ = participle, "auxpass"
    share.head, share.dep_ = participle, "npadvmod"
    for child in [c for c in participle.lefts if c.dep_ == "nsubj"]:
        child.dep_ = "nsubjpass"


def undergone(doc: Doc) -> Doc:
    """Read a verb that is nothing without an object as a passive where it has none: *owner also arrested*, *was held and sentenced*."""
    for verb in doc:
        if verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in _CLAUSES:
            continue
        if verb.lemma_.casefold() not in lexicon().done_to or not _lacks_object(verb):
            continue
        if any(c.dep_ in ("aux", "auxpass") for c in verb.lefts) or _object_is_before(verb):
            continue
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ not in ("WP", "WDT", "PRP"):
            subject.dep_ = "nsubjpass"
        elif subject is not None or verb.dep_ != "conj" or not any(c.dep_ == "auxpass" for c in verb.head.lefts):
            continue
        verb.tag_ = "VBN"
        for when in [c for c in verb.rights if c.dep_ == "dobj"]:
            when.dep_ = "npadvmod"
    return doc


def _lacks_object(verb: Token) -> bool:
    """Whether neither a verb nor what it is coordinated with has an object, but for a time: *sentenced the following year*."""
    for v in (verb, *(c for c in verb.rights if c.dep_ == "conj")):
        if any(c.dep_ in _OBJECTS and not (c.dep_ == "dobj" and c.ent_type_ in _TIMES) for c in v.rights):
            return False
    return True


def _object_is_before(verb: Token) -> bool:
    """Whether the object of a verb may stand in front of its clause: *whom Acme hired*, *the suspect the police say officers held*."""
    asked = any(t.tag_ in ("WP", "WDT") for t in verb.doc[verb.sent.start : verb.i])
    return asked or any(t.dep_ == "relcl" for t in verb.ancestors)


def participles(doc: Doc) -> Doc:
    """Join a participle with the one before *and*, not with the finite verb: *crossed it on a device propelled by turbines and
    attached to his feet*."""
    for token in doc[2:]:
        if token.tag_ != "VBN" or token.dep_ != "conj":
            continue
        verb = token.head
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i > token.i:
            continue
        joint = token.nbor(-1)
        if joint.dep_ != "cc" or any(c.dep_ in ("aux", "auxpass") for c in (*token.lefts, *verb.lefts)):
            continue
        first = next((t for t in reversed(doc[verb.i + 1 : joint.i]) if t.dep_ == "acl" and t.tag_ == "VBN"), None)
        if first is not None and first.right_edge.i == joint.i - 1:
            token.head = joint.head = first
    return doc


def lists(doc: Doc) -> Doc:
    """Hang names on what they are listed or set beside: *two students at Delft, A and B*; *the group A and the council B*."""
    for token in doc:
        if token.dep_ not in ("appos", "conj") or token.tag_ not in ("NNP", "NNPS"):
            continue
        noun, others = token.head, [c for c in token.rights if c.dep_ == "conj"]
        second = noun.dep_ == "appos" and is_somebody(noun)  # "its head, the shipbroker A": the name is of both
        if not (others or second) or noun.i > token.i:
            continue
        if token.dep_ == "appos" and noun.tag_ == "NN" and _is_close(noun, token):
            # one group, one name: the next is somebody else
            token.head, token.dep_ = (token if noun.dep_ == "ROOT" else noun.head), noun.dep_
            noun.head, noun.dep_ = token, "compound"
        elif others and (several := _several_before(token, noun)) is not None:
            token.head, token.dep_ = several, "appos"
    return doc


def owned(doc: Doc) -> Doc:
    """Part somebody from the body that they are of: *from the Kidney Coalition, whose director, Lamar Lee, said …* is no director."""
    for noun in doc:
        if noun.dep_ != "appos" or noun.head.i > noun.i or noun.head.ent_type_ == "PERSON":
            continue
        whose = next((c for c in noun.lefts if c.dep_ == "poss" and c.i == noun.left_edge.i), None)
        if whose is None:
            continue
        of_body = whose.tag_ == "WP$" or load_coref().pronouns.get(whose.lower_) == THING
        named = any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in noun.rights)
        verb = next((t for t in doc[noun.right_edge.i + 1 : noun.sent.end] if t.pos_ == "VERB"), None)
        if verb is None or not (of_body and named and is_somebody(noun)):
            continue
        if any(c.dep_ in SUBJECTS and c.i > noun.i for c in verb.lefts):
            continue
        body = noun.head
        noun.head, noun.dep_ = verb, "nsubj"
        if whose.tag_ == "WP$" and verb.dep_ == "conj" and not verb.is_ancestor(body):
            verb.head, verb.dep_ = body, "relcl"
    return doc


def _is_close(noun: Token, name: Token) -> bool:
    """Whether nothing, not even a bracket, stands between a noun and a name: *the group Acme*, not *behavior (Hein, 2012)*."""
    return name.left_edge.i == noun.i + 1 and not noun.nbor(1).is_punct


def _several_before(name: Token, noun: Token) -> Token | None:
    """The counted plural for persons whose phrase ends at the comma before a name that hangs on another noun."""
    comma = name.left_edge.i - 1
    persons = all(t.ent_type_ == "PERSON" for t in (name, *(c for c in name.rights if c.dep_ == "conj")))
    if not persons or noun.ent_type_ == "PERSON" or comma <= 0 or name.doc[comma].text != ",":
        return None
    node = name.doc[comma - 1]
    for _ in range(HIGH):
        if node.tag_ == "NNS" and is_somebody(node) and any(c.dep_ == "nummod" for c in node.lefts):
            return node
        if node.dep_ not in ("pobj", "prep", "compound") or node.head == node:
            return None
        node = node.head
    return None


def letters(doc: Doc) -> Doc:
    """Hang letters behind a person's name on the name: *Judge Rosalind Nkemelu KC told him*."""
    letters, common = lexicon().letters, lexicon().common_letters
    for token in doc[1:]:
        if token.text not in letters and token.text not in common:
            continue
        name, first = token.nbor(-1), token.nbor(-2) if token.i > 1 else token
        named = token.text in letters or (first.head == token and given.gender(first.text) is not None)
        if name.head != token or name.ent_type_ not in ("PERSON", *("ORG",) * (token.text in common)) or not named:
            continue
        head, dep, is_root = token.head, token.dep_, token.head == token
        for child in [c for c in token.children if c != name]:
            child.head = name
        name.head, name.dep_ = (name if is_root else head), dep
        token.head, token.dep_ = name, "nmod"
    return doc


def offices(doc: Doc) -> Doc:
    """Take *general* behind a hyphen and an office for the noun of both: *the UN secretary-general*."""
    for token in doc[2:]:
        if token.lower_ not in lexicon().chiefs:
            continue
        office = token.nbor(-2)
        if token.nbor(-1).text != "-" or lexicon().nouns.get(office.lower_) != "Person":
            continue
        if token.tag_ == "JJ":
            token.tag_, token.pos_ = "NN", "NOUN"
            token.dep_ = "attr" if token.dep_ == "acomp" else token.dep_
        if token.head == office:  # "is director-general of": the parser makes an adjective of it
            token.head, token.dep_ = (token if office.head == office else office.head), office.dep_
            office.head, office.dep_ = token, "compound"
        if office.head == token:
            for child in [c for c in office.children if c.text != "-"]:
                child.head = token
    return doc


def managers(doc: Doc) -> Doc:
    """Take *managing* before *director* for a part of the office, not for what somebody was doing."""
    for office in doc[2:]:
        if office.dep_ != "dobj":
            continue
        verb = office.nbor(-1)
        if verb.lower_ not in lexicon().of_office or office.head != verb:
            continue
        be = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in load_closed().copulas), None)
        if be is None or office.tag_ != "NN" or not is_somebody(office):
            continue
        for child in [c for c in verb.children if c != be]:
            child.head = be
        be.head, be.dep_ = (be if verb.dep_ == "ROOT" else verb.head), verb.dep_
        be.pos_, office.dep_ = "AUX", "attr"
        verb.head, verb.dep_ = office, "amod"
    return doc

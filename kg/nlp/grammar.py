"""Grammatical functions: who does, who undergoes, what stands after which preposition.

Functions are read off the dependency tree (ClearNLP labels, as spaCy's English models use them) with voice, relative
clauses, control and coordination undone, so that frames can say `agent` and `patient` and mean it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from kg import ontology
from kg.lang import senses
from kg.lang.closed import load as load_closed
from kg.lang.lexicon import load as load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.nlp.types import TokenMention

_SUBJECTS = ("nsubj", "csubj", "expl")
_NOUN_POS = ("NOUN", "PROPN", "PRON", "NUM")
_BODILY = frozenset({"motion", "change", "body", "creation", "contact", "perception", "competition", "weather"})
_MAX_DEPTH = 6  # how far a missing subject is looked for up the tree


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its auxiliary or, as a participle modifier, by its tag."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.dep_ in ("acl", "advcl", "amod") and verb.tag_ == "VBN":
        return not any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return is_passive(verb.head)
    return False


def expand(tokens: Iterable[Token]) -> list[Token]:
    """Each token with its coordinated siblings, in text order: *A, B and C* gives three."""
    out: dict[int, Token] = {}
    for token in tokens:
        token = listed_before(token) or token
        if names := _names_of_several(token):
            out |= {n.i: n for n in names}
            continue
        out[token.i] = token
        for sibling in token.conjuncts:
            if sibling.i > token.i and sibling.pos_ in _NOUN_POS and not _says_more(sibling, token):
                out[sibling.i] = sibling
    return [out[i] for i in sorted(out)]


def is_means(noun: Token, verb: Token) -> bool:
    """Whether a bare noun behind *by* says how something was done: *reached by phone*; *was hit by bus* aside."""
    bare = noun.tag_ == "NN" and noun.left_edge == noun and not noun.ent_type_
    lexicon = load_lexicon()
    return bare and lemma(noun) in lexicon.means and lemma(verb) not in lexicon.befalling


def _says_more(second: Token, first: Token) -> bool:
    """Whether two descriptions are of the one person named behind them: *its director and sole owner, Ana Prates, said*."""
    bare = second.tag_ == first.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in second.lefts)
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > second.i for t in (first, second) for c in t.rights)
    lexicon = load_lexicon()
    return (
        bare and named and all(lexicon.class_of(t) == "Person" and lemma(t) not in lexicon.kin for t in (first, second))
    )


def _names_of_several(noun: Token) -> list[Token]:
    """The names that a plural stands for, listed behind its comma: *two men, Ann Lee and Bob Ray, were arrested*."""
    if noun.tag_ != "NNS":
        return []
    first = next((c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if first is None or not any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in first.rights):
        return []
    return [first, *(c for c in first.conjuncts if c.i > first.i and c.pos_ == "PROPN")]


def agents(token: Token, depth: int = 0) -> list[Token]:
    """Who does what the verb says: its logical subject, through voice, relative clauses, control and coordination."""
    by = [
        p
        for c in token.children
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in load_closed().agentive and is_passive(token))
        for p in c.children
        if p.dep_ == "pobj" and lemma(p) not in load_lexicon().measures and not is_means(p, token)
    ]
    if is_passive(token):
        return expand(by)
    own = _own_subject(token)
    own = own or [c for c in token.children if c.dep_ == "dobj" and _modifies(token, c)]
    return expand(own) if own else controllers(token, depth)


def _opens_clause(noun: Token) -> bool:
    """Whether a description stands before its clause, set off from its subject: *A graduate of Acme College, she serves …*."""
    doc, end = noun.doc, noun.right_edge.i + 1
    article = any(c.dep_ == "det" for c in noun.lefts)
    subject = next((c for c in noun.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if noun.tag_ != "NN" or not article or not noun.left_edge.is_sent_start or subject is None or end >= len(doc):
        return False
    return doc[end].text == "," and subject.left_edge.i == end + 1


def _one_of(noun: Token) -> Token | None:
    """The word for one of several that a plural noun stands behind: *the youngest of nine children*, *one of the founders*."""
    of, one = noun.head, noun.head.head
    several = noun.tag_ == "NNS" and of.lower_ in load_closed().genitive and of.i == one.i + 1
    picked = one.lower_ in load_closed().prop_word or one.tag_ == "JJS" or one.ent_type_ == "ORDINAL"
    return one if several and picked and one.dep_ in ("attr", "appos") else None


def _modifies(verb: Token, noun: Token) -> bool:
    """Whether a participle behind the *by* of a passive stands before who does it: *stopped by protesting students*."""
    by = verb.head
    return verb.dep_ == "pcomp" and by.dep_ == "agent" and verb.i == by.i + 1 and noun.left_edge.i == verb.i + 1


def _own_subject(verb: Token) -> list[Token]:
    """The subject of an active verb; of two, a slip of the parser, the first, or the name beside a description.

    *The party's leader, Ana Prates announced …*: the comma that would close the apposition is missing.
    """
    own = [c for c in verb.children if c.dep_ == "nsubj"][:2]
    if len(own) == 2 and own[0].pos_ == "NOUN" and own[1].pos_ == "PROPN":
        edge = own[1].left_edge.i
        if verb.doc[edge - 1].text == "," and edge - 2 == own[0].right_edge.i and own[1].i < verb.i:
            return own[1:]
    return [] if own and _ends_address(own[0]) else own[:1]


def _ends_address(subject: Token) -> bool:
    """Whether what the parser takes for the subject only says where the real one is: *the parliament of X, Australia voted*."""
    edge, doc = subject.left_edge.i, subject.doc
    if subject.ent_type_ != "GPE" or edge < 2 or doc[edge - 1].text != ",":
        return False
    before = doc[edge - 3] if doc[edge - 2].text == ")" and edge > 2 else doc[edge - 2]
    return before.pos_ == "PROPN" and before.ent_type_ not in ("DATE", "TIME") and before.sent == subject.sent


def patients(token: Token) -> list[Token]:
    """Whom or what the verb's action happens to: its logical object."""
    found = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    if found and _modifies(token, found[0]):
        return []
    if len(found) > 1 and any(c.dep_ == "cc" and found[0].i < c.i < found[1].i for c in token.rights):
        found = found[:1]  # "which Acme holds a third of, and Tasman about 12%": the second is another's subject
    if not found and is_passive(token):
        if token.dep_ in ("acl", "amod"):
            found = [token.head]
        elif token.dep_ == "conj":  # "founded it, but was arrested": with an auxiliary of its own it has the subject
            finite = any(c.dep_ in ("aux", "auxpass") for c in token.children)
            found = subjects(token.head) if finite else patients(token.head)
        elif token.dep_ == "advcl" and not _behind_object(token):
            found = subjects(token.head)
    if not found and token.dep_ == "relcl" and has_object_gap(token):
        found = [token.head]
    return expand(found)


def _behind_object(participle: Token) -> bool:
    """Whether a participle stands right behind an object and its comma, so that either may be meant: *sent a team, led by A*."""
    verb, comma = participle.head, participle.i - 1
    objects = [c for c in verb.rights if c.dep_ == "dobj" and c.i < participle.i]
    return bool(objects) and participle.doc[comma].text == "," and objects[-1].right_edge.i in (comma - 1, comma)


def subjects(token: Token, depth: int = 0) -> list[Token]:
    """The surface subject of a verb, whatever its voice."""
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return expand(own if own[0].dep_ == "nsubjpass" else _own_subject(token))
    if is_passive(token) and token.dep_ in ("acl", "amod"):
        return [token.head]
    return controllers(token, depth)


def controllers(token: Token, depth: int = 0) -> list[Token]:
    """Who is understood as the subject of a verb that has none of its own."""
    head = token.head
    if depth > _MAX_DEPTH or head == token:
        return []
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return subjects(head.head if _leaves_clause(token) else head, depth + 1)
    if token.dep_ == "acl":
        return _of_noun(token, head, depth)
    if token.dep_ == "relcl":
        return [] if has_object_gap(token) else [head]
    if token.dep_ == "xcomp":
        return _of_complement(head, depth)
    if token.dep_ == "advcl" and token.tag_ in ("VBG", "VB", "VBN"):
        return [] if _after_another(token) else subjects(head, depth + 1)
    if token.dep_ == "pcomp":
        return _of_gerund(head, depth)
    return []


def _after_another(participle: Token) -> bool:
    """Whether a clause with a subject of its own ends right before: *sent a plan, which they rejected, approving only* …

    Then it is open whose doing the participle tells.
    """
    before = participle.doc[: participle.i][-2:]
    if participle.tag_ != "VBG" or len(before) < 2 or before[1].text != ",":
        return False
    verb = next((t for t in (before[0], *before[0].ancestors) if t.pos_ == "VERB"), None)
    if verb is None or verb.dep_ != "relcl" or verb == participle.head:
        return False
    return any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") for c in verb.lefts)


def _leaves_clause(verb: Token) -> bool:
    """Whether a comma before its conjunction takes a verb out of the adverbial clause the parser put it in.

    *He chaired it while they ruled, and remained a member*: he remained.
    """
    if verb.head.dep_ != "advcl" or verb.head.head == verb.head:
        return False
    joint = next((c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i), None)
    return joint is not None and joint.i > 0 and verb.doc[joint.i - 1].text == ","


def _of_noun(token: Token, noun: Token, depth: int) -> list[Token]:
    if token.tag_ in ("VBG", "VBN", "VBD", "VBZ"):
        return [noun]
    owner = [c for c in noun.children if c.dep_ == "poss"]
    if owner:
        return expand(owner)
    return subjects(noun.head, depth + 1) if noun.dep_ in ("dobj", "attr") else []


def _of_complement(verb: Token, depth: int) -> list[Token]:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if objects and verb.lemma_ not in load_lexicon().subject_control:
        return expand(objects)
    return subjects(verb, depth + 1)


def _of_gerund(prep: Token, depth: int) -> list[Token]:
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if objects and prep.lower_ in load_closed().gerund_of_object:
            return expand(objects)
        return subjects(head, depth + 1)
    owner = [c for c in head.children if c.dep_ == "poss"]
    if owner:
        return expand(owner)
    return subjects(head.head, depth + 1) if head.dep_ in ("dobj", "attr", "pobj") else [head]


def has_object_gap(verb: Token) -> bool:
    deps = {c.dep_ for c in verb.children}
    if "nsubj" not in deps or deps & {"dobj", "nsubjpass", "ccomp", "xcomp", "attr", "acomp"}:
        return False
    subject = next(c for c in verb.children if c.dep_ == "nsubj")
    if subject.tag_ in ("WP", "WDT") or (subject.lower_ in load_closed().bare_relative and subject.pos_ == "PRON"):
        return False
    if any(c.tag_ == "WP$" for c in subject.lefts):
        return False  # "whose shares fell"
    return not any(c.dep_ in ("advmod", "mark") and c.tag_ == "WRB" for c in verb.children)


def is_bodily(verb: Token) -> bool:
    """Whether a verb means first of all what bodies do or what befalls them: *found on a beach*; not *focused on the port*."""
    return verb.pos_ == "VERB" and bool(_BODILY & set(senses.load().of("v", lemma(verb))[:1]))


def is_site(noun: Token) -> bool:
    """Whether a common noun means somewhere one can be: *stairwell*, *beach*."""
    word = lemma(noun)
    return noun.pos_ == "NOUN" and word in senses.load().sites and word not in load_lexicon().nowhere


def prepositional(token: Token, *preps: str) -> list[tuple[str, Token]]:
    """`(preposition, object)` pairs that depend on a token, coordinated objects apart; all when none is named."""
    out = []
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and (not preps or child.lower_ in preps):
            out += [(child.lower_, o) for o in _objects(child)]
    if not out and token.dep_ == "conj" and token.pos_ == "NOUN" and token.head.pos_ == "NOUN":
        # "a lawyer and co-founder of Acme": the parser hangs on the first what stands behind the second
        behind = [c for c in token.head.rights if c.dep_ == "prep" and c.i == token.right_edge.i + 1]
        out = [(c.lower_, o) for c in behind if not preps or c.lower_ in preps for o in _objects(c)]
    return out


def _objects(prep: Token) -> list[Token]:
    found = [c for c in prep.children if c.dep_ == "pobj"]
    nested = [c for c in prep.children if c.dep_ == "prep"]  # "from inside the country"
    return expand(found) if found or not nested else _objects(nested[0])


def recipients(token: Token) -> list[Token]:
    """The indirect object: *gave her the prize*; also where the parser took it into the object's noun phrase."""
    found = [c for c in token.children if c.dep_ == "dative" and c.pos_ in _NOUN_POS]
    if not found and token.lemma_ in load_lexicon().ditransitive:
        found = [
            m
            for o in token.children
            if o.dep_ == "dobj" and o.pos_ == "NOUN"
            for m in o.lefts
            if m.dep_ == "compound" and m.ent_type_ in ("PERSON", "ORG", "GPE")
        ]
    return expand(found)


def possessors(noun: Token) -> list[Token]:
    """Whose a noun is; of *whose*, what its clause stands behind."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    return expand(a for c in found if (a := _before_whose(c) if c.tag_ == "WP$" else c) is not None)


def _before_whose(whose: Token) -> Token | None:
    """What *whose* points back to: the noun its relative clause depends on, if that stands right before it."""
    doc, edge = whose.doc, whose.i - 1
    if edge >= 0 and doc[edge].text == ",":
        edge -= 1
    verb = next((t for t in whose.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if edge < 0 or verb is None:
        return None
    if verb.dep_ == "relcl" and verb.head.i < whose.i:
        return verb.head
    last = doc[edge]  # the parser took the clause for another
    return last if last.pos_ == "PROPN" and last.right_edge.i <= whose.i else None


def compounds(noun: Token) -> list[Token]:
    """Nouns that modify a noun from the left: *Apple* in *Apple CEO*."""
    return [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod", "npadvmod") and c.pos_ in ("PROPN", "NOUN")]


def denotes(noun: Token) -> list[Token]:
    """Of whom a role noun is said: itself, the name it stands beside, or the subject it is predicated of.

    *Apple CEO Tim Cook*, *Tim Cook, CEO of Apple*, *Tim Cook is CEO of Apple*, *served as CEO of Apple*.
    """
    if (name := listed_before(noun) or before_name(noun)) is not None:
        return [name]
    if names := names_behind(noun):
        return names
    if noun.dep_ in ("compound", "nmod", "amod", "nn") and noun.head.pos_ == "PROPN" and noun.head.i > noun.i:
        return [noun.head]
    if noun.dep_ == "appos":
        return [noun] if starts_clause(noun) else _apposed_to(noun)
    if noun.dep_ in ("advcl", "npadvmod", "dobj") and _opens_clause(noun):
        return subjects(noun.head)
    if noun.dep_ == "pobj" and (one := _one_of(noun)) is not None:
        return denotes(one)
    if noun.dep_ in ("attr", "oprd", "acomp"):
        verb = noun.head
        return patients(verb) if noun.dep_ == "oprd" and not is_passive(verb) else subjects(verb)
    if noun.dep_ == "conj" and noun.head.dep_ in ("attr", "appos", "oprd", "compound", "pobj"):
        return [noun] if noun.head.ent_type_ else denotes(noun.head)  # beside a name stands someone else
    if (verb := verb_of_as(noun)) is not None and verb.pos_ == "VERB":
        of_object = (
            noun.i > verb.i and lemma(verb) not in load_lexicon().succeeding
        )  # "who as minister signed the deal" was it
        return (of_object and patients(verb)) or subjects(verb)
    appositive = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    if appositive and appositive[0].ent_type_ != "GPE":  # "its operator, Acme of Porto, Portugal, said"
        appositive = [c for c in appositive if c.ent_type_ != "GPE"]
    return appositive or name_behind(noun) or [noun]


def verb_of_as(noun: Token) -> Token | None:
    """The verb that *as* ties a noun to, also the second *as*: *served as head of Acme and as president of Verity*."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in load_closed().essive:
        return None
    if prep.dep_ == "conj" and prep.head.lower_ in load_closed().essive:
        prep = prep.head
    return prep.head


def _apposed_to(noun: Token) -> list[Token]:
    """What an apposition stands beside: one thing, or of a plural all names listed before it.

    *Ann Lee, a teacher, and Bob Ray* tells of Lee alone, *Ann Lee and Bob Ray, teachers in Cork,* of both.
    """
    if noun.tag_ not in ("NNS", "NNPS", "DT"):
        return [listed_before(noun.head) or noun.head]
    found = {noun.head.i: noun.head}
    for other in (*noun.head.conjuncts, *(c for c in noun.head.rights if c.dep_ == "appos")):
        if other.i < noun.i and other.pos_ == "PROPN":
            found |= {t.i: t for t in (other, *other.conjuncts) if t.i < noun.i}
    return [found[i] for i in sorted(found)]


def listed_before(noun: Token) -> Token | None:
    """The one person whose descriptions are listed before the name: *US singer, actor, and activist Doris Day*.

    Bare singular nouns for persons, which alone would want an article, are no persons beside the one named.
    """
    nouns = load_lexicon().nouns
    if noun.tag_ != "NN" or nouns.get(lemma(noun)) != "Person" or not any(c.dep_ == "conj" for c in noun.rights):
        return None
    if any(c.dep_ in ("det", "poss", "nummod") for c in noun.children):
        return None
    name = noun.conjuncts[-1]
    if name.pos_ != "PROPN" or name.ent_type_ != "PERSON" or name.i < noun.i:
        return None
    first = name.left_edge.i
    while first < name.i and not noun.doc[first].ent_type_:
        first += 1
    before = noun.doc[first - 1]  # the last description stands right before the name
    between = noun.doc[noun.i + 1 : first]
    listed = before.i > noun.i and before.tag_ == "NN" and (before.head == name or before.dep_ == "compound")
    return name if listed and all(t.pos_ in ("NOUN", "ADJ", "CCONJ", "PUNCT") for t in between) else None


def before_name(noun: Token) -> Token | None:
    """The person right behind a noun for persons without an article, alone or the last of two.

    *Study co-author and geochemist Seth John*: a bare singular noun wants the name, whatever the parser makes of it.
    """
    doc, nouns, i = noun.doc, load_lexicon().nouns, noun.i + 1
    if noun.tag_ != "NN" or not _is_bare_person(noun) or i >= len(doc):
        return None
    if doc[i].lower_ in load_closed().additive:
        i += 1
        while i < len(doc) and doc[i].tag_ in ("NN", "JJ") and not doc[i].ent_type_:
            i += 1
        if nouns.get(lemma(doc[i - 1])) != "Person":
            return None
    if i >= len(doc) or doc[i].ent_type_ != "PERSON" or doc[i].ent_iob_ != "B":
        return None
    end = i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].pos_ == "PROPN":
        end += 1
    return doc[i:end].root


def names_behind(noun: Token) -> list[Token]:
    """The persons listed right behind a plural: *Senators Marco Rubio of Florida, Mike Lee of Utah, and David Perdue*.

    Behind a comma they are only where the plural is counted: *two senators, Ann Lee and Bob Ray, …*.
    """
    doc, i, last, found = noun.doc, noun.i + 1, False, []
    if noun.tag_ not in ("NNS", "NNPS") or i >= len(doc) or load_lexicon().nouns.get(lemma(noun)) != "Person":
        return []
    i += doc[i].text == "," and any(c.dep_ == "nummod" for c in noun.lefts)
    while i < len(doc) and doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "B":
        end = name_span(doc[i]).stop
        found.append(doc[i:end].root)
        if last or end >= len(doc):
            break
        if doc[end].lower_ in load_closed().origin and end + 1 < len(doc) and doc[end + 1].ent_type_ == "GPE":
            end = name_span(doc[end + 1]).stop
        i = end
        while i < len(doc) and (doc[i].text == "," or doc[i].lower_ in load_closed().additive):
            last, i = last or doc[i].lower_ in load_closed().additive, i + 1
        if i == end:
            break
    return found if last and len(found) > 1 else []


def name_span(token: Token) -> range:
    """The tokens of the name, as the recogniser found it, that a token belongs to; the token alone outside one."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return range(start, end)


def _is_bare_person(noun: Token) -> bool:
    """Whether a common noun for a person has no article, owner or number before it."""
    if load_lexicon().nouns.get(lemma(noun)) != "Person" or noun.ent_type_:
        return False
    first = noun.i
    while first > noun.sent.start and (
        noun.doc[first - 1].dep_ in ("compound", "amod", "nmod") or noun.doc[first - 1].text == "-"
    ):
        first -= 1
    before = noun.doc[first - 1] if first > noun.sent.start else None
    return before is None or before.tag_ not in ("DT", "PRP$", "POS", "CD", "JJ", "WP$")


def starts_clause(noun: Token) -> bool:
    """Whether a verb follows right behind an apposition: then it is the verb's subject (*in Paris, France, a man fell*)."""
    edge = max((c.right_edge.i for c in noun.rights if c.dep_ not in ("relcl", "acl")), default=noun.i)
    behind = noun.doc[edge + 1] if edge + 1 < len(noun.doc) and not noun.doc[edge].is_punct else None
    return noun.i > noun.head.i and behind is not None and behind.tag_ in ("VBD", "VBZ", "VBP", "MD")


def name_behind(noun: Token) -> list[Token]:
    """The name right behind a noun that the parser took for a second argument: *his brother Juan Ruiz spoke*."""
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    if not behind or noun.pos_ != "NOUN" or behind[0].pos_ != "PROPN" or not behind[0].ent_type_:
        return []
    head = next((t for t in behind if t.head == noun.head and t.pos_ == "PROPN"), None)
    return [head] if head is not None and head.dep_ == noun.dep_ and behind[0].head in (head, head.head) else []


def demonyms(noun: Token) -> list[Token]:
    """Adjectives and names of origin before a noun: *French* in *French agency*, *Ukrainian-born* apart."""
    return [
        c
        for c in noun.lefts
        if c.dep_ in ("amod", "compound", "nmod", "poss") and c.ent_type_ in ("NORP", "GPE", "LOC")
    ]


@lru_cache(maxsize=65536)
def lemma_key(text: str) -> str:
    return text.casefold().replace("’", "'")


def lemma(token: Token) -> str:
    """The lemma a lexicon is looked up by: lower case, and noun plurals undone."""
    found = lemma_key(token.lemma_ or token.text)
    if token.tag_ == "NNPS" and found.removesuffix("s") in load_lexicon().nouns:
        return found.removesuffix("s")  # the tagger leaves capitalised plurals as they are: "Senators"
    if token.tag_ == "NNP" and token.dep_ == "compound":
        return load_lexicon().short_titles.get(found, found)  # "Sen."
    return founding(found, token) if found in load_lexicon().misread else found


def founding(found: str, verb: Token) -> str:
    """The lemma of *found*: with *help* before it, and no object that it could be, it is none of *find*: *helped found Acme*."""
    own = verb.lower_ == load_lexicon().misread.get(found)
    helped = own and any(c.dep_ == "aux" and c.lower_ in load_lexicon().helping for c in verb.lefts)
    return verb.lower_ if helped else found


def written_out(token: Token) -> str:
    """A word in lower case, an abbreviated title written out: *lieutenant* of *Lt. Gov.*."""
    short = token.tag_ == "NNP" and token.dep_ == "compound"
    return load_lexicon().short_titles.get(token.lower_, token.lower_) if short else token.lower_


def beside(doc: Doc, m: TokenMention) -> Iterator[Token]:
    """Common nouns right before a name or in apposition with it."""
    before, head = doc[m.start - 1] if m.start else None, doc[m.head]
    if before is not None and before.tag_ == "NN" and not before.is_sent_start:
        yield before
    for other in chain(head.children, [head.head] if head.dep_ == "appos" else []):
        if (other.dep_ == "appos" or head.dep_ == "appos") and other.tag_ == "NN" and other not in doc[m.start : m.end]:
            yield other


def is_body(noun: Token) -> bool:
    """Whether a noun is one for bodies: *company*, *orchestra*."""
    cls = load_lexicon().class_of(noun)
    return cls is not None and ontology.load().kind_of(cls) == "Organization"


def is_one(noun: Token) -> bool:
    """Whether a noun stands for one person."""
    return noun.tag_ in ("NN", "NNP") and not noun.conjuncts and load_lexicon().class_of(noun) == "Person"


def is_at_the_time(prep: Token) -> bool:
    """Whether a phrase says that something was so when what is told happened: *its chief executive at the time*."""
    if prep.dep_ != "prep" or prep.lower_ not in load_closed().adessive:
        return False
    return any(c.lower_ in load_lexicon().moment and has_only_article(c) for c in prep.children)


def has_only_article(noun: Token) -> bool:
    """Whether nothing is said of a noun but *the*."""
    return len(found := list(noun.children)) == 1 and found[0].lower_ in load_closed().definite


def verb_key(verb: Token) -> str:
    """A verb with its particle: *call off*."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{lemma(verb)} {particle}".strip()

"""Features of mentions and of pairs of mentions, as numpy columns over a whole document at once.

What a mention is like (its class, number, gender, kind of thing, role, words) is read once from the `Doc`; which pairs
are worth a look is limited to a window and to mentions that share a word, so the cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.lang import given
from kg.lang.closed import load as load_closed
from kg.lang.coref import PRONOUNS, CorefWords
from kg.lang.coref import load as load_words
from kg.lang.lexicon import load as lexicon
from kg.learned.linear import Columns, bucket, rows, softmax
from kg.nlp.types import TokenMention, TokenQuote
from kg.nlp.vectors import unit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Classes of mentions: how they refer.
(
    NAME,
    DEFINITE,
    DEMONSTRATIVE,
    OWNED,
    INDEFINITE,
    BARE,
    PLURAL,
    HE,
    SHE,
    IT,
    THEY,
    ME,
    WE,
    YOU,
    THIS,
    OTHER,
    DATE,
    GROUP,
    RELATIVE,
    APPOSITION,
) = range(20)
N_CLASSES = 20
_HIS, _HERS = 0.13, -0.25  # how far a given name that no list has leans when it is mostly a man's, a woman's
_PRONOUN_CLASS = dict(zip(PRONOUNS, (HE, SHE, IT, THEY, ME, WE, YOU, THIS, OTHER), strict=True))
_ROLES = {
    "nsubj": 0,
    "nsubjpass": 1,
    "dobj": 2,
    "poss": 3,
    "compound": 4,
    "nmod": 4,
    "conj": 5,
    "appos": 6,
    "attr": 7,
    "dative": 8,
    "ROOT": 9,
    "npadvmod": 10,
    "pobj": 11,
}
N_ROLES = 14
_LABELS = {
    None: 0,
    "PERSON": 1,
    "ORG": 2,
    "GPE": 3,
    "LOC": 3,
    "FAC": 4,
    "NORP": 5,
    "PRODUCT": 6,
    "WORK_OF_ART": 6,
    "EVENT": 7,
    "LAW": 8,
    "MISC": 9,
}
N_LABELS = 10
PERSON = _LABELS["PERSON"]
TYPES = ("person", "organization", "place", "event", "object", "abstract", "living")  # kinds of thing, GUM's, merged
N_TYPES = len(TYPES)
UNKNOWN, SINGULAR, MANY = 0, 1, 2
NO_GENDER, MALE, FEMALE = 0, 1, 2
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT"})
_WIDTH = 6  # words of a mention that are compared


@dataclass
class View:
    """A document's mentions as columns; index = mention.

    Attributes:
        cls, number, gender, label, role: small integers, see the constants above.
        type_probs: probability of each of `TYPES`; `person` is the first of them.
        lean: cosine of the head or first name with the gender direction, 0 where it says nothing.
        sentence, head, start, end: where it stands (sentence number, tokens of the full phrase).
        lemma: id of the head's lemma; `words`, `before`: ids of all and of the premodifying words, -1 padded.
        text: id of the mention's words without determiner and case marks.
        quote: number of the direct quotation it stands in, -1 outside.
    """

    doc: Doc
    mentions: Sequence[TokenMention]
    words_of: CorefWords
    cls: NDArray
    number: NDArray
    gender: NDArray
    label: NDArray
    role: NDArray
    lean: NDArray
    vectors: NDArray
    sentence: NDArray
    head: NDArray
    start: NDArray
    end: NDArray
    lemma: NDArray
    words: NDArray
    before: NDArray
    text: NDArray
    quote: NDArray
    flags: NDArray  # n × 8: reflexive, possessive, relative clause, "of", pleonastic, holds a name, first in sentence, in title
    verb: NDArray  # id of the governing verb's lemma
    verb_at: NDArray  # token of the governing verb
    described: list[list[int]]  # ids of lemmas said of the mention: apposition, predicate, noun before the name
    name_words: list[tuple[str, ...]]
    strings: list[str]  # id → string
    possessor: NDArray  # mention it belongs to (*his* lawyer, the lawyer of *Smith*), -1 for none
    type_probs: NDArray = field(default_factory=lambda: np.zeros((0, N_TYPES), np.float32))

    def __len__(self) -> int:
        return len(self.mentions)

    @cached_property
    def type(self) -> NDArray:
        return self.type_probs.argmax(axis=1).astype(np.int32) if len(self) else np.zeros(0, np.int32)

    @cached_property
    def hashes(self) -> NDArray:
        """A number for each string that is the same in every document."""
        return np.array([crc32(s.encode("utf-8")) for s in self.strings], np.int64)

    @cached_property
    def similarity(self) -> tuple[dict[int, int], NDArray]:
        """(place of each lemma that heads or describes a mention, cosine matrix of these)."""
        needed = sorted({*self.lemma.tolist(), *(w for d in self.described for w in d)})
        strings = self.doc.vocab.strings
        v = unit(self.doc.vocab.vectors, [strings[self.strings[w]] for w in needed])
        return {w: n for n, w in enumerate(needed)}, v @ v.T

    @cached_property
    def place(self) -> NDArray:
        """Where each mention's head lemma stands in the `similarity` matrix."""
        index = self.similarity[0]
        return np.array([index[w] for w in self.lemma.tolist()], np.int32)


class _Ids(dict):
    """Strings to numbers, in order of appearance."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def anchor(doc: Doc, mention: TokenMention) -> Token:
    """The token whose words, role and vector speak for a mention: its head, of a coordination the first member."""
    head = doc[mention.head]
    return head.head if mention.form == "group" and head.head.i < head.i else head


def view(doc: Doc, mentions: Sequence[TokenMention], quotes: Sequence[TokenQuote] = ()) -> View:
    """Read all mentions of a document once."""
    words, ids = load_words(), _Ids()
    sentence_of, in_quote = _sentences(doc), _quoted(doc, quotes)
    read = [_read(doc, m, words, ids) for m in mentions]
    anchors = [r["anchor"] for r in read]
    vectors, lean = _vectors(doc, mentions, anchors, words)
    for row, m, leans in zip(read, mentions, lean.tolist(), strict=True):
        row["gender"] = row["gender"] or _given(doc[m.start], m, leans, words)

    def column(key: str) -> NDArray:
        return np.array([r[key] for r in read], np.int32)

    return View(
        doc,
        mentions,
        words,
        column("cls"),
        column("number"),
        column("gender"),
        column("label"),
        column("role"),
        lean,
        vectors,
        np.array([sentence_of[m.start] for m in mentions], np.int32),
        np.array([m.head for m in mentions], np.int32),
        np.array([m.extent[0] for m in mentions], np.int32),
        np.array([m.extent[1] for m in mentions], np.int32),
        column("lemma"),
        rows([r["words"] for r in read], _WIDTH),
        rows([r["before"] for r in read], _WIDTH),
        column("text"),
        np.array([in_quote[m.start] for m in mentions], np.int32),
        _flags(doc, read, mentions, sentence_of),
        column("verb"),
        column("verb_at"),
        [list(r["described"]) for r in read],
        [
            tuple(t.lower_ for t in doc[m.start : m.end] if t.tag_ not in ("POS", "DT")) if m.kind == "name" else ()
            for m in mentions
        ],
        list(ids),
        _possessors(mentions, anchors),
    )


def _sentences(doc: Doc) -> list[int]:
    """For each token the number of its sentence."""
    out, n = [0] * len(doc), -1
    for token in doc:
        n += bool(token.is_sent_start) or n < 0
        out[token.i] = n
    return out


def _quoted(doc: Doc, quotes: Sequence[TokenQuote]) -> list[int]:
    """For each token the number of the direct quotation it stands in, else -1."""
    out = [-1] * len(doc)
    for number, quote in enumerate(quotes):
        if quote.direct:
            for start, end in ((quote.start, quote.end), *quote.parts):
                out[start:end] = [number] * (end - start)
    return out


def _flags(
    doc: Doc, read: Sequence[dict[str, Any]], mentions: Sequence[TokenMention], sentence_of: Sequence[int]
) -> NDArray:
    """The flags of each mention, with whether it is the first of its sentence and whether it stands in a title or byline."""
    furniture = [span for kind, span in doc.user_data.get("furniture", ()) if kind in ("title", "byline")]
    seen: set[int] = set()
    flags = np.zeros((len(read), 8), np.int32)
    for k, (r, m) in enumerate(zip(read, mentions, strict=True)):
        s = sentence_of[m.start]
        where = doc[m.start].idx
        flags[k] = (*r["flags"], s not in seen, any(a <= where < b for a, b in furniture))
        seen.add(s)
    return flags


def _possessors(mentions: Sequence[TokenMention], anchors: Sequence[Token]) -> NDArray:
    """For each description, the mention that possesses it."""
    at: dict[int, int] = {}
    for k, m in enumerate(mentions):
        for i in range(m.start, m.end) if m.kind == "name" and not m.form else (m.head,):
            at.setdefault(i, k)
    out = np.full(len(mentions), -1, np.int32)
    for k, (m, head) in enumerate(zip(mentions, anchors, strict=True)):
        if m.kind != "nominal" or m.form == "group":
            continue
        owners = [c.i for c in head.lefts if c.dep_ == "poss"]
        owners += [o.i for c in head.rights if c.lower_ in load_closed().genitive for o in c.rights if o.dep_ == "pobj"]
        out[k] = next((at[i] for i in owners if i in at and at[i] != k), -1)
    return out


def _read(doc: Doc, mention: TokenMention, words: CorefWords, ids: _Ids) -> dict:
    """All that is read off the tree for one mention, as a row of `View`."""
    head = anchor(doc, mention)
    first = doc[mention.start].lower_
    cls = _class(doc, mention, head, first, words)
    lemma = ids[head.lower_ if mention.kind == "name" else head.lemma_.casefold()]
    verb = head.head if head.dep_ != "pobj" else head.head.head
    row = {
        "anchor": head,
        "cls": cls,
        "number": _number(head, mention, cls, words),
        "role": _role(head),
        "lemma": lemma,
        "verb": ids[verb.lemma_.casefold()],
        "verb_at": verb.i,
        "label": _LABELS.get(mention.label, 0),
        "words": (),
        "before": (),
        "text": lemma,
        "described": (),
        "gender": _gender(head, cls, None, words),
        "flags": (
            first in words.reflexive,
            head.dep_ == "poss",
            False,
            False,
            pleonastic(head) if cls == IT else 0,
            False,
        ),
    }
    if mention.kind != "pronoun":
        _read_phrase(doc, mention, head, row, words, ids)
    return row


def _read_phrase(doc: Doc, mention: TokenMention, head: Token, row: dict, words: CorefWords, ids: _Ids) -> None:
    start, end, named = mention.start, mention.end, mention.kind == "name"
    content, said, holds = [], [], False
    for token in doc[start:end]:
        tag = token.tag_
        if token.pos_ in _CONTENT:
            content.append(token)
            holds = holds or (token.i < head.i and token.ent_type_ in _NAMED)
        if tag not in ("POS", "_SP") and not (token.i == start and tag in ("DT", "PRP$", "PDT")):
            said.append(token.lower_)
    others = [t for t in content if t.i != head.i]
    row["words"] = [row["lemma"], *(ids[t.lower_ if t.pos_ == "PROPN" else t.lemma_.casefold()] for t in others)]
    row["before"] = () if named else [ids[t.lemma_.casefold()] for t in others if t.i < head.i]
    row["text"] = ids[" ".join(said)] if said else row["lemma"]
    row["described"] = [ids[w] for w in _described(doc, mention, head)]
    title = doc[start - 1].lower_ if named and start else ""
    title = title if title in words.titles else doc[start].lower_
    row["gender"] = _gender(head, row["cls"], title if named else None, words)
    clause = of = False
    for child in head.rights:
        clause = clause or child.dep_ in ("relcl", "acl")
        of = of or child.lower_ in load_closed().genitive
    row["flags"] = (False, head.dep_ == "poss", clause, of, 0, holds and not named)


def _class(doc: Doc, mention: TokenMention, head: Token, first: str, words: CorefWords) -> int:
    if mention.form and mention.form != "nested":
        return {"date": DATE, "group": GROUP, "relative": RELATIVE, "apposition": APPOSITION}[mention.form]
    if mention.kind == "name":
        return NAME
    if mention.kind == "pronoun":
        return _PRONOUN_CLASS.get(words.pronouns.get(first, ""), OTHER)
    if first in words.definite:
        return DEFINITE
    if first in words.demonstrative:
        return DEMONSTRATIVE
    if any(c.dep_ == "poss" for c in head.lefts):
        return OWNED
    if first in words.indefinite or (doc[mention.start].pos_ == "NUM" and mention.start < head.i):
        return INDEFINITE
    return PLURAL if head.tag_ in ("NNS", "NNPS") else BARE


def _number(head: Token, mention: TokenMention, cls: int, words: CorefWords) -> int:
    if mention.kind == "pronoun":
        if cls in (HE, SHE, IT, ME) or (cls == THIS and head.lower_ not in words.plural):
            return SINGULAR
        return MANY if cls in (THEY, WE, THIS) else UNKNOWN
    if cls == GROUP or head.tag_ == "NNS":
        return MANY
    if mention.kind == "name":
        return (MANY if head.tag_ == "NNPS" else UNKNOWN) if mention.label == "NORP" else SINGULAR
    return SINGULAR if head.tag_ in ("NN", "NNP") else UNKNOWN


def _gender(head: Token, cls: int, title: str | None, words: CorefWords) -> int:
    if cls in (HE, SHE):
        return MALE if cls == HE else FEMALE
    said = words.titles.get(title) if title is not None else words.nouns.get(head.lemma_.casefold())
    return {"m": MALE, "f": FEMALE}.get(said or "", NO_GENDER)


def _given(first: Token, mention: TokenMention, leans: float, words: CorefWords) -> int:
    """The gender a person's given name has nearly always: *Justin*, *Maria*."""
    if mention.kind != "name" or mention.label != "PERSON" or mention.end - mention.start < 2:
        return NO_GENDER
    if first.tag_ != "NNP" or first.lower_ in words.titles or lexicon().nouns.get(first.lower_):
        return NO_GENDER
    return gender_of(first.text, leans)


def gender_of(name: str, leans: float) -> int:
    """The gender that a given name nearly always has by the lists, else by its vector.

    Args:
        name: a given name.
        leans: how far it leans to the masculine (`leaning`).
    """
    known = given.gender(name)
    if known is not None:
        return {"m": MALE, "f": FEMALE}.get(known, NO_GENDER)
    return MALE if leans > _HIS else FEMALE if leans < _HERS else NO_GENDER


def _role(head: Token) -> int:
    dep = head.dep_
    if dep == "pobj" and head.head.lower_ in load_closed().genitive:
        return 12
    return _ROLES.get(dep, 13)


def _described(doc: Doc, mention: TokenMention, head: Token) -> list[str]:
    """Lemmas of common nouns the text says of a mention: apposition, predicate, the noun before a name."""
    out = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and mention.kind == "name":
        out.append(head.head)
    if (
        head.dep_ == "nsubj"
        and head.head.lemma_ in load_closed().equating
        and not any(c.dep_ == "neg" for c in head.head.children)
    ):
        out += [c for c in head.head.rights if c.dep_ == "attr" and c.pos_ == "NOUN"]
    if mention.kind == "name" and mention.start:
        out += [c for c in head.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "NOUN" and c.i < mention.start]
        before = doc[mention.start - 1]
        if before.pos_ == "NOUN" and before.tag_ == "NN" and before not in out and not before.is_sent_start:
            out.append(before)
    return [t.lemma_.casefold() for t in out if t.tag_ == "NN"]


def pleonastic(token: Token) -> int:
    """Signs that *it* stands for nothing but a clause to come: 0 none, 1 *it is likely that*, 2 *made it hard to*, 3 *it is*."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp") and verb.pos_ in ("ADJ", "NOUN"):
        return 2  # a small clause: "makes it easier for them to"
    if token.dep_ == "dobj":
        return 2 if any(c.dep_ in ("acomp", "oprd", "ccomp") and c.i > token.i for c in verb.rights) else 0
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return 0
    rights = list(verb.rights)
    clause = [c for c in rights if c.dep_ in ("ccomp", "xcomp", "advcl", "csubj")]
    clause += [
        c
        for r in rights
        if r.dep_ in ("acomp", "attr")
        for c in r.rights
        if c.dep_ in ("ccomp", "xcomp", "relcl", "acl", "advcl")
    ]
    said = (
        any(c.dep_ in ("acomp", "attr") for c in rights)
        or token.dep_ == "nsubjpass"
        or verb.lemma_ in lexicon().pleonastic
    )
    if said and any(c.tag_ in ("VB", "VBZ", "VBD", "VBP", "MD") for c in clause):
        return 1
    return 3 if verb.lemma_ in load_closed().copula and any(c.dep_ == "attr" for c in rights) else 0


def _vectors(
    doc: Doc, mentions: Sequence[TokenMention], anchors: list[Token], words: CorefWords
) -> tuple[NDArray, NDArray]:
    """Unit vectors of the heads, and how far the head (of a name: its first word) leans to the masculine."""
    table = doc.vocab.vectors
    if not len(mentions) or not table.shape[0]:
        return np.zeros((len(mentions), 1), np.float32), np.zeros(len(mentions), np.float32)
    firsts = [doc[m.start] if m.kind == "name" else a for m, a in zip(mentions, anchors, strict=True)]
    heads = unit(table, [t.orth for t in anchors])
    leaning = unit(table, [t.orth for t in firsts]) @ gender_direction(doc, words)
    return heads, leaning


def leaning(doc: Doc, word: str, words: CorefWords) -> float:
    """How far a word leans to the masculine: its cosine with the gender direction; 0 where nothing is known of it."""
    table = doc.vocab.vectors
    return float(unit(table, [doc.vocab.strings[word]])[0] @ gender_direction(doc, words)) if len(table) else 0.0


def gender_direction(doc: Doc, words: CorefWords) -> NDArray:
    """The unit vector from feminine to masculine words (Bolukbasi et al. 2016)."""
    strings = doc.vocab.strings
    table = doc.vocab.vectors
    difference = unit(table, [strings[w] for w in words.masculine]) - unit(table, [strings[w] for w in words.feminine])
    mean = difference.mean(axis=0)
    norm = float(np.linalg.norm(mean))
    return mean / norm if norm else mean


# ---------------------------------------------------------------- kinds of thing


def type_inputs(v: View) -> tuple[NDArray, Columns]:
    """What the kind of thing is judged by: the head's vector, and columns."""
    c = Columns(len(v))
    c.add("class", v.cls, N_CLASSES)
    c.add("label", v.label, N_LABELS)
    c.add("role", v.role, N_ROLES)
    c.cross("number", (v.number, 3), (v.cls, N_CLASSES))
    c.add("lean", bucket(v.lean, (-0.15, -0.05, 0.05, 0.15)), 5)
    return v.vectors, c


def judge_types(v: View, dense: NDArray, sparse: NDArray) -> None:
    """Fill in `type_probs` from a (vector size × types) and a (column values × types) weight matrix."""
    vectors, columns = type_inputs(v)
    if len(v):
        dense_part = vectors @ dense if vectors.shape[1] == dense.shape[0] else 0.0
        v.type_probs = softmax(dense_part + sparse[columns.ids()].sum(axis=1)).astype(np.float32)

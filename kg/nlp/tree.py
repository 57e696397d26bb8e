"""A parsed document as plain Python objects: what spaCy found, read once and then only looked at.

The stages behind the parser ask the same words for their tags, heads and children hundreds of times.  spaCy makes a new
token at each step and looks strings up by number; a `Node` has them at hand.  A `Tree`, its `Node`s and `Stretch`es
answer to the names of spaCy's `Doc`, `Token` and `Span`, so that every stage takes either; what they do not keep they
ask of spaCy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from spacy import tokens

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Span, Token

_Any = TypeVar("_Any", bound=type)
_COLUMNS = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD", "SPACY"]
_FLAGS = ["IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_STOP"]
_IOB = ("", "I", "O", "B")


def of(doc: Doc) -> Doc:
    """A parsed document as a `Tree`, which stands in for it."""
    return cast("Doc", Tree(doc))


def _asking(kind: type, source: str) -> Callable[[_Any], _Any]:
    """Let a class answer to every other name of a spaCy class, by asking the object it was made from.

    `__getattr__` would do the same, and make Python slower with the names that need no asking, which are nearly all.

    Args:
        kind: the spaCy class.
        source: the attribute that holds its object.
    """

    def decorate(made: _Any) -> _Any:
        kept = {*dir(made), *getattr(made, "__annotations__", {})}
        for name in dir(kind):
            if not name.startswith("__") and name not in kept:
                setattr(made, name, property(attrgetter(f"{source}.{name}")))
        return made

    return decorate


class _Strings(dict[int, str]):
    """The strings of a document by number, each looked up once, equal ones the same object."""

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, key: int) -> str:
        found = self[key] = sys.intern(self.store[key])
        return found


@_asking(tokens.Token, "_token")
class Node:
    """One token of a `Tree`."""

    __slots__ = (
        "_conjuncts", "_left_edge", "_right_edge", "_token", "children", "dep", "dep_", "doc", "ent_iob_", "ent_type",
        "ent_type_", "head", "i", "idx", "is_alpha", "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma",
        "lemma_", "lower", "lower_", "orth", "pos", "pos_", "rights", "sent", "tag", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Tree
    head: Node
    sent: Stretch
    children: tuple[Node, ...]
    lefts: tuple[Node, ...]
    rights: tuple[Node, ...]

    def __init__(self, token: Token, doc: Tree) -> None:
        self._token, self.doc, self.i = token, doc, token.i
        self._conjuncts: tuple[Node, ...] | None = None
        self._left_edge, self._right_edge = token.left_edge.i, token.right_edge.i
        self.is_sent_start = token.is_sent_start

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Node) -> bool:
        return self.i < other.i

    @property
    def left_edge(self) -> Node:
        return self.doc.nodes[self._left_edge]

    @property
    def right_edge(self) -> Node:
        return self.doc.nodes[self._right_edge]

    @property
    def subtree(self) -> Iterator[Node]:
        """The node and all below it, in text order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def ancestors(self) -> Iterator[Node]:
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def conjuncts(self) -> tuple[Node, ...]:
        if self._conjuncts is None:
            first = self
            while first.dep_ == "conj" and first.head is not first:
                first = first.head
            listed = [first]
            for node in listed:  # grows as it is read
                listed += [c for c in node.rights if c.dep_ == "conj"]
            self._conjuncts = tuple(n for n in listed if n is not self)
        return self._conjuncts

    def is_ancestor(self, other: Node) -> bool:
        return any(a is self for a in other.ancestors)

    def nbor(self, step: int = 1) -> Node:
        at = self.i + step
        if not 0 <= at < len(self.doc.nodes):
            raise IndexError(f"no token {step:+} of token {self.i}")
        return self.doc.nodes[at]


@_asking(tokens.Span, "_span")
class Stretch:
    """Consecutive tokens of a `Tree`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Tree, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end if end > start else start, label

    def __iter__(self) -> Iterator[Node]:
        return iter(self.doc.nodes[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: int | slice) -> Any:
        nodes = range(self.start, self.end)[at]
        return Stretch(self.doc, nodes.start, nodes.stop) if isinstance(nodes, range) else self.doc.nodes[nodes]

    @property
    def _span(self) -> Span:
        return self.doc.source[self.start : self.end]

    @property
    def start_char(self) -> int:
        return self.doc.nodes[self.start].idx if self.start < len(self.doc.nodes) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.end == self.start:
            return self.start_char
        last = self.doc.nodes[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Node:
        return self.doc.nodes[self._span.root.i]

    @property
    def sent(self) -> Stretch:
        return self.doc.nodes[self.start].sent


@_asking(tokens.Doc, "source")
class Tree:
    """A parsed document.

    Args:
        source: parsed, its entities and sentences set; later changes of it are not seen.
    """

    text: str
    sents: list[Stretch]
    ents: list[Stretch]

    def __init__(self, source: Doc) -> None:
        self.source, self.text = source, source.text
        self.nodes = [Node(token, self) for token in source]
        self._fill(_Strings(source.vocab.strings))
        self.sents = [Stretch(self, s.start, s.end) for s in source.sents]
        for sentence in self.sents:
            for node in sentence:
                node.sent = sentence
        self.ents = [Stretch(self, e.start, e.end, e.label_) for e in source.ents]

    def _fill(self, strings: _Strings) -> None:
        """What the nodes keep of the document, read column by column, and their links."""
        lefts: list[list[Node]] = [[] for _ in self.nodes]
        rights: list[list[Node]] = [[] for _ in self.nodes]
        columns = self.source.to_array(_COLUMNS).tolist()
        flags = self.source.to_array(_FLAGS).astype(bool).tolist()
        idx = 0
        for node, values, told in zip(self.nodes, columns, flags, strict=True):
            node.orth, node.lower, node.lemma, node.pos, node.tag, node.dep, node.ent_type, iob, up, blank = values
            node.is_space, node.is_punct, node.is_alpha, node.is_stop = told
            node.text, node.lower_, node.lemma_ = strings[node.orth], strings[node.lower], strings[node.lemma]
            node.pos_, node.tag_, node.dep_ = strings[node.pos], strings[node.tag], strings[node.dep]
            node.ent_type_, node.ent_iob_, node.whitespace_ = strings[node.ent_type], _IOB[iob], " " if blank else ""
            node.idx = idx
            idx += len(node.text) + blank
            head = node.head = self.nodes[node.i + (up - (1 << 64) if up >> 63 else up)]
            if head is not node:
                (lefts if node.i < head.i else rights)[head.i].append(node)
        for node, before, behind in zip(self.nodes, lefts, rights, strict=True):
            node.lefts, node.rights, node.children = tuple(before), tuple(behind), (*before, *behind)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, at: int | slice) -> Any:
        if at.__class__ is slice:
            start, end, _ = at.indices(len(self.nodes))
            return Stretch(self, start, end)
        return self.nodes[at]

    def char_span(self, start: int, end: int, **options: Any) -> Stretch | None:
        found = self.source.char_span(start, end, **options)
        return None if found is None else Stretch(self, found.start, found.end)

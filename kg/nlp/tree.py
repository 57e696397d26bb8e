"""A parsed document as plain Python objects: what spaCy found, read once and then only looked at.

The stages behind the parser ask the same words for their tags, heads and children hundreds of times.  spaCy makes a new
token at each step and looks strings up by number; a `Node` has them at hand.  A `Tree`, its `Node`s and `Stretch`es
answer to the names of spaCy's `Doc`, `Token` and `Span`, so that every stage takes either; what they do not keep they
ask of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def of(doc: Doc) -> Doc:
    """A parsed document as a `Tree`, which stands in for it."""
    return cast("Doc", Tree(doc))


class Node:
    """One token of a `Tree`."""

    __slots__ = (
        "_left_edge", "_right_edge", "_token", "children", "dep", "dep_", "doc", "ent_iob_", "ent_type", "ent_type_",
        "head", "i", "idx", "is_alpha", "is_punct", "is_sent_start", "is_space", "is_stop", "lefts", "lemma", "lemma_",
        "lower", "lower_", "orth", "pos", "pos_", "rights", "sent", "tag", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Tree
    head: Node
    sent: Stretch
    children: tuple[Node, ...]
    lefts: tuple[Node, ...]
    rights: tuple[Node, ...]

    def __init__(self, token: Token, doc: Tree) -> None:
        self._token, self.doc = token, doc
        self.i, self.idx, self.orth = token.i, token.idx, token.orth
        self.text, self.lower_, self.lemma_, self.whitespace_ = (
            token.text,
            token.lower_,
            token.lemma_,
            token.whitespace_,
        )
        self.pos_, self.tag_, self.dep_ = token.pos_, token.tag_, token.dep_
        self.ent_type_, self.ent_iob_ = token.ent_type_, token.ent_iob_
        self.pos, self.tag, self.dep, self.ent_type = token.pos, token.tag, token.dep, token.ent_type
        self.lemma, self.lower = token.lemma, token.lower
        self.is_space, self.is_punct, self.is_alpha = token.is_space, token.is_punct, token.is_alpha
        self.is_stop, self.is_sent_start = token.is_stop, token.is_sent_start

    def __getattr__(self, name: str) -> Any:
        if name == "_token":  # not set yet, as in a copy: else it would ask itself without end
            raise AttributeError(name)
        return getattr(self._token, name)

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
        return tuple(self.doc.nodes[t.i] for t in self._token.conjuncts)

    def is_ancestor(self, other: Node) -> bool:
        return any(a is self for a in other.ancestors)

    def nbor(self, step: int = 1) -> Node:
        at = self.i + step
        if not 0 <= at < len(self.doc.nodes):
            raise IndexError(f"no token {step:+} of token {self.i}")
        return self.doc.nodes[at]


class Stretch:
    """Consecutive tokens of a `Tree`."""

    def __init__(self, doc: Tree, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, max(start, end), label

    def __iter__(self) -> Iterator[Node]:
        return iter(self.doc.nodes[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: int | slice) -> Any:
        nodes = range(self.start, self.end)[at]
        return Stretch(self.doc, nodes.start, nodes.stop) if isinstance(nodes, range) else self.doc.nodes[nodes]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._span, name)

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

    @cached_property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Node:
        return self.doc.nodes[self._span.root.i]

    @property
    def sent(self) -> Stretch:
        return self.doc.nodes[self.start].sent


class Tree:
    """A parsed document.

    Args:
        source: parsed, its entities and sentences set; later changes of it are not seen.
    """

    def __init__(self, source: Doc) -> None:
        self.source, self.text = source, source.text
        self.nodes = [Node(token, self) for token in source]
        lefts: list[list[Node]] = [[] for _ in self.nodes]
        rights: list[list[Node]] = [[] for _ in self.nodes]
        for node in self.nodes:
            token = node._token
            head = node.head = self.nodes[token.head.i]
            node._left_edge, node._right_edge = token.left_edge.i, token.right_edge.i
            if head is not node:
                (lefts if node.i < head.i else rights)[head.i].append(node)
        for node, before, behind in zip(self.nodes, lefts, rights, strict=True):
            node.lefts, node.rights, node.children = tuple(before), tuple(behind), (*before, *behind)
        self.sents = [Stretch(self, s.start, s.end) for s in source.sents]
        for sentence in self.sents:
            for node in sentence:
                node.sent = sentence
        self.ents = [Stretch(self, e.start, e.end, e.label_) for e in source.ents]

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, at: int | slice) -> Any:
        if at.__class__ is slice:
            start, end, _ = at.indices(len(self.nodes))
            return Stretch(self, start, end)
        return self.nodes[at]

    def __getattr__(self, name: str) -> Any:
        if name == "source":
            raise AttributeError(name)
        return getattr(self.source, name)

    def char_span(self, start: int, end: int, **options: Any) -> Stretch | None:
        found = self.source.char_span(start, end, **options)
        return None if found is None else Stretch(self, found.start, found.end)

"""What is written small is read back whole; the browser's half is tested in tests/browser."""

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import analyse
from kg.view import model
from kg.view.layout import positions
from kg.view.model import status
from kg.view.packed import Reasons, Strings, by_prefix, mentions, spans, sparse, units


def unspan(packed):
    out, at = [], 0
    for gap, length in zip(packed[::2], packed[1::2], strict=True):
        out.append((at + gap, at + gap + length))
        at = out[-1][1]
    return out


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 99))))
def test_spans(found):
    given = [(start, start + length) for start, length in found]
    assert unspan(spans(given)) == given


@given(st.lists(st.none() | st.integers()))
def test_sparse(values):
    gaps, kept = sparse(values)
    at, out = 0, [None] * len(values)
    for gap, value in zip(gaps, kept, strict=True):
        at += gap
        out[at] = value
    assert out == values


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 99), st.integers(0, 9))))
def test_mentions(found):
    rows, at = [], 0
    packed = mentions((s, s + n, who) for s, n, who in found)
    for i in range(0, len(packed), 3):
        at += packed[i]
        rows.append((at, packed[i + 1], packed[i + 2]))
    assert rows == found


@given(st.lists(st.text("ab/:", min_size=1)))
def test_iris_by_prefix(names):
    assert [p + rest for p, joined in by_prefix(names) for rest in joined.split(" ")] == names


@given(st.lists(st.lists(st.text("abc ", min_size=1), min_size=1, max_size=3)))
def test_reasons(found):
    strings = Strings()
    reasons = Reasons(strings)
    numbers = [reasons("; ".join(parts)) for parts in found]
    rows, words = reasons.rows(), list(strings.all)
    assert ["; ".join(words[p] for p in rows[n]) for n in numbers] == ["; ".join(parts) for parts in found]
    assert rows[reasons(None)] == []


def test_offsets_are_the_browser_s():
    text = "a\U0001f600b"
    assert [units(text)(i) for i in range(4)] == [0, 1, 3, 4] and units("abc")(2) == 2


@pytest.mark.parametrize(
    ("data", "drawn"),
    [
        (("positive", "certain", "asserted"), "asserted"),
        (("positive", "certain", "asserted", True), "doubtful"),
        (("positive", "possible", "asserted"), "hypothetical"),
        (("positive", "certain", "attributed", True), "attributed"),
        (("positive", "certain", "planned"), "planned"),
        (("negative", "certain", "attributed"), "denied"),
    ],
)
def test_how_a_claim_is_drawn(data, drawn):
    assert status(dict(zip(("polarity", "certainty", "status", "doubtful"), data, strict=False))) == drawn


def test_what_is_connected_lies_together():
    """Two groups: in each all are connected; within a group ways are shorter than between them."""
    groups = [[f"{i}{name}" for i in range(6)] for name in "ab"]
    g = nx.Graph([e for group in groups for e in itertools.combinations(group, 2)])
    g.add_edge("0a", "0b")
    at = positions(g)
    way = lambda x, y: math.dist(at[x], at[y])  # noqa: E731
    within = [way(*e) for group in groups for e in itertools.combinations(group, 2)]
    between = [way(x, y) for x in groups[0] for y in groups[1]]
    assert sum(within) / len(within) < 0.7 * sum(between) / len(between)
    assert len(set(at.values())) == 12


def test_examples_of_a_tie_are_what_was_done_and_not_what_was_said(sample_graph):
    results = analyse(sample_graph)
    for tie in results["voices"]:
        tie["examples"].append({**tie["examples"][0], "kind": "mentioning", "what": "only a word"})
    data = model.build(sample_graph, "x", results)
    examples = [what for tie in data["insights"]["voices"] for what, *_ in tie[-1]]
    assert examples == ["fine"]

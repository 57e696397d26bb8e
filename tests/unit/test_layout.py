"""Positions of the page's nodes: labels have room, and few nodes are spread as many are."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from kg.view import layout


@pytest.mark.parametrize("count", [12, 30, 160])
def test_near_pairs_are_the_same_with_and_without_the_tree(monkeypatch, count):
    points = np.random.default_rng(count).random((count, 2)) * 6
    few = layout._near(points)
    monkeypatch.setattr(layout, "_FEW", 0)
    assert len(few) and np.array_equal(few, layout._near(points))


@pytest.mark.parametrize("graph", [nx.star_graph(12), nx.path_graph(9), nx.complete_graph(7), nx.empty_graph(5)])
def test_no_label_covers_another(graph):
    placed = layout.positions(nx.relabel_nodes(graph, str))
    spots = list(placed.values())
    wide, high = layout._ROOM
    for n, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 0.95 * wide or abs(y - b) >= 0.95 * high for a, b in spots[:n])

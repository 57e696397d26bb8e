"""Positions computed in Python, so that the page opens drawn: seeded, deterministic, components apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

_SEED = 7
_SPACING = 170.0  # pixels a node asks for
_ITERATIONS = 60


def positions(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Pixel positions of all nodes: a spring layout of each component, packed largest first.

    Args:
        graph: any graph; direction and parallel edges do not matter here.
    """
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph.nodes))
    simple.add_edges_from(sorted({tuple(sorted(e[:2])) for e in graph.edges if e[0] != e[1]}))
    components = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c[0]))
    placed: dict[str, tuple[float, float]] = {}
    boxes = [(c, _spring(simple.subgraph(c), c)) for c in components if len(c) > 1]
    alone = [c[0] for c in components if len(c) == 1]
    x = y = row = 0.0
    width = max(
        1.5 * math.sqrt(sum(_size(b)[0] * _size(b)[1] for _, b in boxes) or 1.0),
        _size(boxes[0][1])[0] if boxes else 1.0,
    )
    for _, box in boxes:
        w, h = _size(box)
        if x and x + w > width:
            x, y, row = 0.0, y + row + _SPACING, 0.0
        for node, (px, py) in box.items():
            placed[node] = (round(x + px, 1), round(y + py, 1))
        x, row = x + w + _SPACING, max(row, h)
    columns = max(1, int(width // _SPACING))
    for n, node in enumerate(alone):
        placed[node] = (round(n % columns * _SPACING, 1), round(y + row + _SPACING * (1.2 + n // columns), 1))
    return placed


def _size(box: dict[str, tuple[float, float]]) -> tuple[float, float]:
    return max(x for x, _ in box.values()) + _SPACING, max(y for _, y in box.values()) + _SPACING


def _spring(graph: nx.Graph, nodes: list[str]) -> dict[str, tuple[float, float]]:
    import numpy as np
    import rustworkx as rx

    index = {n: i for i, n in enumerate(nodes)}
    made = rx.PyGraph()
    made.add_nodes_from(nodes)
    made.add_edges_from_no_data([(index[a], index[b]) for a, b in sorted(graph.edges)])
    found = rx.spring_layout(made, seed=_SEED, num_iter=120 if len(nodes) <= 600 else 50)
    points = np.array([found[i] for i in range(len(nodes))], dtype=float)
    span = np.ptp(points, axis=0).max() or 1.0
    points *= _SPACING * math.sqrt(len(nodes)) * 1.25 / span
    points = _spread(points)
    points -= points.min(axis=0)
    return {n: (float(points[i, 0]), float(points[i, 1])) for n, i in index.items()}


def _spread(points):
    """Push nodes apart until labels have room; wide rather than high, as text is."""
    import numpy as np

    if len(points) > 2500:
        return points
    need = np.array([_SPACING, _SPACING * 0.55])
    for _ in range(_ITERATIONS):
        gap = points[:, None, :] - points[None, :, :]
        close = np.maximum(0.0, 1.0 - np.abs(gap) / need).prod(axis=2)
        np.fill_diagonal(close, 0.0)
        if not close.any():
            break
        direction = np.sign(gap) + (gap == 0) * np.sign(
            np.arange(len(points))[:, None, None] - np.arange(len(points))[None, :, None]
        )
        points = points + (close[:, :, None] * direction * need * 0.25).sum(axis=1).clip(-_SPACING, _SPACING)
    return points

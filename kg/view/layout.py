"""Positions computed in Python, so that the page opens drawn: seeded, deterministic, components apart.

Small components are laid out by stress majorization (Gansner, Koren, North 2004): distances on the screen follow distances
in the graph, which reads best.  Large ones take a spring layout, which is faster.  Then labels are given room.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

_SEED = 7
_ROOM = (132.0, 64.0)  # pixels a node and its label ask for: wide rather than high, as text is
_STRESS_LIMIT = 320  # nodes; above it the quadratic method is too slow
_FEW = 160  # nodes up to which all pairs are looked at; above it a k-d tree finds those that are near
_ASPECT = 1.15  # the shape of the area most screens leave for the drawing
_ROUNDS = 300


def positions(graph: nx.Graph) -> dict[str, tuple[int, int]]:
    """Pixel positions of all nodes: each component laid out alone, packed largest first, single nodes below.

    Args:
        graph: any graph; direction and parallel edges do not matter here.
    """
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph.nodes))
    simple.add_edges_from(sorted({tuple(sorted(e[:2])) for e in graph.edges if e[0] != e[1]}))
    components = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c[0]))
    boxes = [(c, _component(simple.subgraph(c), c)) for c in components if len(c) > 1]
    placed: dict[str, tuple[int, int]] = {}
    width, below = _pack(boxes, placed)
    alone = [c[0] for c in components if len(c) == 1]
    columns = max(1, int(max(width, _ROOM[0] * math.sqrt(len(alone) * _ASPECT * _ROOM[1] / _ROOM[0])) // _ROOM[0]))
    for n, node in enumerate(alone):
        placed[node] = (round(n % columns * _ROOM[0]), round(below + n // columns * _ROOM[1]))
    return placed


def _pack(boxes: list[tuple[list[str], np.ndarray]], placed: dict[str, tuple[int, int]]) -> tuple[float, float]:
    """Each box into the first free rectangle that holds it, largest first; returns width used and next free y."""
    sizes = [(float(p[:, 0].max()) + _ROOM[0] * 1.2, float(p[:, 1].max()) + _ROOM[1] * 1.2) for _, p in boxes]
    if not sizes:
        return 0.0, 0.0
    width = max(math.sqrt(1.1 * sum(w * h for w, h in sizes) * _ASPECT), sizes[0][0])
    free = [(0.0, 0.0, width, math.inf)]  # y, x, width, height
    below = 0.0
    for (nodes, points), (w, h) in zip(boxes, sizes, strict=True):
        n = next(i for i, f in enumerate(free) if (w <= f[2] and h <= f[3]) or f[3] == math.inf)
        y, x, room, high = free.pop(n)
        for node, (px, py) in zip(nodes, points, strict=True):
            placed[node] = (round(x + float(px)), round(y + float(py)))
        free = sorted([*free, (y, x + w, room - w, h), (y + h, x, room, high - h)])
        below = max(below, y + h)
    return width, below


def _component(graph: nx.Graph, nodes: list[str]) -> np.ndarray:
    """Positions of one connected component, from (0, 0)."""
    import numpy as np

    index = {n: i for i, n in enumerate(nodes)}
    edges = np.array(sorted(tuple(sorted((index[a], index[b]))) for a, b in graph.edges))  # a view goes through a set
    points = _spring(edges, len(nodes))
    points = _stress(points, edges) if len(nodes) <= _STRESS_LIMIT else points * _scale(points)
    points = _lying(points)
    return _spread(points)


def _scale(points: np.ndarray) -> float:
    """So that the area has room for all labels."""
    import numpy as np

    span = np.ptp(points, axis=0)
    return math.sqrt(1.6 * len(points) * _ROOM[0] * _ROOM[1] / max(float(span[0] * span[1]), 1e-9))


def _spring(edges: np.ndarray, count: int) -> np.ndarray:
    import numpy as np
    import rustworkx as rx

    made = rx.PyGraph()
    made.add_nodes_from(range(count))
    made.add_edges_from_no_data([(int(a), int(b)) for a, b in edges])
    found = rx.spring_layout(made, seed=_SEED, num_iter=100 if count <= _STRESS_LIMIT else 40)
    return np.array([found[i] for i in range(count)], dtype=float)


def _stress(points: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Stress majorization from a start: weights fall with the square of the distance."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import shortest_path

    count = len(points)
    links = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count)).tocsr()
    hops = shortest_path(links, directed=False, unweighted=True)
    degree = np.bincount(edges.ravel(), minlength=count)
    wanted = hops * 140.0 * (1 + 0.12 * np.log2(np.maximum(degree[:, None], degree[None, :])))
    np.fill_diagonal(wanted, 1.0)
    weight = wanted**-2.0
    np.fill_diagonal(weight, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    points = points * _scale(points)
    for _ in range(120):
        gap = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
        ratio = -weight * wanted / np.maximum(gap, 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        points = inverse @ (ratio @ points)
    return points


def _lying(points: np.ndarray) -> np.ndarray:
    """Turned so that the longest extent lies level."""
    import numpy as np

    centred = points - points.mean(axis=0)
    angle = 0.5 * math.atan2(
        2 * float((centred[:, 0] * centred[:, 1]).sum()), float((centred[:, 0] ** 2 - centred[:, 1] ** 2).sum())
    )
    c, s = math.cos(-angle), math.sin(-angle)
    return centred @ np.array([[c, s], [-s, c]])


def _spread(points: np.ndarray) -> np.ndarray:
    """Push nodes apart until labels have room."""
    import numpy as np

    scaled = points / np.array(_ROOM)
    tie = np.arange(len(points))
    for _ in range(_ROUNDS):
        pairs = _near(scaled)
        if not len(pairs):
            break
        a, b = pairs[:, 0], pairs[:, 1]
        gap = scaled[b] - scaled[a]
        overlap = 1.0 - np.abs(gap)
        across = overlap[:, 0] < overlap[:, 1]  # along which axis less has to give
        sign = np.where(gap == 0, np.where(tie[a] < tie[b], 1.0, -1.0)[:, None], np.sign(gap))
        push = np.where(np.stack([across, ~across], axis=1), sign * overlap * 0.3 + sign * 0.005, 0.0)
        move = np.zeros_like(scaled)
        np.add.at(move, b, push)
        np.add.at(move, a, -push)
        scaled = scaled + np.clip(move, -0.5, 0.5)
    points = scaled * np.array(_ROOM)
    return points - points.min(axis=0)


def _near(points: np.ndarray) -> np.ndarray:
    """The pairs, in order, that are no more than 1 apart along both axes; shape (pairs, 2)."""
    import numpy as np

    if len(points) <= _FEW:
        apart = np.abs(points[:, None, :] - points[None, :, :]).max(axis=2)
        return np.argwhere(np.triu(apart <= 1.0, k=1))
    from scipy.spatial import cKDTree  # takes longer to import than a small page to lay out

    pairs = cKDTree(points).query_pairs(1.0, p=np.inf, output_type="ndarray")
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]

"""A layered drawing of a small graph: sources above, results below, rows as wide as asked.

Layers by longest path, order within a layer by the middle of the neighbours above (Sugiyama's
method, as much of it as some dozens of boxes need).
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[str, str]


def rows_of(nodes: Sequence[str], edges: Iterable[Edge], *, columns: int) -> list[list[str]]:
    """The nodes in rows of at most `columns`; every edge that can leads downwards."""
    known = set(nodes)
    edges = [(a, b) for a, b in edges if a in known and b in known and a != b]
    layers = _layers(nodes, edges)
    ordered = _ordered(layers, edges)
    return [
        layer[start : start + columns]
        for layer in ordered
        for start in range(0, len(layer), columns)
    ]


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> list[list[str]]:
    after: dict[str, list[str]] = defaultdict(list)
    waiting = dict.fromkeys(nodes, 0)
    for source, target in edges:
        after[source].append(target)
        waiting[target] += 1
    level = dict.fromkeys(nodes, 0)
    ready = deque(node for node in nodes if not waiting[node])
    left = dict.fromkeys(nodes)
    while left:
        if not ready:  # a circle: begin it anywhere
            ready.append(next(iter(left)))
        node = ready.popleft()
        if node not in left:
            continue
        del left[node]
        for target in after[node]:
            waiting[target] -= 1
            if target in left:
                level[target] = max(level[target], level[node] + 1)
                if not waiting[target]:
                    ready.append(target)
    _lower(nodes, after, level)
    layers: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node in nodes:
        layers[level[node]].append(node)
    return [layer for layer in layers if layer]


def _lower(nodes: Sequence[str], after: Mapping[str, list[str]], level: dict[str, int]) -> None:
    """Let a source stand right above what was made of it, not all sources on top."""
    for node in sorted(nodes, key=lambda one: -level[one]):
        below = [level[target] for target in after.get(node, ()) if level[target] > level[node]]
        if below:
            level[node] = max(level[node], min(below) - 1)


def _ordered(layers: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        above[target].append(source)
        below[source].append(target)
    for neighbours, sweep in ((above, layers), (below, layers[::-1]), (above, layers)):
        place: dict[str, float] = {}
        for layer in sweep:
            layer.sort(key=lambda node: _middle(neighbours[node], place))
            for index, node in enumerate(layer):
                place[node] = (index + 0.5) / len(layer)
    return layers


def _middle(neighbours: Sequence[str], place: Mapping[str, float]) -> float:
    placed = [place[node] for node in neighbours if node in place]
    return sum(placed) / len(placed) if placed else 0.5

"""The drawing says what the graph says: downwards, within its width, behind no other box."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.base.drawing import NARROW, WIDE, Drawing, Format, Graph, Sketch, draw, rows_of

NAMES = [f"n{number}" for number in range(14)]
edges_of_a_dag = st.sets(
    st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda e: e[0] < e[1]), max_size=30
).map(lambda edges: sorted((NAMES[a], NAMES[b]) for a, b in edges))


def drawn(edges: list[tuple[str, str]], form: Format) -> Drawing:
    sketches = [
        Sketch(name, "thing", f"Cải ngọt đóng gói {name}", ("Lô 1",) * (number % 4))
        for number, name in enumerate(NAMES)
    ]
    return draw(Graph(sketches, edges), form)


@settings(max_examples=60)
@given(edges=edges_of_a_dag, columns=st.integers(1, 6))
def test_rows_hold_everything_once_and_lead_downwards(
    edges: list[tuple[str, str]], columns: int
) -> None:
    rows = rows_of(NAMES, edges, columns=columns)
    row_of = {name: number for number, row in enumerate(rows) for name in row}
    assert sorted(name for row in rows for name in row) == sorted(NAMES)
    assert max(map(len, rows)) <= columns
    assert all(row_of[a] < row_of[b] for a, b in edges)


def test_a_circle_is_drawn_all_the_same() -> None:
    rows = rows_of(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")], columns=2)
    assert sorted(name for row in rows for name in row) == ["a", "b", "c"]


@settings(max_examples=60)
@given(edges=edges_of_a_dag, form=st.sampled_from([NARROW, WIDE]))
def test_no_line_runs_behind_a_box_that_it_does_not_touch(
    edges: list[tuple[str, str]], form: Format
) -> None:
    drawing = drawn(edges, form)
    boxes = [
        (int(b.x), int(b.y), int(b.x) + int(b.width), int(b.y) + int(b.height))
        for b in drawing.boxes
    ]
    assert len(drawing.curves) == len(edges)
    for curve in drawing.curves:
        for x, y in _points(curve.path):
            assert not any(left < x < right and top < y < foot for left, top, right, foot in boxes)


@given(edges=edges_of_a_dag)
@settings(max_examples=20)
def test_a_phone_shows_it_without_scrolling_sideways(edges: list[tuple[str, str]]) -> None:
    assert int(drawn(edges, NARROW).width) <= 360 - 2 * 16 - 2


def test_text_stays_within_its_box() -> None:
    name = "Thịt lợn nạc vai tươi của lò mổ và pha lóc Mường Thanh, loại một"
    [box] = draw(Graph([Sketch("a", "thing", name)]), NARROW).boxes
    texts = [line.text for line in box.lines]
    assert max(map(len, texts)) <= NARROW.letters
    assert len(texts) == 3
    assert texts[-1].endswith("…")
    assert int(box.lines[-1].y) < int(box.y) + int(box.height)


def _points(path: str) -> list[tuple[float, float]]:
    """Sixteen points on each Bézier segment of a path."""
    numbers = [tuple(map(int, pair.split())) for pair in re.findall(r"-?\d+ -?\d+", path)]
    points = []
    for start in range(0, len(numbers) - 3, 3):
        a, b, c, d = numbers[start : start + 4]
        for step in range(17):
            t = step / 16
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points.append(
                tuple(
                    sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
                    for axis in (0, 1)
                )
            )
    return points  # type: ignore[return-value]

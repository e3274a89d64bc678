"""A drawing as a file of its own: everything in it, whatever people typed."""

from xml.etree import ElementTree

from nguon.base.drawing import WIDE, Graph, Sketch, draw, svg_text

SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_holds_each_box_line_and_word_and_is_sound_xml() -> None:
    sketches = [
        Sketch("a", "thing", "Giò <lụa> & chả", ('Lô "7"',), is_start=True),
        Sketch("b", "place", "Bếp Hoa Ban"),
    ]
    drawing = draw(Graph(sketches, [("a", "b")], dashed={("a", "b")}), WIDE)
    root = ElementTree.fromstring(svg_text(drawing))  # noqa: S314 our own
    assert (root.get("width"), root.get("height")) == (drawing.width, drawing.height)
    assert [text.text for text in root.iter(f"{SVG}text")] == [
        "Giò <lụa> & chả",
        'Lô "7"',
        "Bếp Hoa Ban",
    ]
    assert [box.get("stroke-width") for box in root.iter(f"{SVG}rect")] == ["2.5", "1"]
    assert [line.get("stroke-dasharray") for line in root.iter(f"{SVG}path")] == ["5 4"]

"""The layout files that come with the kitchen room; a local variant is one more file."""

from functools import cache
from importlib.resources import files

from nguon.base.paper.layout import FormSet, read_form_sets

DEFAULT_SET = "qd1246"


@cache
def form_sets() -> dict[str, FormSet]:
    folder = files("nguon.food.kitchen") / "templates/kitchen/forms/layouts"
    texts = [
        file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    ]
    return read_form_sets(texts)

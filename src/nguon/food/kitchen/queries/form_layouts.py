"""Which paper forms there are: QĐ 1246 and its local variants, each a file of data."""

from functools import cache
from pathlib import Path

from nguon.base.paper.layout import FormLayout, FormSet, LabelLayout, LayoutError, read_form_sets

DEFAULT_SET = "qd1246"
FORMS = ("mau-1-i", "mau-1-ii", "mau-2", "mau-3", "mau-5")
"""Ids of the A4 forms in the order in which a day is filed; Mẫu 4 is the label."""

_FOLDER = Path(__file__).parents[1] / "templates" / "kitchen" / "forms" / "layouts"


@cache
def form_sets() -> dict[str, FormSet]:
    """Every set by its id."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.json"))]
    return read_form_sets(texts)


def form_layout(form: str, variant: str = DEFAULT_SET) -> FormLayout:
    """The layout of one form, such as `mau-1-i`, in a local variant or that of QĐ 1246."""
    return _form_set(variant).form(form)


def label_layout(variant: str = DEFAULT_SET) -> LabelLayout:
    """Mẫu 4, the label of a sample box."""
    label = _form_set(variant).label
    if label is None:
        raise LayoutError(f"The form set {variant!r} has no label.")
    return label


def _form_set(variant: str) -> FormSet:
    sets = form_sets()
    if variant not in sets:
        known = ", ".join(sets)
        raise LayoutError(f"No form set {variant!r}: expected one of {known}.")
    return sets[variant]

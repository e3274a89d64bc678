"""Finding a commune by what somebody types."""

from nguon.base.folded_text import folded
from nguon.ground.reference.models import Commune


def communes_matching(text: str) -> list[Commune]:
    """By code or by the beginning of any word of the name, marks or not; all without a text.

    Forty-five rows are compared in Python. Both `Pú Nhung` and `Pu Nhi` come for `pu`: which of
    them is meant, only the person can say.
    """
    key = folded(text)
    return [
        commune
        for commune in Commune.objects.all()
        if not key or commune.code == key or f" {key}" in f" {folded(str(commune))}"
    ]

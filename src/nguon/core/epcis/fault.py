"""A problem that does not know yet where it stands."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Fault(NamedTuple):
    """The first fields of a `Problem` after its path."""

    code: str
    expected: str = ""
    got: str = ""
    reason_vi: str = ""
    reason_en: str = ""


FaultOf: TypeAlias = Callable[[str], Fault | None]

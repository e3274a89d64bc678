"""Sets of numbers as parameters of statements."""

from collections.abc import Iterable


def bigints(numbers: Iterable[int]) -> str:
    """An array literal, in order: neighbours in an index are read together.

    Of twenty thousand numbers it is made in a tenth of the time that the driver takes. Where a
    statement says `= any(array(select unnest(…)))`, PostgreSQL plans without looking at each of
    them, and always goes by the index.
    """
    return "{" + ",".join(map(str, sorted(numbers))) + "}"

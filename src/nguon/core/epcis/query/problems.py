"""A query that cannot be answered as asked: which parameters, what was expected, what came."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """One parameter that does not exist, or that has a value it cannot have."""

    parameter: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.parameter}: expected {self.expected}, got {self.got}"


class QueryParameterError(ValueError):
    """QueryParameterException of EPCIS 2.0 §8.2.6, with every problem of the query at once."""

    def __init__(self, problems: Sequence[QueryProblem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class UnfitValueError(ValueError):
    """A value that its parameter cannot have; whoever knows the parameter's name completes it."""

    def __init__(self, expected: str, got: object) -> None:
        text = got if isinstance(got, str) else repr(got)
        super().__init__(expected)
        self.expected = expected
        self.got = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

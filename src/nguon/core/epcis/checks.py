"""How a JSON value is checked against its shape: small checks that are put together in `shapes`.

A check looks at a value, knows its JSON Pointer, and adds what is wrong to a list. It goes on
after a fault, so that one pass tells all.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias

from nguon.core.epcis.fault import Fault, FaultOf
from nguon.core.epcis.json_text import pointer, write_sorted_json
from nguon.core.epcis.memory import remembered
from nguon.core.epcis.problem import Problem, kind_of
from nguon.core.epcis.uris import uri_fault

Check: TypeAlias = Callable[[Any, str, list[Problem]], None]
Others: TypeAlias = Callable[[str], Fault | None] | None

MOST_PROBLEMS = 10_000
"""When so many are found the rest is not looked at, and the document as a whole is refused."""


def wrong_type(value: object, at: str, expected: str) -> Problem:
    return Problem(at, "wrong-type", expected=expected, got=kind_of(value))


def problem_of(fault: Fault, at: str) -> Problem:
    return Problem(at, *fault)


def add_all(problems: list[Problem], found: Iterable[Problem]) -> None:
    """As many of them as there is room for; more are not even looked for."""
    problems.extend(islice(found, max(0, MOST_PROBLEMS - len(problems))))


def anything(value: Any, at: str, problems: list[Problem]) -> None:
    """What users put here is theirs."""


def text(fault_of: FaultOf | None = None) -> Check:
    """Text, and nothing wrong with it."""

    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not isinstance(value, str):
            problems.append(wrong_type(value, at, "text"))
        elif fault_of is not None and (fault := fault_of(value)) is not None:
            problems.append(problem_of(fault, at))

    return check


def number(value: Any, at: str, problems: list[Problem]) -> None:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        problems.append(wrong_type(value, at, "number"))


def boolean(value: Any, at: str, problems: list[Problem]) -> None:
    if not isinstance(value, bool):
        problems.append(wrong_type(value, at, "boolean"))


def list_of(item: Check, *, least: int = 0, unique: bool = False) -> Check:
    """A list of so many at least; unique compares values of JSON, so only texts and objects."""

    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not isinstance(value, list):
            problems.append(wrong_type(value, at, "list"))
            return
        if len(value) < least:
            problems.append(Problem(at, "too-few-items"))
        for position, part in enumerate(value):
            if len(problems) >= MOST_PROBLEMS:
                return
            item(part, f"{at}/{position}", problems)
        if unique and len(value) > 1:
            add_all(problems, _repeated(value, at))

    return check


def _repeated(values: list[Any], at: str) -> Iterable[Problem]:
    """The items that stood earlier in the list already."""
    seen: set[str | bytes] = set()
    for position, value in enumerate(values):
        if not isinstance(value, str | dict):
            continue  # of a wrong type, and told already
        item = value if isinstance(value, str) else write_sorted_json(value)
        if item in seen:
            yield Problem(f"{at}/{position}", "repeated-item", got=str(value))
        seen.add(item)


def either_text_or_list(of_text: Check, of_list: Check) -> Check:
    def check(value: Any, at: str, problems: list[Problem]) -> None:
        (of_list if isinstance(value, list) else of_text)(value, at, problems)

    return check


@remembered
def own_name(name: str) -> Fault | None:
    """Of the name of a user's member: it must be a URI or a CURIE."""
    fault = uri_fault(name)
    if fault is None or fault.code != "uri-form":
        return fault
    return Fault("unknown-member", got=name)


def no_name(name: str) -> Fault | None:
    """Of any further member where none may stand."""
    return Fault("unexpected-member", got=name)


def object_of(
    members: Mapping[str, Check],
    *,
    required: Iterable[str] = (),
    others: Others = own_name,
    further: Check | None = None,
) -> Check:
    """An object with these members; `others` judges the names of further ones (None: all good).

    `further` is a last look at the object as a whole.
    """
    needed = tuple(required)
    known = dict(members)

    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not isinstance(value, dict):
            problems.append(wrong_type(value, at, "object"))
            return
        inside = at + "/"
        for name, member in value.items():
            checker = known.get(name)
            if checker is not None:
                checker(member, inside + name, problems)
            elif others is not None and (fault := others(name)) is not None:
                problems.append(problem_of(fault, pointer(at, name)))
                if len(problems) >= MOST_PROBLEMS:
                    return
        missing = [name for name in needed if name not in value]
        if missing:
            problems.extend(Problem(at, "missing-member", expected=name) for name in missing)
        if further is not None:
            further(value, at, problems)

    return check

"""Whether a document is right, and if not: where, by which rule, and what to do.

Two looks at each event: at its shape, where the answer agrees with the JSON Schema of EPCIS
2.0.1, and at its sense, which a schema cannot see. A time at which a client says it recorded the
event is read and left alone: recordTime is the server's to give (§7.4.1).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nguon.core.epcis.checks import MOST_PROBLEMS, add_all
from nguon.core.epcis.document import Document
from nguon.core.epcis.document_shapes import DOCUMENT_SHAPES
from nguon.core.epcis.json_text import Way, path_of, write_json
from nguon.core.epcis.problem import Problem
from nguon.core.epcis.sense import repeated_event_ids, sense_of, sense_of_error_declaration
from nguon.core.epcis.shapes import STANDARD_SHAPES, check_bare_event
from nguon.core.epcis.vocabulary import sense_of_vocabularies
from nguon.core.gs1 import IdentifierError, OwnIdentifierError, identify

LONGEST_PATHS = 1_000_000
_ESCAPED_HOST = re.compile(rb"://[^/\"]*%")


def validate(document: Document, *, own_hosts: frozenset[str] = frozenset()) -> list[Problem]:
    """All problems of a document; none means it may be captured.

    Identifiers that this house gives out itself live under `own_hosts`; a mistyped one is refused
    as a wrong GS1 key is.
    """
    problems: list[Problem] = []
    check = DOCUMENT_SHAPES.get(document.type, check_bare_event)
    check(document.root, "", problems)
    if not problems:
        add_all(problems, sense_of_vocabularies(document))
    if len(problems) < MOST_PROBLEMS:
        _look_at_sense(document, problems, own_hosts)
    if len(problems) >= MOST_PROBLEMS:
        problems.append(Problem("", "too-many-problems", got=str(len(problems))))
    return problems


def _look_at_sense(document: Document, problems: list[Problem], own_hosts: frozenset[str]) -> None:
    if own_hosts and not _may_name(own_hosts, document):
        own_hosts = frozenset()
    events = list(document.event_members())
    faulty = {_event_of(problem.path) for problem in problems if not document.is_bare_event}
    for at, event in events:
        if not isinstance(event, dict) or at in faulty or (problems and document.is_bare_event):
            continue
        if event["type"] in STANDARD_SHAPES:
            add_all(problems, sense_of(event, at))
        if "errorDeclaration" in event:
            add_all(problems, sense_of_error_declaration(event, at))
        if own_hosts:
            add_all(problems, _mistyped_in(event, at, own_hosts))
    add_all(problems, repeated_event_ids(events))


def _may_name(own_hosts: frozenset[str], document: Document) -> bool:
    """Whether one of these hosts stands anywhere in the text, or a host that is spelt in escapes.

    One look at the text costs less than a look at each value.
    """
    text = write_json(document.root).lower()
    return any(host.lower().encode() in text for host in own_hosts) or bool(
        _ESCAPED_HOST.search(text)
    )


def _mistyped_in(event: Any, at: str, own_hosts: frozenset[str]) -> Iterator[Problem]:
    """Stops when the paths grow long: below a name of a megabyte each of them is as long."""
    told = 0
    for problem in _mistyped(event, None, own_hosts):
        yield replace(problem, path=at + problem.path)
        told += len(problem.path)
        if told > LONGEST_PATHS:
            return


def _mistyped(value: Any, way: Way, own_hosts: frozenset[str]) -> Iterator[Problem]:
    """The identifiers anywhere in an event that claim to be ours and are not."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _mistyped(member, (way, name), own_hosts)
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from _mistyped(member, (way, position), own_hosts)
    elif isinstance(value, str) and value[:8].lower().startswith(("http://", "https://")):
        try:
            identify(value, own_hosts=own_hosts)
        except IdentifierError as error:
            if isinstance(error.__cause__, OwnIdentifierError):
                reasons = {"reason_vi": error.text("vi"), "reason_en": error.text("en")}
                yield Problem(path_of(way), "identifier", got=value, **reasons)


def _event_of(path: str) -> str:
    """The path of the event in which a path lies."""
    head, found, rest = path.partition("/eventList/")
    return f"{head}{found}{rest.partition('/')[0]}" if found else ""

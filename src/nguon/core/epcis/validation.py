"""Whether a document is right, and if not: where, by which rule, and what to do.

Two looks at each event: at its shape, where the answer agrees with the JSON Schema of EPCIS
2.0.1, and at its sense, which a schema cannot see. A time at which a client says it recorded the
event is read and left alone: recordTime is the server's to give (§7.4.1).
"""

from nguon.core.epcis.document import Document
from nguon.core.epcis.document_shapes import DOCUMENT_SHAPES
from nguon.core.epcis.problem import Problem
from nguon.core.epcis.sense import repeated_event_ids, sense_of, sense_of_error_declaration
from nguon.core.epcis.shapes import STANDARD_SHAPES, check_bare_event


def validate(document: Document) -> list[Problem]:
    """All problems of a document in the order of its text; none means it may be captured."""
    problems: list[Problem] = []
    check = DOCUMENT_SHAPES.get(document.type, check_bare_event)
    check(document.root, "", problems)
    events = list(document.event_members())
    faulty = {_event_of(problem.path) for problem in problems if not document.is_bare_event}
    for at, event in events:
        if not isinstance(event, dict) or at in faulty or (problems and document.is_bare_event):
            continue
        if event["type"] in STANDARD_SHAPES:
            problems.extend(sense_of(event, at))
        if "errorDeclaration" in event:
            problems.extend(sense_of_error_declaration(event, at))
    problems.extend(repeated_event_ids(events))
    return problems


def _event_of(path: str) -> str:
    """The path of the event in which a path lies."""
    head, found, rest = path.partition("/eventList/")
    return f"{head}{found}{rest.partition('/')[0]}" if found else ""

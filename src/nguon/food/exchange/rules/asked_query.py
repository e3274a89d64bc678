"""A question put on the page, as parameters of the simple event query and as programs send it."""

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import urlencode

from nguon.core.epcis.query import SimpleEventQuery

SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Empty fields ask nothing. `until` is a day that belongs to the answer.

    `classes` are lots and kinds, `instances` single things; `more` are parameters as typed.
    """

    steps: Sequence[str] = ()
    event_type: str = ""
    since: date | None = None
    until: date | None = None
    places: Sequence[str] = ()
    classes: Sequence[str] = ()
    instances: Sequence[str] = ()
    oldest_first: bool = False
    more: Mapping[str, Sequence[str]]

    def parameters(self, zone: tzinfo) -> dict[str, list[str]]:
        """As they stand in a URL: alternatives parted by |."""
        end = self.until + timedelta(days=1) if self.until else None
        texts = {
            "eventType": self.event_type,
            "EQ_bizStep": SEPARATOR.join(self.steps),
            "GE_eventTime": _midnight(self.since, zone),
            "LT_eventTime": _midnight(end, zone),
            "EQ_bizLocation": SEPARATOR.join(self.places),
            "MATCH_anyEPCClass": SEPARATOR.join(self.classes),
            "MATCH_anyEPC": SEPARATOR.join(self.instances),
            "orderBy": "eventTime",
            "orderDirection": "ASC" if self.oldest_first else "DESC",
        }
        chosen = {name: [text] for name, text in texts.items() if text}
        return chosen | {name: list(texts) for name, texts in self.more.items()}


def _midnight(day: date | None, zone: tzinfo) -> str:
    return datetime.combine(day, time(), tzinfo=zone).isoformat() if day else ""


def read_more(text: str) -> dict[str, list[str]]:
    """Parameters one a line, `EQ_action=ADD`; a line without = is kept as a name without value."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, _equals, value = line.strip().partition("=")
        if name:
            found.setdefault(name.strip(), []).append(value.strip())
    return found


def as_url(parameters: Mapping[str, Sequence[str]], *, base: str) -> str:
    return f"{base}/events?{urlencode(parameters, doseq=True)}"


def as_curl(parameters: Mapping[str, Sequence[str]], *, base: str) -> str:
    """One line a parameter, quoted for a shell; the key stays in a variable."""
    said = [f"{name}={text}" for name, texts in parameters.items() for text in texts]
    lines = [
        f"curl -G {shlex.quote(f'{base}/events')}",
        '-H "Authorization: Bearer $NGUON_KEY"',
        "-H 'GS1-EPCIS-Version: 2.0.0'",
        *(f"--data-urlencode {shlex.quote(one)}" for one in said),
    ]
    return " \\\n  ".join(lines)


def as_named_query(query: SimpleEventQuery, *, name: str) -> str:
    """What is POSTed to /queries to keep the question under a name: lists as arrays."""
    members = json.loads(json.dumps(query.to_json(), default=str))
    return json.dumps({"name": name, "query": members}, ensure_ascii=False, indent=2)

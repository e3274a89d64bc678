"""The command that prints event hash ids and what was hashed."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from nguon.core.epcis import EPCIS_CONTEXT
from nguon.core.epcis.event_hash import hash_of

EVENT = {
    "@context": [EPCIS_CONTEXT],
    "type": "ObjectEvent",
    "eventTime": "2026-11-22T05:00:00Z",
    "eventTimeZoneOffset": "+07:00",
    "action": "OBSERVE",
    "parentID": "urn:epc:id:sscc:4012345.3111111111",
    "epcList": ["urn:epc:id:sgtin:4012345.011111.9876"],
}
HEAD = "eventType=ObjectEventeventTime=2026-11-22T05:00:00.000ZeventTimeZoneOffset=+07:00"
PARENT = "parentID=https://id.gs1.org/00/340123451111111111"
EPC = "epcListepc=https://id.gs1.org/01/04012345111118/21/9876"


def printed(path: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("event_hash", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def one_event(tmp_path: Path) -> Path:
    path = tmp_path / "event.jsonld"
    path.write_text(json.dumps(EVENT))
    return path


def test_prints_an_id_and_on_demand_the_text(one_event: Path) -> None:
    text = f"{HEAD}{PARENT}{EPC}action=OBSERVE"
    assert printed(one_event) == [hash_of(text)]
    assert printed(one_event, "--pre-hash") == [hash_of(text), text]


def test_prints_by_the_printed_rules_on_demand(one_event: Path) -> None:
    text = f"{HEAD}{EPC}{PARENT}action=OBSERVE"
    assert printed(one_event, "--profile", "printed", "--pre-hash") == [hash_of(text), text]


@pytest.mark.parametrize("content", ["{", '{"type": "EPCISDocument", "epcisBody": {}}'])
def test_refuses_what_holds_no_event(tmp_path: Path, content: str) -> None:
    path = tmp_path / "none.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=r"none\.json"):
        printed(path)

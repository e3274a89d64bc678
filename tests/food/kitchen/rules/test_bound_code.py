"""Codes printed before anything is known, and how many fell sick."""

from typing import Any

import pytest
from django.conf import settings

from nguon.core.gs1 import mint_own_identifier
from nguon.food.kitchen.rules.bodies import DeliveryLine, HoldPlaced, SampleTaken
from nguon.food.kitchen.rules.bound_code import bound_code, scanned_code, spoken_code
from tests.food.kitchen.rules.test_bodies import AT, BODIES, faults, read

HOST = settings.NGUON_IDENTIFIER_HOST
BOX = mint_own_identifier("obj", b"\x01\x23\x45\x67\x89\xab\xcd", host=HOST)
FOREIGN = mint_own_identifier("obj", b"\x01\x23\x45\x67\x89\xab\xcd", host="nguon.example.org")
CLASS = mint_own_identifier("class", b"\x01\x23\x45\x67\x89\xab\xcd", host=HOST)
WRONG = BOX.code[:-1] + ("0" if BOX.code[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        pytest.param(BOX.uri, BOX.uri, id="as it is written"),
        pytest.param(BOX.printed_uri, BOX.uri, id="as the QR code holds it"),
        pytest.param(BOX.spoken, BOX.uri, id="as it is read aloud"),
        pytest.param(BOX.code.lower(), BOX.uri, id="typed in small letters"),
        pytest.param(" " + BOX.spoken.replace("-", " "), BOX.uri, id="typed with blanks"),
        pytest.param(FOREIGN.uri, FOREIGN.uri, id="of another installation"),
        pytest.param(
            "(00)106141412345678908", "https://id.gs1.org/00/106141412345678908", id="an SSCC"
        ),
        pytest.param(
            "https://id.gs1.org/01/09506000134352/21/77",
            "https://id.gs1.org/01/09506000134352/21/77",
            id="a serial number",
        ),
    ],
)
def test_a_code_of_one_thing_is_read_in_every_spelling(text: str, uri: str) -> None:
    assert bound_code(text) == uri


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WRONG, id="a misread character"),
        pytest.param(CLASS.uri, id="a class is no label"),
        pytest.param("https://id.gs1.org/01/09506000134352/10/A1", id="a lot is no label"),
        pytest.param("9506000134352", id="the EAN of a product"),
        pytest.param("(00)106141412345678909", id="a wrong check digit"),
        pytest.param("https://example.org/promo", id="some web address"),
        pytest.param("hộp số 7", id="words"),
        pytest.param("\x00", id="no text at all"),
    ],
)
def test_anything_else_is_no_label(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever reader refused it
        bound_code(text)


def test_a_code_of_ours_is_said_in_groups_and_compared_bare() -> None:
    assert (spoken_code(BOX.uri), scanned_code(BOX.uri)) == (BOX.spoken, BOX.code)


def test_a_code_of_somebody_else_stays_whole() -> None:
    assert (spoken_code(FOREIGN.uri), scanned_code(FOREIGN.uri)) == (FOREIGN.uri, FOREIGN.uri)


def test_the_bodies_hold_the_canonical_identifier() -> None:
    line = read("delivery_line", BODIES["delivery_line"] | {"label": BOX.printed_uri})
    sample = read("sample_taken", BODIES["sample_taken"] | {"box": BOX.spoken})
    assert isinstance(line, DeliveryLine)
    assert isinstance(sample, SampleTaken)
    assert (line.label, sample.box) == (BOX.uri, BOX.uri)


def test_a_misread_code_is_named() -> None:
    assert faults("delivery_line", {"label": WRONG}) == ["body.label"]
    assert faults("sample_taken", {"box": WRONG}) == ["body.box"]


@pytest.mark.parametrize(
    ("said", "share"),
    [({}, True), ({"share": None}, True), ({"share": True}, True), ({"share": False}, False)],
)
def test_a_return_warns_others_unless_somebody_says_no(said: dict[str, Any], share: bool) -> None:
    line = read("delivery_line", BODIES["delivery_line"] | said)
    assert getattr(line, "share", None) is share


def test_sharing_is_yes_or_no() -> None:
    assert faults("delivery_line", {"share": "maybe"}) == ["body.share"]


def test_a_suspicion_tells_numbers_and_symptoms() -> None:
    said = {"sick": 12, "first_onset_at": AT, "symptoms": ["vomiting", "fever", "vomiting"]}
    hold = read("hold", BODIES["hold"] | {"suspected": said})
    assert isinstance(hold, HoldPlaced)
    assert (hold.suspected.sick, hold.suspected.symptoms) == (12, ("vomiting", "fever"))
    assert hold.suspected.first_onset_at is not None
    assert hold.suspected.first_onset_at.isoformat() == AT


def test_a_hold_without_a_suspicion_says_nothing_of_it() -> None:
    hold = read("hold", BODIES["hold"])
    assert isinstance(hold, HoldPlaced)
    said = hold.suspected
    assert (said.sick, said.first_onset_at, said.symptoms) == (None, None, ())


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"sick": 0}, "body.suspected.sick"),
        ({"first_onset_at": "hôm qua"}, "body.suspected.first_onset_at"),
        ({"symptoms": ["Nguyễn Văn A nôn"]}, "body.suspected.symptoms"),
        ({"symptoms": "fever"}, "body.suspected.symptoms"),
    ],
)
def test_a_suspicion_that_cannot_be_is_named(said: dict[str, Any], path: str) -> None:
    assert faults("hold", {"suspected": said}) == [path]

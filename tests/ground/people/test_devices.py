"""A code pairs one phone with one kitchen, once and soon; nobody guesses it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice, product

import pytest
from django.db import connection
from django.test import RequestFactory

from nguon.base.errors import InputInvalid, Refused, TooManyAttempts, Unidentified
from nguon.core.gs1.own_identifier import ALPHABET, check_character
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Device, EnrolmentAttempt, EnrolmentCode
from nguon.ground.people.operations import (
    deactivate_person,
    enrol_device,
    issue_enrolment_code,
    note_device_contact,
    revoke_device,
)
from nguon.ground.people.operations.enrol_device import ATTEMPTS_IN_ALL, ATTEMPTS_OF_AN_ADDRESS
from nguon.ground.people.queries import (
    device_of_request,
    device_of_token,
    devices_of,
    kitchens_with_devices_of,
)
from tests.ground.conftest import AT

MINUTE = timedelta(minutes=1)
SPACES = ["".join(pair) for pair in product(ALPHABET, repeat=2)]


@pytest.fixture
def manager(cast):
    return cast.person(Role.MANAGER)


@pytest.fixture
def code(cast, manager) -> str:
    return issue_enrolment_code(cast.kitchen, by=manager, at=AT)[1]


def enrolled(code, *, name="Điện thoại bếp", at=AT + MINUTE, address="192.0.2.7"):
    return enrol_device(code, name=name, at=at, address=address)


def refusal(code, **keywords) -> str:
    with pytest.raises(Refused) as refused:
        enrolled(code, **keywords)
    return refused.value.decision.code


def rows_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_a_code_makes_a_phone_of_the_kitchen_it_was_issued_for(cast, manager, code):
    device, token = enrolled(code)
    assert device_of_token(token) == device
    assert (device.place, device.name) == (cast.kitchen, "Điện thoại bếp")
    assert (device.enrolled_by, device.enrolled_at) == (manager, AT + MINUTE)
    used = EnrolmentCode.objects.get()
    assert (used.device, used.used_at, used.issued_by) == (device, AT + MINUTE, manager)


def test_the_database_holds_hashes_and_neither_code_nor_token(code):
    _device, token = enrolled(code)
    devices, codes = rows_of("people_device"), rows_of("people_enrolmentcode")
    assert hashlib.sha256(token.encode()).hexdigest() in devices
    assert token.partition("_")[2] not in devices
    assert code not in codes
    assert hashlib.sha256(code.encode()).hexdigest() not in codes, "40 bits are found from it"


def test_a_code_is_eight_random_characters_and_a_check_character(cast, manager):
    codes = {issue_enrolment_code(cast.kitchen, by=manager, at=AT)[1] for _one in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {9}
    assert {check_character(code[:-1]) == code[-1] for code in codes} == {True}
    assert set("".join(codes)) <= set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda code: f" {code[:4]} {code[4:8]} {code[8:]} ", lambda code: "-".join(code)],
    ids=["in small letters", "in groups", "with hyphens"],
)
def test_a_code_is_read_as_people_type_it(code, typed):
    assert device_of_token(enrolled(typed(code))[1]) is not None


def test_a_code_works_once(code):
    device, _token = enrolled(code)
    assert refusal(code, at=AT + 2 * MINUTE) == "code_used"
    assert list(Device.objects.all()) == [device]


@pytest.mark.parametrize(
    ("minutes", "works"), [(0, True), (29, True), (30, False), (60 * 24, False)]
)
def test_a_code_works_for_half_an_hour(code, minutes, works):
    at = AT + minutes * MINUTE
    if works:
        assert enrolled(code, at=at)[0].enrolled_at == at
    else:
        assert refusal(code, at=at) == "code_expired"
        assert Device.objects.count() == 0


def test_a_code_ends_with_the_right_of_who_issued_it(cast, manager, code):
    deactivate_person(manager, by=cast.admin, at=AT)
    assert refusal(code) == "code_expired"
    assert Device.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_phones_that_use_a_code_at_the_same_moment_one_is_paired(cast, manager, code):
    def attempt(number):
        try:
            return enrolled(code, name=f"Máy {number}", address=f"192.0.2.{number}")[0].name
        except Refused as refused:
            return refused.decision.code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as phones:
        answers = sorted(phones.map(attempt, range(6)))
    assert answers[1:] == ["code_used"] * 5
    assert [device.name for device in Device.objects.all()] == answers[:1]


def test_one_wrong_character_is_told_apart_from_an_unknown_code(code):
    wrong = ALPHABET[(ALPHABET.index(code[0]) + 1) % 32]
    assert refusal(wrong + code[1:]) == "code_mistyped"
    body = wrong + code[1:-1]
    assert refusal(body + check_character(body)) == "code_unknown"
    assert (refusal(""), refusal("\0" * 9), refusal(code + "0" * 99)) == ("code_mistyped",) * 3


def guesses(count, *, space):
    """Well-formed codes that nobody issued."""
    for characters in islice(product(ALPHABET, repeat=2), count):
        body = space + "".join(characters) + "0000"
        yield body + check_character(body)


def test_an_address_that_guesses_is_stopped_and_the_right_code_waits_with_it(code):
    for guess in guesses(ATTEMPTS_OF_AN_ADDRESS, space=code[:2]):
        assert refusal(guess) == "code_unknown"
    with pytest.raises(TooManyAttempts) as stopped:
        enrolled(code)
    assert stopped.value.retry_after == 15 * MINUTE
    assert enrolled(code, address="192.0.2.8")[0].place is not None


def test_waiting_is_enough_even_for_who_went_on_trying(code):
    for guess in guesses(ATTEMPTS_OF_AN_ADDRESS, space=code[:2]):
        refusal(guess)
    for minute in range(2, 16):
        with pytest.raises(TooManyAttempts):
            enrolled(code, at=AT + minute * MINUTE)
    assert device_of_token(enrolled(code, at=AT + 17 * MINUTE)[1]) is not None


def test_a_guesser_of_hundreds_of_codes_stops_no_school_not_even_behind_the_same_address(code):
    """A mobile network shows hundreds of schools under one address."""
    for first in (pair for pair in SPACES if pair != code[:2]):
        EnrolmentAttempt.objects.bulk_create(
            EnrolmentAttempt(address="192.0.2.7", space=first, attempted_at=AT)
            for _number in range(ATTEMPTS_OF_AN_ADDRESS)
        )
    assert EnrolmentAttempt.objects.count() > 10_000
    assert enrolled(code, address="192.0.2.7")[0].place is not None


def test_many_addresses_together_are_stopped_in_the_space_they_search(cast, manager, code):
    EnrolmentAttempt.objects.bulk_create(
        EnrolmentAttempt(address=f"192.0.2.{number}", space=code[:2], attempted_at=AT)
        for number in range(ATTEMPTS_IN_ALL)
    )
    with pytest.raises(TooManyAttempts):
        enrolled(code, address="198.51.100.1")
    other = code
    while other[:2] == code[:2]:
        other = issue_enrolment_code(cast.kitchen, by=manager, at=AT)[1]
    assert enrolled(other, address="198.51.100.1")[0].place is not None


def test_a_house_with_an_ipv6_network_is_one_address(code):
    for number, guess in enumerate(guesses(ATTEMPTS_OF_AN_ADDRESS, space=code[:2])):
        refusal(guess, address=f"2001:db8:0:7::{number:x}")
    with pytest.raises(TooManyAttempts):
        enrolled(code, address="2001:db8:0:7:ffff::1")
    assert enrolled(code, address="2001:db8:0:8::1")[0].place is not None


def test_what_is_mistyped_is_not_counted(code):
    for _again in range(ATTEMPTS_OF_AN_ADDRESS + 1):
        assert refusal(code[:-1] + ("0" if code[-1] != "0" else "1")) == "code_mistyped"
    assert EnrolmentAttempt.objects.count() == 0


def test_success_is_not_counted_and_old_tries_are_forgotten(cast, manager):
    EnrolmentAttempt.objects.create(address="192.0.2.7", attempted_at=AT - timedelta(days=2))
    for _one in range(ATTEMPTS_OF_AN_ADDRESS + 2):
        enrolled(issue_enrolment_code(cast.kitchen, by=manager, at=AT)[1])
    assert list(EnrolmentAttempt.objects.all()) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_phone_has_a_name_and_a_nameless_try_costs_no_code(code, name):
    with pytest.raises(InputInvalid) as invalid:
        enrolled(code, name=name)
    assert [error.path for error in invalid.value.errors] == ["name"]
    assert enrolled(code)[0].name == "Điện thoại bếp"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_only_who_manages_the_kitchen_pairs_and_revokes(cast, code, role):
    device, _token = enrolled(code)
    person = cast.person(role, "nguoi.khac")
    with pytest.raises(Refused):
        issue_enrolment_code(cast.kitchen, by=person, at=AT)
    with pytest.raises(Refused):
        revoke_device(device, by=person, at=AT)
    assert Device.objects.get().revoked_at is None


def test_the_manager_of_another_kitchen_neither_sees_nor_revokes(cast, manager, code):
    device, _token = enrolled(code)
    assert list(kitchens_with_devices_of(manager, at=AT)) == [cast.kitchen]
    with pytest.raises(Refused) as refused:
        issue_enrolment_code(cast.other_kitchen, by=manager, at=AT)
    assert refused.value.decision.code == "out_of_reach"
    device.place = cast.other_kitchen
    with pytest.raises(Refused):
        revoke_device(device, by=manager, at=AT)


def test_an_administrator_pairs_for_any_kitchen_but_for_kitchens_only(cast):
    assert issue_enrolment_code(cast.other_kitchen, by=cast.admin, at=AT)[0].place_id
    assert set(kitchens_with_devices_of(cast.admin, at=AT)) == {cast.kitchen, cast.other_kitchen}
    with pytest.raises(InputInvalid):
        issue_enrolment_code(cast.field, by=cast.admin, at=AT)


def test_a_revoked_phone_is_still_known_and_revoking_twice_keeps_the_first_time(
    cast, manager, code
):
    device, token = enrolled(code)
    revoke_device(device, by=manager, at=AT + 5 * MINUTE)
    again = revoke_device(device, by=cast.admin, at=AT + 9 * MINUTE)
    assert (again.revoked_at, again.revoked_by) == (AT + 5 * MINUTE, manager)
    assert device_of_token(token) == again


def test_phones_in_use_are_listed_first(cast, manager):
    def paired(name):
        return enrolled(issue_enrolment_code(cast.kitchen, by=manager, at=AT)[1], name=name)[0]

    old, broken, new = paired("Cũ"), paired("Hỏng"), paired("Mới")
    revoke_device(broken, by=manager, at=AT + MINUTE)
    assert {row.name for row in devices_of(cast.kitchen)[:2]} == {old.name, new.name}
    assert [row.name for row in devices_of(cast.kitchen)][2:] == ["Hỏng"]
    assert list(devices_of(cast.other_kitchen)) == []


def test_a_contact_says_when_which_build_and_what_is_still_kept(code):
    device, token = enrolled(code)
    note_device_contact(device, at=AT + 5 * MINUTE, build="2026.11.1", unsent=3)
    note_device_contact(device, at=AT + 6 * MINUTE)
    seen = device_of_token(token)
    assert (seen.last_seen_at, seen.build, seen.unsent) == (AT + 6 * MINUTE, "2026.11.1", 3)
    note_device_contact(device, at=AT + 7 * MINUTE, build="x" * 99, unsent=10**12)
    assert len(device_of_token(token).build) == 60


def with_header(value):
    headers = {} if value is None else {"Authorization": value}
    return RequestFactory().post("/api/v1/sync", headers=headers)


def test_the_phone_of_a_request_is_the_one_whose_token_it_bears(code):
    device, token = enrolled(code)
    assert device_of_request(with_header(f"Bearer {token}")) == device
    assert device_of_request(with_header(f"bearer  {token} ")) == device


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer nguonphone_",
        "Bearer {hash}",
        "Basic {token}",
        "{token}",
        "Bearer {token}x",
        "Bearer \0",
    ],
)
def test_anything_else_is_nobodys(code, header):
    _device, token = enrolled(code)
    hashed = hashlib.sha256(token.encode()).hexdigest()
    said = header and header.replace("{token}", token).replace("{hash}", hashed)
    with pytest.raises(Unidentified):
        device_of_request(with_header(said))

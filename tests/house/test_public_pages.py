"""Deny by default: the pages that anybody may open are listed here, and there are no others."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "kitchen_phone:hello": "says that it is us and what time it is",
    "kitchen_phone:kit": "answers 401 itself to phones it does not know",
    "kitchen_phone:photo": "answers 401 itself to phones it does not know",
    "kitchen_phone:sync": "answers 401 itself to phones it does not know",
    "set_language": "a signed-out person chooses a language",
    "people:devices": "pairs a phone that shows a code a manager was given",
    "oversight:four_answers_api": "answers 401 itself to programs without a key",
    "oversight:parents": "what parents see of a day, without a name of a person",
    "oversight:parents_today": "the same, behind the QR code at the gate",
    "oversight:wall": "the code on the kitchen's wall, which shows nothing but the door",
    "oversight:with_pass": "a pass of half an hour, signed, for one kitchen",
    "people:login": "the door itself",
    "entrance": "the front page, or the list of resources for programs",
    "exchange:eventTypes": "answers 401 itself",
    "exchange:eventTypes_member": "answers 401 itself",
    "exchange:eventTypes_events": "answers 401 itself",
    "exchange:epcs": "answers 401 itself",
    "exchange:epcs_member": "answers 401 itself",
    "exchange:epcs_events": "answers 401 itself",
    "exchange:bizSteps": "answers 401 itself",
    "exchange:bizSteps_member": "answers 401 itself",
    "exchange:bizSteps_events": "answers 401 itself",
    "exchange:bizLocations": "answers 401 itself",
    "exchange:bizLocations_member": "answers 401 itself",
    "exchange:bizLocations_events": "answers 401 itself",
    "exchange:readPoints": "answers 401 itself",
    "exchange:readPoints_member": "answers 401 itself",
    "exchange:readPoints_events": "answers 401 itself",
    "exchange:dispositions": "answers 401 itself",
    "exchange:dispositions_member": "answers 401 itself",
    "exchange:dispositions_events": "answers 401 itself",
    "exchange:openapi": "says what the interface is, without data",
    "exchange:next_page_token": "answers 401 itself",
    "exchange:capture": "answers 401 itself, as the REST binding asks",
    "exchange:capture_job": "answers 401 itself",
    "exchange:events": "answers 401 itself",
    "exchange:event": "answers 401 itself",
    "exchange:queries": "answers 401 itself",
    "exchange:query": "answers 401 itself",
    "exchange:named_events": "answers 401 itself",
    "exchange:subscriptions": "answers 401 itself",
    "exchange:subscription": "answers 401 itself",
    "trace:api": "answers 401 itself",
    "web:home": "says what this is and leads to the door",
    "web:healthz": "for supervisors; says ok or not",
    "web:robots": "for machines",
    "web:favicon": "for machines",
    "web:manifest": "for machines",
    "web:phone": "the app of the kitchen phone, without data",
    "web:phone_file": "the files of that app",
    "web:style": "answers 404 unless DEBUG",
    "web:style_sheet": "answers 404 unless DEBUG",
}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name}", one


def test_only_listed_pages_are_open_to_anybody() -> None:
    open_pages = {
        name
        for name, pattern in patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert open_pages == set(PUBLIC)

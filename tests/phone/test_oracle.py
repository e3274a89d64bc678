"""The judge of the random walk sees every way in which a book can be wrong."""

import json
from uuid import UUID

import pytest

from tests.phone.book import Entry
from tests.phone.oracle import Oracle
from tests.phone.phone import Saved

COOK, OTHER = str(UUID(int=1)), str(UUID(int=2))


def saved(id_: str, *, said: str = "4.2", photo: str = "") -> Saved:
    photos = [{"sha256": photo}] if photo else []
    words = {"id": id_, "actor": COOK, "photos": photos, "body": said}
    return Saved(id_, json.dumps(words))


def entry(of: Saved, *, actor: str = COOK, raw: str = "") -> Entry:
    return Entry(of.id, "fridge_reading", UUID(actor), "", "phone", raw or of.text)


A, B = saved("a", photo="p"), saved("b")


@pytest.mark.parametrize(
    ("entries", "photos", "verdict"),
    [
        ([entry(A), entry(B)], {"p"}, []),
        ([entry(A), entry(B)], set(), ["photo lost: p"]),
        ([entry(A)], {"p"}, [f"lost: {B.text}"]),
        ([entry(A), entry(B), entry(B)], {"p"}, ["doubled: b"]),
        (
            [entry(A), entry(B), entry(saved("c"))],
            {"p"},
            [f"invented: {saved('c').text}"],
        ),
        ([entry(A), entry(B, raw="{}")], {"p"}, [f"changed: {B.text} became {{}}"]),
        ([entry(A), entry(B, actor=OTHER)], {"p"}, [f"signed over to {OTHER}: {B.text}"]),
    ],
)
def test_the_oracle_says_what_is_wrong(
    entries: list[Entry], photos: set[str], verdict: list[str]
) -> None:
    oracle = Oracle()
    for one in (A, B):
        oracle.promise(one, actor=COOK)
    assert oracle.judge(entries, photos=photos) == verdict


def test_one_form_that_becomes_two_contents_is_caught_at_once() -> None:
    oracle = Oracle()
    oracle.promise(B, actor=COOK)
    with pytest.raises(AssertionError, match="two contents"):
        oracle.promise(saved("b", said="5"), actor=COOK)

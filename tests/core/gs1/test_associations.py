import re

import pytest

from nguon.core.gs1 import ElementStringError, broken_associations, require_associations
from nguon.core.gs1.associations import _EXCLUSIONS, _NEEDS, _fits

KEPT = [
    "01", "01 10", "01 21", "01 10 17 3103", "00 02 37", "414 254", "415 8020", "8010 8011",
    "8006 21", "01 3103 3922", "01 21 8030", "01 422 427", "8018 7259 7258", "00 4330", "99",
    "255 3900", "00 4302 4303",
]  # fmt: skip
BROKEN = [
    ("10", ["required_ai"]),
    ("02 37", ["required_ai"]),
    ("02", ["required_ai"]),
    ("01 02 37 00", ["excluded_ai", "excluded_ai"]),
    ("01 3100 3103", ["excluded_ai"]),
    ("01 21 235", ["excluded_ai"]),
    ("01 3922 3933 3103", ["excluded_ai"]),
    ("01 8030", ["required_ai"]),
    ("254", ["required_ai"]),
    ("415", ["required_ai"]),
    ("420 421", ["excluded_ai"]),
    ("8017 8018", ["excluded_ai"]),
]


@pytest.mark.parametrize("ais", KEPT)
def test_what_goes_together(ais):
    assert broken_associations(ais.split()) == []


@pytest.mark.parametrize(("ais", "codes"), BROKEN)
def test_what_does_not(ais, codes):
    assert [error.code for error in broken_associations(ais.split())] == codes


def test_a_broken_association_names_what_is_needed():
    with pytest.raises(ElementStringError) as caught:
        require_associations(["37", "00"])
    assert str(caught.value) == (
        "Not a GS1 element string: expected (37) together with (00)(02) | (00)(8026), got (00)(37)."
    )


def test_the_rules_are_those_of_the_dictionary(conformance):
    """Every need and every excluded pair among all 541 AIs."""
    needs, excluded = dictionary(conformance)
    ours = {
        ai: sorted(sorted("+".join(group) for group in need.any_of) for need in all_of)
        for ai, all_of in _NEEDS.items()
        if ai in excluded.ais  # the ranges of our rules go over AIs that GS1 has not given out
    }
    assert ours == needs
    pairs = {
        frozenset((ai, other))
        for left, right in _EXCLUSIONS
        for ai in excluded.ais
        if _fits(left, ai)
        for other in excluded.ais
        if _fits(right, other) and ai != other
    }
    assert pairs == excluded.pairs


class Excluded:
    def __init__(self, ais):
        self.ais = ais
        self.pairs = set()


def dictionary(conformance):
    text = (conformance / "gs1" / "gs1-syntax-dictionary.txt").read_text("utf-8")
    rows = {}
    for line in text.splitlines():
        if found := re.match(r"(\d+)(?:-(\d+))?\s+([^#]*)", line):
            for number in range(int(found[1]), int(found[2] or found[1]) + 1):
                rows[str(number).zfill(len(found[1]))] = found[3].split()
    needs, excluded = {}, Excluded(sorted(rows))
    for ai, words in rows.items():
        asked = [sorted(word[4:].split(",")) for word in words if word.startswith("req=")]
        if asked:
            needs[ai] = sorted(asked)
        patterns = [p for word in words if word.startswith("ex=") for p in word[3:].split(",")]
        excluded.pairs |= {
            frozenset((ai, other))
            for other in rows
            if other != ai and any(_fits(pattern, other) for pattern in patterns)
        }
    return needs, excluded

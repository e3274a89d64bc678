"""Contrast after WCAG 2.2 (1.4.3 and 1.4.11), computed from the style sheet in both themes."""

import re
from pathlib import Path

import pytest

import nguon

SHEET = (Path(nguon.__file__).parent / "base/static/base/nguon.css").read_text()
TEXT, SIGN = 4.5, 3.0
LIGHT, DARK = "light", "dark"


def tokens(theme: str) -> dict[str, str]:
    """The custom properties that hold a colour; the dark theme overrides some of them."""
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")
    dark = dark.split("@media (prefers-contrast")[0]
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", light))
    assert len(found) > 30
    overrides = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", dark))
    return found if theme == LIGHT else found | overrides


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *[(ink, ground, TEXT) for ink in ("ink", "ink-2", "cham") for ground in ("paper", "card")],
        *[(tone, f"{tone}-bg", TEXT) for tone in ("ok", "warn", "bad", "hold", "idle")],
        *[(tone, "card", TEXT) for tone in ("ok", "warn", "bad", "hold", "idle")],
        *[("ink", f"{tone}-bg", TEXT) for tone in ("ok", "warn", "bad", "hold", "idle")],
        ("idle", "paper", TEXT),
        ("ink", "tint", TEXT),
        ("ink-2", "tint", TEXT),
        ("cham", "tint", TEXT),
        ("on-cham", "cham", TEXT),
        ("on-cham", "cham-2", TEXT),
        ("on-bar", "bar", TEXT),
        ("on-bar-2", "bar", TEXT),
        ("on-solid", "solid-ok", TEXT),
        ("on-solid", "solid-bad", TEXT),
        *[("line-2", ground, SIGN) for ground in ("card", "paper", "idle-bg")],
        *[("focus", ground, SIGN) for ground in ("card", "paper", "tint")],
        *[(f"{tone}-line", "card", SIGN) for tone in ("ok", "warn", "bad", "hold")],
    ],
)
def test_everything_can_be_read(theme, ink, ground, least) -> None:
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= least

"""Signs, chips and badges: what is drawn always has a word beside it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils import translation

import nguon
from nguon.base.templatetags import nguon as tags
from nguon.base.ui.states import State
from nguon.base.ui.widgets import Tiles

SOURCE = Path(nguon.__file__).parent
SPRITE = SOURCE / "base/static/base/icons.svg"
DRAWN = frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


def rendered(template: str, **context: object) -> str:
    with translation.override("vi"):
        return Template("{% load nguon %}" + template).render(Context(context))


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert rendered("{% icon 'check' %}") == (
        '<svg class="icon" aria-hidden="true"><use href="/static/base/icons.svg#check"/></svg>'
    )
    assert rendered("{% icon 'check' size='large' label=name %}", name='"Đạt"') == (
        '<svg class="icon icon-large" role="img" aria-label="&quot;Đạt&quot;">'
        '<use href="/static/base/icons.svg#check"/></svg>'
    )


@pytest.mark.parametrize(
    ("state", "tone", "word"),
    [
        ("not_due", "tone-idle", "Chưa đến giờ"),
        ("due", "tone-due", "Cần làm"),
        ("late", "tone-warn", "Quá giờ"),
        ("done", "tone-ok", "Đạt"),
        ("done_late", "tone-ok", "Đạt, ghi muộn"),
        ("failed", "tone-bad", "Không đạt"),
        ("missing", "tone-bad", "Thiếu"),
        ("held", "tone-hold", "Tạm giữ"),
    ],
)
def test_a_state_is_a_tone_a_sign_and_a_word(state, tone, word) -> None:
    sign = state.replace("_", "-")
    assert rendered("{% state_chip state %}", state=state) == (
        f'<span class="chip {tone}"><svg class="icon" aria-hidden="true">'
        f'<use href="/static/base/icons.svg#{sign}"/></svg>{word}</span>'
    )


def test_every_state_is_named_in_the_table_above() -> None:
    cases = test_a_state_is_a_tone_a_sign_and_a_word.pytestmark[0].args[1]
    assert [case[0] for case in cases] == State.values


def test_no_two_states_share_a_sign() -> None:
    assert len({state.icon for state in State}) == len(State)


def test_a_chip_may_say_it_more_precisely_and_escapes_it() -> None:
    chip = rendered("{% state_chip 'failed' word %}", word="<b>Dừng món")
    assert chip.endswith("</svg>&lt;b&gt;Dừng món</span>")


def test_an_unknown_state_is_a_fault_and_not_a_grey_chip() -> None:
    with pytest.raises(ValueError, match="'finished' is not a valid State"):
        rendered("{% state_chip 'finished' %}")


@pytest.mark.parametrize(
    ("tone", "classes", "sentence"),
    [
        ("ok", "badge tone-idle", "ghi sau 3 giờ"),
        ("neutral", "badge tone-idle", "ghi muộn 3 giờ"),
        ("amber", "badge tone-warn", "ghi muộn 3 giờ"),
        ("red", "badge tone-bad", "ghi muộn 3 giờ"),
    ],
)
def test_the_lateness_badge_takes_its_tone_from_the_rules(tone, classes, sentence) -> None:
    badge = rendered("{% lateness late tone %}", late=timedelta(hours=3), tone=tone)
    assert badge.startswith(f'<span class="{classes}">')
    assert badge.endswith(f"</svg>{sentence}</span>")


@pytest.mark.parametrize(
    ("level", "tone", "sign"),
    [
        (constants.SUCCESS, "tone-ok", "done"),
        (constants.WARNING, "tone-warn", "alert"),
        (constants.ERROR, "tone-bad", "failed"),
        (constants.INFO, "tone-due", "info"),
    ],
)
def test_a_message_has_the_tone_of_its_level(level, tone, sign) -> None:
    message = Message(level, "Đã ghi")
    assert (tags.message_tone(message), tags.message_icon(message)) == (tone, sign)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = {
        name
        for template in SOURCE.glob("**/templates/**/*.html")
        for name in re.findall(r"{% icon ['\"]([^'\"]+)['\"]", template.read_text())
    }
    assert named - DRAWN == set()
    assert len(named) > 10


def test_every_icon_of_states_badges_and_messages_is_drawn() -> None:
    used = {state.icon for state in State} | set(tags.BADGE_ICONS.values())
    assert used - DRAWN == set()
    assert Tiles(looks={"pass": ("ok", "done")}).looks["pass"][1] in DRAWN

"""The page of the event query says what the code answers to, parameter by parameter."""

from pathlib import Path

from nguon.core.epcis.query.families import families_said
from nguon.core.epcis.query.parameters import CONTROLS, FIXED

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/event-query.md"


def rows_under(heading: str) -> list[tuple[str, ...]]:
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]


def test_the_page_tells_every_parameter_with_a_fixed_name() -> None:
    also = {
        name: f" Also written {', '.join(f'`{one}`' for one in parameter.also)}."
        for name, parameter in FIXED.items()
        if parameter.also
    }
    assert rows_under("Parameters with a fixed name") == [
        (f"`{name}`", parameter.form.value, parameter.sentence + also.get(name, ""))
        for name, parameter in FIXED.items()
    ]


def test_the_page_tells_what_orders_and_limits() -> None:
    assert rows_under("Order and limits") == [
        (f"`{name}`", form.value, sentence) for name, (form, sentence) in CONTROLS.items()
    ]


def test_the_page_tells_every_family() -> None:
    assert rows_under("Families of parameters") == [
        (f"`{name}`", form, sentence) for name, form, sentence in families_said()
    ]

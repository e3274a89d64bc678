"""Form fields that read what a Vietnamese person writes and never guess a verdict."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.base.ui.widgets import AmountInput, PhotoInput, Tiles
from nguon.core.quantities import QuantityError, other_reading, parse_number

VERDICT_LOOKS = {"pass": ("ok", "done"), "fail": ("bad", "failed"), "not_done": ("", "minus")}


class VerdictField(forms.ChoiceField):
    """Đạt / Không đạt as big tiles, none chosen beforehand: planned is never checked.

    The tiles of the values `pass` and `fail` are green and red; `initial` is refused.
    """

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        if kwargs.get("initial") is not None:
            raise ValueError("A verdict has no initial value: expected None, got a choice.")
        layout = "2" if len(choices) == 2 else ""
        kwargs.setdefault("widget", Tiles(looks=VERDICT_LOOKS, layout=layout))
        super().__init__(choices=choices, **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Also the form's `initial` cannot choose for the person."""
        form.initial.pop(field_name, None)
        return super().get_bound_field(form, field_name)


class AmountField(forms.Field):
    """A decimal as written on paper: «12,5», «1.234,5». Zero and less are refused by default.

    «1.500» may mean 1500 or 1,5: instead of guessing, the form asks back.
    """

    widget = AmountInput

    def __init__(
        self,
        *,
        unit: str = "",
        lowest: Decimal | None = None,
        highest: Decimal | None = None,
        above: Decimal | None = Decimal(0),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", AmountInput(unit))
        super().__init__(**kwargs)
        self.lowest, self.highest = lowest, highest
        self.above = None if lowest is not None else above

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number, other = parse_number(text), other_reading(text)
        except QuantityError as error:
            text = error.text("en") if get_language() == "en" else error.text("vi")
            raise ValidationError(text, code=error.code) from error
        if other is not None:
            both = {"first": _plain(number), "second": _plain(other), "text": text}
            raise ValidationError(
                _("“%(text)s” can mean two numbers: write %(first)s or %(second)s.") % both,
                code="number_two_readings",
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return number_format(value) if isinstance(value, Decimal) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.above is not None and value <= self.above:
            raise ValidationError(
                _("Expected more than %(limit)s, got %(value)s.")
                % {"limit": _plain(self.above), "value": _plain(value)},
                code="too_small",
            )
        self._check_range(value)

    def _check_range(self, value: Decimal) -> None:
        if self.lowest is not None and value < self.lowest:
            message = _("Expected %(limit)s or more, got %(value)s.")
            limit, code = self.lowest, "too_small"
        elif self.highest is not None and value > self.highest:
            message = _("Expected %(limit)s or less, got %(value)s.")
            limit, code = self.highest, "too_large"
        else:
            return
        raise ValidationError(message % {"limit": _plain(limit), "value": _plain(value)}, code=code)


class PhotosField(forms.FileField):
    """None, one or several photos; `cleaned_data` holds a list of uploaded files."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PhotoInput(multiple=True))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(PhotosField, self).clean(file, initial) for file in files]


def _plain(value: Decimal) -> str:
    return str(number_format(value, use_l10n=True, force_grouping=False))

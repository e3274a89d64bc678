"""What every form of a record shares: it makes a body, and reads one back to be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.errors import FieldError
from nguon.base.ui.fields import AmountField, PhotosField, VerdictField
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.pages.desk import Desk
from nguon.food.kitchen.pages.moments import MomentField, instant
from nguon.ground.journal.queries import photos_missing


@dataclass(frozen=True)
class Section:
    """Fields under one heading. `only` names the choice that shows it (kitchen.css); a folded
    section is opened by whoever needs it."""

    title: Any
    names: Sequence[str]
    only: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Drawn:
    """A section with its fields; a folded one that holds a fault or an old value is open."""

    title: Any
    fields: Sequence[forms.BoundField]
    only: str
    folded: bool
    is_open: bool


class RecordForm(forms.Form):
    """One act of one person. Nothing is chosen beforehand, unless an earlier record is corrected.

    `members` are the fields that go into the body under their own name.
    """

    kind: ClassVar[RecordKind]
    members: ClassVar[tuple[str, ...]] = ()
    paths: ClassVar[Mapping[str, str]] = {}
    """Member of the body → field that shows its faults, where the names differ."""

    wants_photos: ClassVar[bool] = True
    sometimes_required: tuple[str, ...] = ()
    """Not called optional: another answer can make them necessary."""

    record_id = forms.UUIDField(widget=forms.HiddenInput)
    photo_hashes = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        desk: Desk,
        *,
        data: Any = None,
        subject: Any = None,
        correcting: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """`correcting` is the body of the record that this one will take the place of."""
        self.desk, self.subject, self.correcting = desk, subject, correcting
        super().__init__(data=data, initial=dict(initial or {}))
        self.fields["record_id"].initial = uuid4
        if self.wants_photos:
            self.fields["photos"] = PhotosField(label=_("Photos"), required=False)
        self.fields["note"] = forms.CharField(
            label=self.note_label(),
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
        )
        self.prepare()
        for name in self.sometimes_required:
            self.fields[name].sometimes_required = True  # type: ignore[attr-defined]
        if correcting is not None:
            self._prepare_correction(correcting)

    def choose_from(self, name: str, choices: Any) -> None:
        """Set the choices of a field; a field without any is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a mistake in the form's own class
        field.choices = list(choices)
        if not field.choices:
            del self.fields[name]

    def prepare(self) -> None:
        """Fields and choices that depend on the kitchen and the subject."""

    def note_label(self) -> str:
        return _("Note, handling")

    def reason_label(self) -> str:
        return _("Why is it corrected?")

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The old values as the fields take them. More than `members` is up to each form."""
        return {name: self._read(name, body.get(name)) for name in (*self.members, "note")}

    def body(self, at: datetime) -> dict[str, Any]:
        """The body of the record; `at` is what «just now» means."""
        said = {name: self._write(name, self.cleaned_data.get(name), at) for name in self.members}
        said["note"] = self.cleaned_data["note"]
        return {name: value for name, value in said.items() if value not in (None, "")}

    def sections(self) -> list[Section]:
        names = [name for name in self.fields if not self.fields[name].widget.is_hidden]
        return [Section("", names)]

    def drawn(self) -> list["Drawn"]:
        reason = [Section("", ["reason"])] if "reason" in self.fields else []
        return [self._draw(section) for section in [*reason, *self.sections()]]

    def _draw(self, section: Section) -> "Drawn":
        fields = [self[name] for name in section.names if name in self.fields]
        told = self.is_bound or self.correcting is not None
        is_open = any(field.errors or (told and field.value()) for field in fields)
        return Drawn(section.title, fields, section.only, section.folded, is_open)

    @property
    def photo_list(self) -> list[str]:
        """Photos that came in with this form already, also when it had to be asked again."""
        said = self.data.get("photo_hashes", "") if self.is_bound else self["photo_hashes"].value()
        return [one for one in (said or "").split(",") if one]

    @property
    def sent_id(self) -> UUID:
        return UUID(str(self.cleaned_data["record_id"]))

    def clean_photo_hashes(self) -> str:
        missing = photos_missing(self.photo_list, self.desk.place.id)
        if missing:
            raise forms.ValidationError(_("A photo has not arrived. Take it again."))
        return str(self.cleaned_data["photo_hashes"])

    def take(self, faults: Sequence[FieldError]) -> None:
        """Show what the record's own reading found wrong at the field that said it."""
        for fault in faults:
            name = self._field_of(fault.path)
            text = fault.message
            if fault.expected:
                text = _("%(message)s Expected: %(expected)s.") % {
                    "message": text,
                    "expected": self._label_of(name, fault.expected),
                }
            if name is None:
                self.add_error(None, f"{text} ({fault.path})")
            else:
                self.add_error(name, text)

    def _label_of(self, name: str | None, value: str) -> str:
        """The words on the tile where the record's own reading names a value of its list."""
        field = self.fields.get(name or "")
        choices = field.choices if isinstance(field, forms.ChoiceField) else ()
        return str(dict(choices).get(value, value))  # type: ignore[arg-type]

    def _field_of(self, path: str) -> str | None:
        member = path.removeprefix("body.").split(".")[0].split("[")[0]
        named = self.paths.get(path.removeprefix("body.")) or self.paths.get(member, member)
        return named if named in self.fields else None

    def _prepare_correction(self, body: Mapping[str, Any]) -> None:
        self.fields["reason"] = forms.CharField(
            label=self.reason_label(),
            max_length=1000,
            widget=forms.Textarea({"rows": 2}),
            help_text=_("Both versions stay visible, with this reason."),
        )
        for name, value in self.initial_of(body).items():
            if name in self.fields:
                self.fields[name].initial = value  # also of a verdict: it was given, by somebody

    def _read(self, name: str, value: Any) -> Any:
        field = self.fields.get(name)
        if value in (None, "") or field is None:
            return None
        if isinstance(field, MomentField):
            return datetime.fromisoformat(value)
        return Decimal(str(value)) if isinstance(field, AmountField) else value

    def _write(self, name: str, value: Any, at: datetime) -> Any:
        if value is not None and isinstance(self.fields.get(name), MomentField):
            return instant(value, at).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, Decimal | UUID) else value


class VerdictOf(VerdictField):
    """A verdict of one of our lists, by its class."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices=choices.choices, **kwargs)


NOTE_WHEN_FAILED = gettext_lazy("Needed when a check failed: what was done about it.")

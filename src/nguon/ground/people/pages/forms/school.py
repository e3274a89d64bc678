"""One form for a school that can begin to work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.pages.forms.organisation import CommuneField, NameForm
from nguon.ground.people.pages.forms.person import (
    FirstPasswordField,
    full_name_field,
    phone_field,
    username_field,
)


class SchoolForm(NameForm):
    commune = CommuneField(help_text=_("It decides which inspectors see the kitchen."))
    kitchen_name = forms.CharField(
        label=_("Name of the kitchen"),
        help_text=_("Left empty, it is called after the school."),
        required=False,
        max_length=200,
    )
    manager_full_name = full_name_field()
    manager_username = username_field()
    manager_phone = phone_field()
    manager_password = FirstPasswordField()
    field_order = ("legal_name", "tax_code", "commune", "address", "phone", "kitchen_name")

    SECTIONS = (
        (_("The school"), ("legal_name", "tax_code", "commune", "address", "phone")),
        (_("Its kitchen"), ("kitchen_name",)),
        (
            _("Who runs it"),
            ("manager_full_name", "manager_username", "manager_phone", "manager_password"),
        ),
    )

    def sections(self) -> list[tuple[object, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]
